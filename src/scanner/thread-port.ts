/** Port between worker threads of Node, whose two ends, parentPort and Worker, look alike. */
import type { TransferListItem } from 'node:worker_threads';
import type { Port } from '../contract/port.js';

interface ThreadEnd {
  postMessage(message: unknown, transfer?: readonly TransferListItem[]): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/** Returns the port of the thread's own end. */
export function threadPort(end: ThreadEnd & { close(): void }): Port {
  return {
    post: (message, given) => end.postMessage(message, given as readonly TransferListItem[] | undefined),
    listen: (onMessage) => {
      end.on('message', onMessage);
    },
    onClose: () => {
      // why: when the parent is gone, so is this thread.
    },
    close: () => end.close(),
  };
}
