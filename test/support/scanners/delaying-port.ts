import type { Port } from '../../../src/contract/port.js';

/**
 * A port at which messages wait for a number of turns each before they are let in, in their order: threads run at
 * any speed against each other.
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
