/** Entry of an engine as a worker thread of Node. Its scanners are threads too; the first ones start at once. */
import { availableParallelism } from 'node:os';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { threadPort } from '../scanner/thread-port.js';
import { snapshotFolder } from './files/data-folder.js';
import { readyScanners } from './scanners/ready-ports.js';
import { maxScannerThreads, scannerThreads } from './scanners/scanner-thread.js';
import { serveSession } from './session/session.js';

export interface EngineThreadData {
  /** Takes a message when the engine has loaded, and when it ends; brings one when it is to end. why: the other port carries messages of pages. */
  readonly ending: MessagePort;
}

if (!parentPort) throw new Error('not a worker thread');
const { ending } = workerData as EngineThreadData;
const port = threadPort(parentPort);
const scanners = readyScanners(scannerThreads(new URL('./scanner.js', import.meta.url), true));
scanners.prepare(Math.min(availableParallelism(), maxScannerThreads));
serveSession(
  {
    ...port,
    onClose: (listener) => {
      ending.once('message', () => {
        ending.postMessage('ending');
        listener();
        scanners.close();
        // The thread ends when its scanners have.
        ending.close();
        port.close();
      });
    },
  },
  { spawn: () => scanners.take(), maxScanners: maxScannerThreads, snapshotFolder: snapshotFolder() },
);
ending.postMessage('loaded');
