/**
 * The folders that may be opened: those that the user has given in this run, and those that main has offered. A page names
 * them again when it opens one; it cannot make up another.
 */
const granted = new Set<string>();

const keyOf = (path: Uint8Array): string => Buffer.from(path).toString('latin1');

export function grant(path: Uint8Array): void {
  granted.add(keyOf(path));
}

export function isGranted(path: Uint8Array): boolean {
  return granted.has(keyOf(path));
}
