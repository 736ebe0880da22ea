/**
 * Tells whether something below a directory has changed, without a look below: by the counts and sums that every
 * batch keeps current.
 *
 * It can miss that another name of an inode has come to count within the directory. So what was kept while a scan ran
 * is to be forgotten when it ends.
 */
import type { EntrySizes } from './entry-sizes.js';

export class DirectoryStamp {
  private names = -1;
  private entries = -1;
  private failures = -1;
  private state = -1;
  private allocated = -1;
  private apparent = -1;
  private everyLink = -1;
  private filtered = -1;

  /** Whether a directory is still as it was at the last call. */
  renew({ tree, filter }: EntrySizes, directory: number): boolean {
    const { directories } = tree;
    const { totals } = directories;
    const names = directories.size(directory);
    const entries = totals.entries(directory);
    const failures = totals.failures.get(directory);
    const state = directories.state.get(directory);
    const allocated = totals.approximateAllocatedBytes(directory);
    const apparent = totals.approximateApparentBytes(directory);
    const everyLink = totals.approximateAllocatedBytes(directory, true);
    const filtered = filter === undefined ? 0 : filter.allocated(directory) + filter.apparent(directory);
    const isSame =
      names === this.names &&
      entries === this.entries &&
      failures === this.failures &&
      state === this.state &&
      allocated === this.allocated &&
      apparent === this.apparent &&
      everyLink === this.everyLink &&
      filtered === this.filtered;
    this.names = names;
    this.entries = entries;
    this.failures = failures;
    this.state = state;
    this.allocated = allocated;
    this.apparent = apparent;
    this.everyLink = everyLink;
    this.filtered = filtered;
    return isSame;
  }
}
