/** Engines as worker threads: how the browser host and the tests run them. */
import { MessageChannel } from 'node:worker_threads';
import type { Port } from '../contract/port.js';
import { startThread } from './scanners/start-thread.js';
import type { EngineThreadData } from './thread.js';

/**
 * Starts an engine and returns its port. Closing the port lets the engine end its scanners and then itself: a thread
 * that is stopped while it loads its native part takes all down.
 *
 * @param entry the built entry of the engine's thread.
 */
export function spawnEngineThread(entry: URL): Port {
  const { port1: end, port2: ending } = new MessageChannel();
  const workerData: EngineThreadData = { ending };
  const thread = startThread(entry, { workerData, transferList: [ending] });
  let isClosed = false;
  return {
    post: thread.post,
    listen: thread.listen,
    onClose: (listener) =>
      thread.onClose((reason) => {
        if (!isClosed) listener(reason);
      }),
    close: () => {
      isClosed = true;
      // why: a message, since a port that is closed before it has arrived in the thread is never closed there.
      end.postMessage('end');
    },
  };
}
