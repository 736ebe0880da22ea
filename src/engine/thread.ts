/** An engine as a worker thread of Node, with its scanners as threads of its own. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { threadPort } from '../scanner/thread-port.js';
import { scannerThreads } from './scanner-thread.js';
import { serveSession } from './session.js';

const mostScanners = 16;

export interface EngineThreadData {
  /** Is closed by whoever started the engine when it is not needed any more. */
  readonly lifeline: MessagePort;
}

if (!parentPort) throw new Error('not a worker thread');
const { lifeline } = workerData as EngineThreadData;
const port = threadPort(parentPort);
serveSession(
  {
    ...port,
    onClose: (listener) => {
      lifeline.on('close', () => {
        listener();
        // The thread ends when its scanners have.
        port.close();
      });
    },
  },
  { spawn: scannerThreads(new URL('./scanner.js', import.meta.url)), mostScanners },
);
