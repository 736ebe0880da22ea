/** The kinds of entries: the type bits of `st_mode` (inode(7)), the same numbers on every system here. */
export const TYPE_BITS = 0xf000;
export const DIRECTORY_BITS = 0x4000;
export const FILE_BITS = 0x8000;
export const SYMLINK_BITS = 0xa000;

export type Kind =
  | 'file'
  | 'directory'
  | 'symlink'
  | 'fifo'
  | 'socket'
  | 'character-device'
  | 'block-device'
  | 'unknown';

const kinds = new Map<number, Kind>([
  [FILE_BITS, 'file'],
  [DIRECTORY_BITS, 'directory'],
  [SYMLINK_BITS, 'symlink'],
  [0x1000, 'fifo'],
  [0xc000, 'socket'],
  [0x2000, 'character-device'],
  [0x6000, 'block-device'],
]);

export const isDirectory = (mode: number): boolean => (mode & TYPE_BITS) === DIRECTORY_BITS;

/** Only regular files and symbolic links have a length that counts (POSIX, and du since coreutils 9.2). */
export const hasLength = (mode: number): boolean =>
  (mode & TYPE_BITS) === FILE_BITS || (mode & TYPE_BITS) === SYMLINK_BITS;

export const kindOf = (mode: number): Kind => kinds.get(mode & TYPE_BITS) ?? 'unknown';
