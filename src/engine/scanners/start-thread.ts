/** Worker threads of Node as ports: the end of whoever starts one. */
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { Port } from '../../contract/port.js';

export interface ThreadPort extends Port {
  /** From now on the process waits for the thread. */
  ref(): void;
  /** From now on it does not. */
  unref(): void;
}

/** What a thread is given when it starts. */
export type ThreadStart = Pick<WorkerOptions, 'workerData' | 'transferList'>;

/** @param entry the built entry of the thread. */
export function startThread(entry: URL, start: ThreadStart = {}): ThreadPort {
  // why: options of the host's own start, such as --input-type, are not for a thread: some make it refuse. And standard
  // output belongs to what the user asked for: threads do not write there, and must not be joined with it, since
  // many joined streams have Node warn of their listeners.
  const worker = new Worker(entry, { ...start, execArgv: [], stdout: true });
  const end = watchEnd(worker);
  return {
    post: (message) => worker.postMessage(message),
    listen: (onMessage) => {
      worker.on('message', onMessage);
    },
    onClose: (listener) => {
      if (end.hasCome) listener(end.reason);
      else worker.on('exit', () => listener(end.reason));
    },
    close: () => {
      void worker.terminate();
    },
    ref: () => worker.ref(),
    unref: () => worker.unref(),
  };
}

function watchEnd(worker: Worker): { hasCome: boolean; reason: string | undefined } {
  const end: ReturnType<typeof watchEnd> = { hasCome: false, reason: undefined };
  worker.on('error', (error) => {
    end.reason = error.message;
  });
  worker.on('exit', () => {
    end.hasCome = true;
  });
  return end;
}
