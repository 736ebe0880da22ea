/** Engines as worker threads: how the browser host and the tests run them. */
import { MessageChannel } from 'node:worker_threads';
import type { Port } from '../contract/port.js';
import { startThread } from './scanners/start-thread.js';
import type { EngineThreadData } from './thread.js';

/** Time in which an engine must say that it ends: one that does not is busy without end. While it loads it has longer. */
const answerTimeoutMs = 1000;
const loadTimeoutMs = 10_000;
/** Time in which an engine that has said so must have ended: it may be saving a snapshot. */
const endTimeoutMs = 30_000;

/**
 * Starts an engine and returns its port. Closing the port lets the engine end its scanners and then itself: a thread
 * that is stopped while it loads its native part takes all down. An engine that does not end in time is terminated.
 *
 * @param entry the built entry of the engine's thread.
 */
export function spawnEngineThread(entry: URL): Port {
  const { port1: end, port2: ending } = new MessageChannel();
  const workerData: EngineThreadData = { ending };
  const thread = startThread(entry, { workerData, transferList: [ending] });
  let isLoaded = false;
  let isClosed = false;
  let timeout: NodeJS.Timeout | undefined;
  const terminateAfter = (timeoutMs: number): void => {
    clearTimeout(timeout);
    timeout = setTimeout(() => thread.close(), timeoutMs).unref();
  };
  end.on('message', () => {
    isLoaded = true;
    if (isClosed) terminateAfter(endTimeoutMs);
  });
  thread.onClose(() => {
    clearTimeout(timeout);
    end.close();
  });
  return {
    post: thread.post,
    listen: thread.listen,
    onClose: (listener) =>
      thread.onClose((reason) => {
        if (!isClosed) listener(reason);
      }),
    close: () => {
      if (isClosed) return;
      isClosed = true;
      // why: a message, since a port that is closed before it has arrived in the thread is never closed there.
      end.postMessage('end');
      terminateAfter(isLoaded ? answerTimeoutMs : loadTimeoutMs);
    },
  };
}
