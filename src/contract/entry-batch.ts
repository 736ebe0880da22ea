/**
 * Columns of entries that a scanner sends to its engine together.
 *
 * Rules: rows stand in sections, one after the other, each the names of one directory (or a part of them).
 * A directory is named by a reference: a number that the engine gave out (with `ENGINE_REFERENCE` set), or
 * the scanner's own count of the directories that it has reported so far, in the order of
 * `directoryRow`. Names are bytes, each ended by a NUL. 64-bit values are two words, low and high. The columns with a
 * number for each row are listed in `row-columns.ts`.
 */
import type { RowColumns } from './row-columns.js';

export interface EntryBatch extends RowColumns {
  /** Number of rows. */
  readonly count: number;
  readonly names: Uint8Array;
  /** Start of each name. */
  readonly nameStart: Uint32Array;
  /** Six words each: mode, links, uid, gid, device high, device low. */
  readonly attributes: Uint32Array;

  readonly sections: SectionColumns;

  /** Rows that are directories to be read, ascending, with their ctime. */
  readonly directoryRow: Uint32Array;
  readonly ctimeLow: Uint32Array;
  readonly ctimeHigh: Uint32Array;
  readonly ctimeNanoseconds: Uint32Array;

  /** Rows whose inode may have other names: more than one link; every row when links are followed. */
  readonly linkedRow: Uint32Array;

  /** Rows whose stat failed, and the errno. */
  readonly failureRow: Uint32Array;
  readonly failureErrno: Uint16Array;
}

export interface SectionColumns {
  /** A reference to the directory; `NO_DIRECTORY` for the root's own row. */
  readonly directory: Uint32Array;
  /** Row behind the section's last. */
  readonly end: Uint32Array;
  /** `SectionDone`. */
  readonly done: Uint8Array;
  /** 0, or the errno with which the directory could not be read (further). */
  readonly failure: Uint16Array;
  /** `SECTION_SUMS` numbers a section, in the order of `SectionSum`. */
  readonly sums: Float64Array;
}

export const SectionDone = {
  /** The directory may have more names. */
  no: 0,
  /** It has no more than those sent, or given away, so far. */
  yes: 1,
  /** It has none here: its inode is read at another path. Scanners do not know of that; what was kept does. */
  elsewhere: 2,
} as const;

/** Places in the sums of a section: counts of what counts, then sums of the low and high words of sizes. */
export const SectionSum = {
  files: 0,
  directories: 1,
  symlinks: 2,
  others: 3,
  apparentLow: 4,
  apparentHigh: 5,
  blocksLow: 6,
  blocksHigh: 7,
} as const;
export const SECTION_SUMS = 8;

export const NO_DIRECTORY = 0xffff_ffff;
export const ENGINE_REFERENCE = 0x8000_0000;

/** Flags of a node. */
export const NodeFlag = {
  /** Its stat failed: only its name is known, and its kind where the directory gives it. */
  unreadable: 1,
  /** Something else is mounted there, which is neither counted nor entered. */
  otherMount: 2,
  /** A pattern leaves it out: it is neither counted nor entered. */
  excluded: 4,
  /** Its inode is counted at another path, which sorts before, or below an earlier root. */
  duplicate: 8,
  /** It leads back to one of its own ancestors, and is neither counted nor entered. Only where links are followed. */
  loop: 16,
  /** A symbolic link that was followed: the numbers are those of what it leads to. */
  followed: 32,
  /** It is gone: no section, total or listing has it. */
  removed: 64,
  /** Taken over from an earlier scan, and not looked at. */
  trusted: 128,
} as const;

/** Flags of nodes that are not counted. */
export const UNCOUNTED: number =
  NodeFlag.unreadable | NodeFlag.otherMount | NodeFlag.excluded | NodeFlag.loop | NodeFlag.removed;
