import { describe, expect, test } from 'vitest';
import { isMet } from '../test/programs/requirements.js';
import { threadUsage } from './thread-usage.js';

const isLinux = isMet('Linux');

describe.skipIf(!isLinux)(`the usage of a thread${isLinux ? '' : ' (skipped: needs Linux)'}`, () => {
  test('grows with what it computes, and is no more than the whole process used', () => {
    const before = threadUsage()!;
    for (let turn = 0; turn < 3e6; turn++) Math.hypot(turn, 1);
    const after = threadUsage()!;
    const { user, system } = process.cpuUsage();
    expect(after.processor).toBeGreaterThan(before.processor);
    expect(after.processor).toBeLessThanOrEqual((user + system) / 1000 + 50);
  });

  test('does not grow while the thread waits for something else than a processor', () => {
    const before = threadUsage()!;
    const start = performance.now();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
    const waited = performance.now() - start;
    const after = threadUsage()!;
    expect(after.processor - before.processor).toBeLessThan(waited / 2);
    expect(after.queued).toBeGreaterThanOrEqual(before.queued);
  });
});

test.skipIf(isLinux)(
  `elsewhere nothing is told${isLinux ? ' (skipped: needs another system than Linux)' : ''}`,
  () => {
    expect(threadUsage()).toBeUndefined();
  },
);
