/** A scanner's thread that the process need not wait for. */
import { Worker } from 'node:worker_threads';
import type { Port } from '../contract/port.js';

export interface ThreadPort extends Port {
  /** From now on the process waits for the thread. */
  ref(): void;
  /** From now on it does not. */
  unref(): void;
}

export type SpawnThread = () => ThreadPort;

/** @param entry the built entry of the scanner's thread. */
export function statThreads(entry: URL): SpawnThread {
  return () => {
    // why: options of the host's own start, such as --input-type, are not for a thread: some make it refuse.
    const worker = new Worker(entry, { execArgv: [] });
    let failure: string | undefined;
    worker.on('error', (error) => {
      failure = error.message;
    });
    return {
      post: (message) => worker.postMessage(message),
      listen: (onMessage) => {
        worker.on('message', onMessage);
      },
      onClose: (listener) => {
        worker.on('exit', () => listener(failure));
      },
      close: () => {
        void worker.terminate();
      },
      ref: () => worker.ref(),
      unref: () => worker.unref(),
    };
  };
}
