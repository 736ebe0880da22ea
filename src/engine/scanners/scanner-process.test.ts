/** A port that is wanted before main has forked the scanner behind it. */
import { expect, test } from 'vitest';
import { createPortPair } from '../../../test/support/scanners/port-pair.js';
import { ScannerProcesses } from './scanner-process.js';

function spawnOne() {
  const asked: number[] = [];
  const scanners = new ScannerProcesses((scanner) => asked.push(scanner));
  const port = scanners.spawn();
  const heard: unknown[] = [];
  const ends: unknown[] = [];
  port.listen((message) => heard.push(message));
  port.onClose((reason) => ends.push(reason));
  const [near, far] = createPortPair();
  const arrived: unknown[] = [];
  far.listen((message) => arrived.push(message));
  return { scanners, port, heard, ends, asked, near, far, arrived };
}

test('what is said to a scanner waits until it is there, and keeps its order', async () => {
  const { scanners, port, asked, near, far, arrived, heard } = spawnOne();
  port.post('first');
  expect(asked).toEqual([1]);
  scanners.join(1, near);
  port.post('second');
  far.post('answer');
  await expect.poll(() => heard).toEqual(['answer']);
  expect(arrived).toEqual(['first', 'second']);
});

test('main tells why a scanner ended, once, and whether or not it had come', () => {
  const { scanners, port, ends } = spawnOne();
  scanners.end(1, 'exit code 9');
  scanners.end(1, 'again');
  port.post('to nobody');
  expect(ends).toEqual(['exit code 9']);
});

test('a scanner that nobody wants any more is let go as soon as it comes', async () => {
  const { scanners, port, near, far, ends } = spawnOne();
  let isGone = false;
  far.onClose(() => {
    isGone = true;
  });
  port.close();
  scanners.join(1, near);
  scanners.end(1, 'as it should');
  await expect.poll(() => isGone).toBe(true);
  expect(ends).toEqual([]);
});
