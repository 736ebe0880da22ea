/** Scanners as worker threads, as the command line, the browser host and the tests run them. */
import type { Port } from '../../contract/port.js';
import type { ScannerThreadData } from '../../scanner/thread.js';
import { startThread } from './start-thread.js';

/** Starts one scanner and returns its port. Closing the port ends the scanner. */
export type SpawnScanner = () => Port;

/**
 * Threads that a scan grows up to while they wait for the disk. Perf: 16 lose more by each compiling the same
 * code than the disk gains (docs/performance.md, cold).
 */
export const maxScannerThreads = 8;

/**
 * Returns what starts a scanner as a thread.
 *
 * @param entry the built entry of the scanner's thread.
 * @param isWatched scanners give way to all else.
 */
export function scannerThreads(entry: URL, isWatched = false): SpawnScanner {
  const workerData: ScannerThreadData = { isWatched };
  return () => startThread(entry, { workerData });
}
