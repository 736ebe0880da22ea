/** Scanners as worker threads: how the command line, the browser host and the tests run them. */
import { Worker } from 'node:worker_threads';
import type { Port } from '../contract/port.js';

/** Starts one scanner and returns its port. Closing the port ends the scanner. */
export type SpawnScanner = () => Port;

/** @param entry the built entry of the scanner's thread. */
export function scannerThreads(entry: URL): SpawnScanner {
  return () => {
    // why: standard output belongs to what the user asked for; a scanner never writes there.
    // And options of the host's own start, such as --input-type, are not for a thread: some make it refuse.
    const worker = new Worker(entry, { stdout: false, stderr: false, execArgv: [] });
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
    };
  };
}
