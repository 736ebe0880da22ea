/** Worker threads of Node as ports, for whoever starts one. */
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { Port } from '../../contract/port.js';

export interface ThreadPort extends Port {
  /** Makes the process wait for the thread. */
  ref(): void;
  /** Lets the process end before the thread. */
  unref(): void;
}

/** Start options of a thread. */
export type ThreadStart = Pick<WorkerOptions, 'workerData' | 'transferList'>;

/** Starts a thread. @param entry its built entry. */
export function startThread(entry: URL, start: ThreadStart = {}): ThreadPort {
  // why: a thread refuses some options of the host's own start, such as --input-type. Standard output belongs to what
  // the user asked for: threads do not write there, and many streams joined with it make Node warn of listeners.
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
      // why: a thread that waits in a system call ends when that returns, which may be never (worker_threads).
      worker.unref();
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
