/** The public entry of the package: `import … from 'hectare'`. */

import { scannerThreads } from '../engine/scanners/scanner-thread.js';
import { statThreads } from '../engine/scanners/stat-thread.js';
import { type BatchedListingOptions, listBatched } from './batched-listing.js';
import { StatCache, type StatCacheOptions } from './batched-stat-cache.js';
import type { FileListEntry } from './list-entry.js';

export type { Kind } from '../core/tree/mode.js';
export type { Timestamp } from '../core/tree/nodes.js';
export type { BatchedListingOptions } from './batched-listing.js';
export type { StatCacheOptions } from './batched-stat-cache.js';
export type { EntryMetadata } from './entry-metadata.js';
export { FileListWalker } from './file-list-walker.js';
export {
  type EntryError,
  type FileListEntry,
  type ListError,
  type ListingOptions,
  type PathEntry,
  PathError,
} from './list-entry.js';
export { collectPathsRecursive } from './path-collector.js';
export { bytesToPath, pathToBytes } from './path-text.js';
export type { StatResult } from './stat-batch.js';

// why: the build puts the scanner's entry beside this file, and this file is never part of another.
const scannerEntry = new URL('./scanner.js', import.meta.url);

/**
 * Lists a root with all metadata: directories are enumerated and their entries stat'ed by several scanners at a time.
 *
 * The entries are views of columns that they share: their values are computed when they are asked for, and one entry that is
 * held keeps all. A directory that is replaced by a link while it is read is not followed.
 *
 * @returns the entries sorted by the bytes of `relativePath`, the root first. What could not be read is listed with its
 * `error`.
 * @throws PathError when the root cannot be read.
 */
export function collectWithBatchedStats(
  root: string,
  options: BatchedListingOptions = {},
): Promise<FileListEntry[]> {
  return listBatched(root, options, scannerThreads(scannerEntry));
}

/**
 * Cache of metadata by path, stat'ed in parallel by scanners in threads of their own, which start with the first batch.
 */
export class BatchedStatCache extends StatCache {
  constructor(options: StatCacheOptions = {}) {
    super(statThreads(scannerEntry), options);
  }
}
