/** Entry of a scanner that is a worker thread of Node. */
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { chooseReader } from '../../native/choose-reader.js';
import { serveScanner } from './serve-scanner.js';
import { threadPort } from './thread-port.js';

export interface ScannerThreadData {
  readonly isWatched: boolean;
}

if (!parentPort) throw new Error('not a worker thread');
/** Where somebody watches, the engine and the page go before the reading. */
const isWatched = (workerData as ScannerThreadData | null)?.isWatched === true;
// why: only Linux has priorities of threads (sched(7), "The nice value"): elsewhere it would be that of the process.
if (isWatched && process.platform === 'linux') setPriority(0, 5);
serveScanner(threadPort(parentPort), chooseReader);
