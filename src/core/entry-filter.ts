/**
 * What a filter leaves of a tree: the seam between the filter line and all that shows entries.
 *
 * Bytes are rounded to doubles. Of a directory they are the sums of what is included below it; a directory is
 * included where its own entry passes or something below it does.
 */
export interface EntryFilter {
  /** Whether an entry is shown at all. */
  includes(node: number): boolean;
  /** What is included in a directory, in the measure and link mode in which the filter was evaluated. */
  bytes(directory: number): number;
  /** `st_blocks` × 512. */
  allocated(directory: number): number;
  /** `st_size` of regular files and symbolic links. */
  apparent(directory: number): number;
  /** Regular files. */
  files(directory: number): number;
}
