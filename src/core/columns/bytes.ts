/** Bytes that mean something in paths, by the names of their characters. */
export const SLASH = 47;
export const DOT = 46;

/** Returns the path of what a folder calls by a path: with one slash between them, or the folder's where that is empty. */
export function joinPath(folder: Uint8Array, path: Uint8Array): Uint8Array {
  if (path.length === 0) return folder;
  const isSeparated = folder.length === 0 || folder.at(-1) === SLASH;
  const joined = new Uint8Array(folder.length + (isSeparated ? 0 : 1) + path.length);
  joined.set(folder);
  if (!isSeparated) joined[folder.length] = SLASH;
  joined.set(path, joined.length - path.length);
  return joined;
}
