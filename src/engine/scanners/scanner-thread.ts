/** Scanners as worker threads: how the command line, the browser host and the tests run them. */
import type { Port } from '../../contract/port.js';
import type { ScannerThreadData } from '../../scanner/thread.js';
import { startThread } from './start-thread.js';

/** Starts one scanner and returns its port. Closing the port ends the scanner. */
export type SpawnScanner = () => Port;

/**
 * A scan grows up to so many threads while they wait for the disk. Perf: 16 lose more by each compiling the same
 * code than the disk gains (docs/performance.md, cold).
 */
export const mostScannerThreads = 8;

/**
 * @param entry the built entry of the scanner's thread.
 * @param isWatched scanners give way to all else.
 */
export function scannerThreads(entry: URL, isWatched = false): SpawnScanner {
  const workerData: ScannerThreadData = { isWatched };
  return () => startThread(entry, { workerData });
}
