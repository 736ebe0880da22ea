import { beforeEach, expect, test, vi } from 'vitest';
import { LoadMeter } from './load-meter.js';

const usage = vi.hoisted(() => ({ processor: 0, queued: 0, isTold: true }));
vi.mock('../../native/thread-usage.js', () => ({
  threadUsage: () => (usage.isTold ? { ...usage } : undefined),
}));

let time = 0;
beforeEach(() => {
  vi.spyOn(performance, 'now').mockImplementation(() => time);
});

/** Milliseconds pass, of which the thread had a processor for some, and queued for one for others. */
function pass(milliseconds: number, processor = 0, queued = 0): void {
  time += milliseconds;
  usage.processor += processor;
  usage.queued += queued;
}

test('what is neither computed nor queued for was waited', () => {
  const meter = new LoadMeter();
  meter.start();
  pass(100, 30, 20);
  expect(meter.take()).toEqual({ busy: 100, waited: 50 });
  pass(60, 60);
  expect(meter.take()).toEqual({ busy: 60, waited: 0 });
});

test('a report comes only when there is enough to tell', () => {
  const meter = new LoadMeter();
  expect(meter.take()).toBeUndefined();
  meter.start();
  pass(49);
  expect(meter.take()).toBeUndefined();
  pass(1);
  expect(meter.take()).toEqual({ busy: 50, waited: 50 });
});

test('while the system does not tell, nothing is reported, and nothing is lost', () => {
  const meter = new LoadMeter();
  meter.start();
  pass(60, 10);
  usage.isTold = false;
  expect(meter.take()).toBeUndefined();
  pass(40, 10);
  usage.isTold = true;
  expect(meter.take()).toEqual({ busy: 100, waited: 80 });
});

test('time in which the scanner has nothing to do, or waits for its engine, is not counted', () => {
  const meter = new LoadMeter();
  meter.start();
  pass(30, 10);
  meter.stop();
  pass(1000);
  expect(meter.take()).toBeUndefined();
  meter.start();
  meter.start();
  pass(30, 30);
  expect(meter.take()).toEqual({ busy: 60, waited: 20 });
});
