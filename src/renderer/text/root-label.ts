/** Returns the last part of a root's path. The whole path is in the tab's title and the details. */
export const rootLabel = (path: string): string => path.split('/').filter(Boolean).at(-1) ?? path;
