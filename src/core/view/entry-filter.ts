/**
 * Result of a filter over a tree: the seam between the filter line and all that shows entries.
 *
 * Bytes are rounded to doubles. A directory has the sums of what is included below it; it is included where its own
 * entry passes or something below it does.
 */
export interface EntryFilter {
  /** Tells whether an entry is shown at all. */
  includes(node: number): boolean;
  /** Tells whether the filter holds for an entry itself, and not only for something below it. */
  passes(node: number): boolean;
  /** Tells whether an inode counts at this name because the name at which it usually counts is left out. */
  standsIn(node: number): boolean;
  /** Returns the included bytes of a directory, in the measure and link mode of the filter. */
  bytes(directory: number): number;
  /** Returns `st_blocks` × 512. */
  allocated(directory: number): number;
  /** Returns `st_size` of regular files and symbolic links. */
  apparent(directory: number): number;
  /** Counts regular files. */
  files(directory: number): number;
}

/** Verdict of a filter on a node, one byte each. */
export const FilterVerdict = {
  no: 0,
  passes: 1,
  /** Passes, and its inode counts here: `EntryFilter.standsIn`. */
  standsIn: 2,
  /** Shown only because something below it passes. */
  above: 3,
} as const;
