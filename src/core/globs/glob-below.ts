/**
 * Returns a glob as one of the folder that is read, by its absolute path: a glob that begins with that path goes on from
 * there. On Windows a backslash is a slash, and case makes no difference in the folder's path.
 */
export function globBelow(glob: string, folder: string, isWindows: boolean): string {
  const path = withSlashes(glob, isWindows);
  const root = withSlashes(folder, isWindows).replace(/\/$/, '');
  const start = path.slice(0, root.length + 1);
  const isBelow = isWindows ? start.toLowerCase() === `${root}/`.toLowerCase() : start === `${root}/`;
  // The folder itself is none of what it holds.
  return isBelow && path.length > root.length + 1 ? path.slice(root.length) : path;
}

const withSlashes = (path: string, isWindows: boolean): string =>
  (isWindows ? path.replaceAll('\\', '/') : path).replace(/\/{2,}/g, '/');
