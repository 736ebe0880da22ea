/** What the user saw of an entry before it is changed, and whether it is still that. */
import type { FileStatus } from '../../native/directory-changes.js';

/** Identity and state of an entry as the user saw it. */
export interface SeenEntry {
  readonly device: bigint;
  readonly inode: bigint;
  /** The kind: `st_mode & S_IFMT`. */
  readonly kind: number;
  /** `st_size`, bytes. */
  readonly apparentBytes: bigint;
  /** Nanoseconds since 1970. */
  readonly mtime: bigint;
  /** Nanoseconds since 1970, where the file system keeps it. */
  readonly birthTime: bigint | undefined;
}

/** S_IFMT of stat.h. */
const kindBits = 0o170000;
const directoryKind = 0o040000;
const linkKind = 0o120000;

export const isDirectoryMode = (mode: number): boolean => (mode & kindBits) === directoryKind;
export const isLinkMode = (mode: number): boolean => (mode & kindBits) === linkKind;

export const seenOf = ({ mode, device, inode, apparentBytes, mtime, birthTime }: FileStatus): SeenEntry => ({
  device,
  inode,
  kind: mode & kindBits,
  apparentBytes,
  mtime,
  birthTime,
});

/** Whether two are one inode: a number can be given to another file at once, its birth time cannot. */
export function isSameInode(seen: SeenEntry, now: SeenEntry): boolean {
  const isBornTogether =
    seen.birthTime === undefined || now.birthTime === undefined || seen.birthTime === now.birthTime;
  return seen.device === now.device && seen.inode === now.inode && seen.kind === now.kind && isBornTogether;
}

/** Whether an entry is what was seen, and was not changed since. */
export const isAsSeen = (seen: SeenEntry, now: SeenEntry): boolean =>
  isSameInode(seen, now) && seen.apparentBytes === now.apparentBytes && seen.mtime === now.mtime;
