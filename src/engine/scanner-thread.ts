/** Scanners as worker threads: how the command line, the browser host and the tests run them. */
import type { Port } from '../contract/port.js';
import { startThread } from './start-thread.js';

/** Starts one scanner and returns its port. Closing the port ends the scanner. */
export type SpawnScanner = () => Port;

/** @param entry the built entry of the scanner's thread. */
export function scannerThreads(entry: URL): SpawnScanner {
  return () => startThread(entry);
}
