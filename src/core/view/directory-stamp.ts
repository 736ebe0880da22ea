/**
 * Tells whether something below a directory has changed, without a look below, by the counts and sums that every
 * batch keeps current. Where nodes of the tree have changed in place, every directory counts as changed.
 *
 * It can miss that another name of an inode has come to count within the directory. So a cache that was filled during a
 * scan must be dropped when the scan ends.
 */
import type { EntrySizes } from './entry-sizes.js';

export class DirectoryStamp {
  private revision = -1;
  private names = -1;
  private entries = -1;
  private failures = -1;
  private state = -1;
  private allocated = -1;
  private apparent = -1;
  private everyLink = -1;
  private filteredAllocated = -1;
  private filteredApparent = -1;
  private filteredFiles = -1;

  /** Takes the directory's present state, and tells whether it is that of the last call. */
  renew({ tree, filter }: EntrySizes, directory: number): boolean {
    const { directories } = tree;
    const { totals } = directories;
    const { revision } = tree;
    const names = directories.size(directory);
    const entries = totals.entries(directory);
    const failures = totals.failures.get(directory);
    const state = directories.state.get(directory);
    const allocated = totals.approximateAllocatedBytes(directory);
    const apparent = totals.approximateApparentBytes(directory);
    const everyLink = totals.approximateAllocatedBytes(directory, true);
    const filteredAllocated = filter === undefined ? -2 : filter.allocated(directory);
    const filteredApparent = filter === undefined ? -2 : filter.apparent(directory);
    const filteredFiles = filter === undefined ? -2 : filter.files(directory);
    const isSame =
      revision === this.revision &&
      names === this.names &&
      entries === this.entries &&
      failures === this.failures &&
      state === this.state &&
      allocated === this.allocated &&
      apparent === this.apparent &&
      everyLink === this.everyLink &&
      filteredAllocated === this.filteredAllocated &&
      filteredApparent === this.filteredApparent &&
      filteredFiles === this.filteredFiles;
    this.revision = revision;
    this.names = names;
    this.entries = entries;
    this.failures = failures;
    this.state = state;
    this.allocated = allocated;
    this.apparent = apparent;
    this.everyLink = everyLink;
    this.filteredAllocated = filteredAllocated;
    this.filteredApparent = filteredApparent;
    this.filteredFiles = filteredFiles;
    return isSame;
  }
}
