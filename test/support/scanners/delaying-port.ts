import type { Port } from '../../../src/contract/port.js';

/**
 * Wraps a port so that each message waits for a number of turns, in order: threads run at any relative speed.
 * @param nextDelay turns that the next message waits.
 */
export function delayingPort(port: Port, nextDelay: () => number): Port {
  const waiting: (() => void)[] = [];
  let isLetting = false;
  const letIn = (turns: number): void => {
    if (turns > 0) {
      setImmediate(() => letIn(turns - 1));
      return;
    }
    waiting.shift()?.();
    isLetting = waiting.length > 0;
    if (isLetting) letIn(nextDelay());
  };
  const enqueue = (event: () => void): void => {
    waiting.push(event);
    if (isLetting) return;
    isLetting = true;
    letIn(nextDelay());
  };
  return {
    post: (message, given) => port.post(message, given),
    listen: (onMessage) => port.listen((message) => enqueue(() => onMessage(message))),
    onClose: (listener) => port.onClose((reason) => enqueue(() => listener(reason))),
    close: () => port.close(),
  };
}
