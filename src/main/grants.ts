/**
 * Folders that may be opened: those that the user gave in this run. A page names them again when it opens one, and cannot
 * make up another.
 *
 * Main offers some folders by itself: volumes, the user's own folder, recent roots. A page is told their names and sizes,
 * and nothing of what is in them. It can open one only after the user chose it, which the page's code cannot fake: the
 * preload script, in a world of its own, asks the browser whether the user has just clicked or pressed a key.
 */
import type { FolderIdentity } from '../contract/scans.js';

/** Granted paths, with the folder that was opened there first. */
const granted = new Map<string, FolderIdentity | undefined>();
const offered = new Set<string>();

const keyOf = (path: Uint8Array): string => Buffer.from(path).toString('latin1');

export function grant(path: Uint8Array): void {
  granted.set(keyOf(path), undefined);
}

export function offer(path: Uint8Array): void {
  offered.add(keyOf(path));
}

/** Grants an offered folder that the user chose. Does nothing where it was not offered. */
export function grantOffered(path: Uint8Array): void {
  if (offered.has(keyOf(path))) grant(path);
}

export function isGranted(path: Uint8Array): boolean {
  return granted.has(keyOf(path));
}

/** Notes which folder was opened. why: another one that comes to lie at its path has not been given by the user. */
export function pinGranted(path: Uint8Array, identity: FolderIdentity): void {
  granted.set(keyOf(path), identity);
}

/** Returns the folder that was opened at a path since it was last granted. */
export function pinnedAt(path: Uint8Array): FolderIdentity | undefined {
  return granted.get(keyOf(path));
}
