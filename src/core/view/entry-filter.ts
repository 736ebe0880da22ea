/**
 * What a filter leaves of a tree: the seam between the filter line and all that shows entries.
 *
 * Bytes are rounded to doubles. Of a directory they are the sums of what is included below it; a directory is
 * included where its own entry passes or something below it does.
 */
export interface EntryFilter {
  /** Whether an entry is shown at all. */
  includes(node: number): boolean;
  /** Whether the filter holds for an entry itself, and not only for something below it. */
  passes(node: number): boolean;
  /** Whether an inode counts at this name, because the one at which it counts without a filter is left out. */
  standsIn(node: number): boolean;
  /** What is included in a directory, in the measure and link mode in which the filter was evaluated. */
  bytes(directory: number): number;
  /** `st_blocks` × 512. */
  allocated(directory: number): number;
  /** `st_size` of regular files and symbolic links. */
  apparent(directory: number): number;
  /** Regular files. */
  files(directory: number): number;
}

/** A byte of a node in which a filter keeps what it makes of it. */
export const FilterVerdict = {
  no: 0,
  passes: 1,
  /** It passes, and its inode counts here: `EntryFilter.standsIn`. */
  standsIn: 2,
  /** Only something below it passes. */
  above: 3,
} as const;
