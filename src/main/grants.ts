/**
 * The folders that may be opened: those that the user has given in this run. A page names them again when it opens one; it
 * cannot make up another.
 *
 * Some folders main offers by itself: volumes, the user's own folder, recent roots. A page is told their names, their
 * sizes, and nothing of what is in them; it can open one only after the user has chosen it. That the page's code cannot
 * play: the preload script, in a world of its own, asks the browser whether the user has just clicked or pressed a key.
 */
const granted = new Set<string>();
const offered = new Set<string>();

const keyOf = (path: Uint8Array): string => Buffer.from(path).toString('latin1');

export function grant(path: Uint8Array): void {
  granted.add(keyOf(path));
}

export function offer(path: Uint8Array): void {
  offered.add(keyOf(path));
}

/** The user has chosen it. Nothing happens where it was not offered. */
export function grantOffered(path: Uint8Array): void {
  if (offered.has(keyOf(path))) grant(path);
}

export function isGranted(path: Uint8Array): boolean {
  return granted.has(keyOf(path));
}
