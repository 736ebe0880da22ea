import { describe, expect, test } from 'vitest';
import { isMet } from '../test/requirements.js';
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

  test('counts how often it waited', () => {
    const before = threadUsage()!.waits;
    const nobody = new Int32Array(new SharedArrayBuffer(4));
    for (let turn = 0; turn < 20; turn++) Atomics.wait(nobody, 0, 0, 1);
    expect(threadUsage()!.waits - before).toBeGreaterThanOrEqual(20);
  });
});

test.skipIf(isLinux)(
  `elsewhere nothing is told${isLinux ? ' (skipped: needs another system than Linux)' : ''}`,
  () => {
    expect(threadUsage()).toBeUndefined();
  },
);
