import type { EntryRows } from './entry-rows.js';

/** Rules of a root, set before its first directory is opened. */
export interface RootOptions {
  /** Follow symbolic links below the root. The root itself is always followed. */
  readonly followLinks: boolean;
  /** Enter file systems that are mounted below the root. */
  readonly crossMounts: boolean;
}

/** Mount that shows once more what stands at another path of the root. Both are bytes, relative to the root. */
export interface BoundMount {
  readonly path: Uint8Array;
  readonly source: Uint8Array;
}

export interface MountFacts {
  readonly aliases: readonly BoundMount[];
  /** Whether a mount that is entered shows the root itself once more: there it must not be entered. */
  readonly showsRootAgain: boolean;
}

/**
 * Reads directories of one root. The one interface between Hectare and the file systems.
 *
 * Paths are bytes, relative to the root, without a NUL and without a trailing slash. Functions that can
 * fail return a negative errno; nothing is thrown for what a file system does. All calls are synchronous.
 * A reader belongs to one thread.
 */
export interface DirectoryReader<Backend extends string = string> {
  /** The family of calls that it makes. */
  readonly backend: Backend;

  /**
   * Result of `enumerate`: names with the kind where the system tells it, to be completed by `stat`; or complete
   * entries, as bulk calls do (getattrlistbulk of macOS, GetFileInformationByHandleEx of Windows). Then only links that
   * are to be followed want a `stat`.
   */
  readonly enumerates: 'names' | 'entries';

  /**
   * Room that the rows must have before a call of `enumerate`: the names that it may append, and their bytes with NULs.
   */
  readonly maxRows: number;
  readonly maxNameBytes: number;

  /** Opens the root and keeps it open for the reader's life. Returns 0. */
  openRoot(path: Uint8Array): number;

  /**
   * Opens a directory. Unless links are followed, no component of the path may be one, however the tree
   * changes meanwhile: then the answer is -ELOOP or -ENOTDIR; `opensBeneath` says whether that is sure.
   * Returns a handle.
   */
  open(path: Uint8Array): number;

  /**
   * True where `open` itself never enters a directory that was swapped for a link. Elsewhere the caller compares device
   * and inode of the opened directory with those enumerated.
   */
  readonly opensBeneath: boolean;

  /** Completes one row with the numbers of the open directory itself. Returns 0. */
  identify(handle: number, rows: EntryRows, row: number): number;

  /** Appends the next names, without `.` and `..`. Returns how many system calls' worth came: 0 at the end. */
  enumerate(handle: number, rows: EntryRows): number;

  /**
   * Sets the traits of rows on which something is mounted that is no part of the root's own tree, as far as the system's
   * list of mounts tells: none is looked at. Returns how many there are.
   */
  markMounts(handle: number, rows: EntryRows, from: number, to: number): number;

  /** What is known of the mounts below the root, once it is open. */
  readonly mounts: MountFacts;

  /** Completes the rows from `from` up to `to`, whose names are in the open directory. */
  stat(handle: number, rows: EntryRows, from: number, to: number): void;

  /** Completes the rows from `from` up to `to`, whose names are whole paths. */
  statPaths(rows: EntryRows, from: number, to: number): void;

  close(handle: number): void;

  /** Closes the root. */
  dispose(): void;
}
