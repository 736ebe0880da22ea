/** Lists a root by many scanners: `collectWithBatchedStats`. */
import { availableParallelism } from 'node:os';
import type { Backend } from '../contract/scanner-protocol.js';
import { RootError, type ScanResult } from '../engine/reading/reading.js';
import { Scan, type ScanTask } from '../engine/reading/scan.js';
import { maxScannerThreads, type SpawnScanner } from '../engine/scanners/scanner-thread.js';
import { adoptListing, type StatCache } from './batched-stat-cache.js';
import { codeOf, type FileListEntry, type ListingOptions, PathError, refuseNul } from './list-entry.js';
import { Listing } from './listing.js';
import { pathToBytes } from './path-text.js';

/** Options of `collectWithBatchedStats`. */
export interface BatchedListingOptions extends ListingOptions {
  /**
   * Takes in all that is listed, in place of what it held of the root and of paths below it. The file system is asked
   * anyway: a listing is never older than the call.
   */
  readonly cache?: StatCache;
  /** Number of scanners. By default as many as there are processors, and up to 16 while they wait for the disk. */
  readonly scanners?: number;
  /** The system calls to read with, instead of the best that work. */
  readonly backend?: Backend;
}

export async function listBatched(
  root: string,
  options: BatchedListingOptions,
  spawn: SpawnScanner,
): Promise<FileListEntry[]> {
  const { tree } = await readTree(root, options, spawn);
  const listing = new Listing(tree, root);
  if (options.onError) {
    for (const { node, operation, errno } of tree.failures) {
      options.onError({ fullPath: listing.fullPath(node), operation, code: codeOf(errno) });
    }
  }
  if (options.cache) adoptListing(options.cache, listing);
  return listing.sortedEntries();
}

async function readTree(
  root: string,
  options: BatchedListingOptions,
  spawn: SpawnScanner,
): Promise<ScanResult> {
  const scan = new Scan(scanOptions(root, options, spawn));
  const result = await scan.finished().catch((error: unknown) => {
    throw error instanceof RootError ? rootFailure(error, root) : error;
  });
  if (!result.complete) throw new Error(`a scanner ended before its time: ${result.crash ?? 'cancelled'}`);
  return result;
}

function scanOptions(root: string, options: BatchedListingOptions, spawn: SpawnScanner): ScanTask {
  const { scanners, backend } = options;
  if (scanners !== undefined && !(Number.isInteger(scanners) && scanners > 0)) {
    throw new RangeError(`scanners is a whole number above 0, not ${scanners}`);
  }
  if (root.includes('\0')) throw refuseNul(root);
  if (root === '') throw new PathError('ENOENT', root);
  return {
    root: pathToBytes(root),
    followLinks: options.followLinks ? 'everyPath' : false,
    crossMounts: options.crossMounts ?? false,
    exclude: [],
    ...(backend && { backend }),
    scanners: {
      start: scanners ?? Math.min(availableParallelism(), maxScannerThreads),
      max: scanners ?? maxScannerThreads,
    },
    spawn,
  };
}

function rootFailure({ errno, message }: RootError, root: string): Error {
  return errno === 0 ? new Error(message) : new PathError(codeOf(errno), root);
}
