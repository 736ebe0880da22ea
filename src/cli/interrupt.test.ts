import { expect, test, vi } from 'vitest';
import { watchInterrupt } from './interrupt.js';

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s asks for an orderly end, once', (signal) => {
  const before = process.listenerCount(signal);
  const interrupt = watchInterrupt();
  const listener = vi.fn();
  interrupt.listen(listener);
  expect(interrupt.isRequested).toBe(false);
  process.emit(signal, signal);
  expect(interrupt.isRequested).toBe(true);
  expect(listener).toHaveBeenCalledTimes(1);
  expect(process.listenerCount(signal)).toBe(before);
});
