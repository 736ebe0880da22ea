import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FramePacer } from './frame-pacer.js';

/** When each frame was drawn, milliseconds. */
let drawn: number[];
let cost: number;
let pacer: FramePacer;

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'performance'],
  });
  const start = performance.now();
  drawn = [];
  cost = 0;
  pacer = new FramePacer(() => {
    drawn.push(performance.now() - start);
    if (cost > 0) vi.advanceTimersByTime(cost);
    return drawn.length;
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (milliseconds: number) => vi.advanceTimersByTime(milliseconds);

/** Something changes every 10 ms; frames are acknowledged at once. */
function watch(milliseconds: number): void {
  for (let time = 0; time < milliseconds; time += 10) {
    pacer.change();
    pass(10);
    pacer.acknowledge(drawn.length);
  }
}

const leastGap = () => Math.min(...drawn.slice(1).map((time, index) => time - drawn[index]!));

describe('frames', () => {
  test('come with the first change, and then ten times a second at most', () => {
    watch(1000);
    expect(drawn[0]).toBe(0);
    expect(drawn.length).toBe(11);
    expect(leastGap()).toBeGreaterThanOrEqual(100);
  });

  test('come less often where they take long, but four times a second', () => {
    cost = 15;
    watch(2000);
    expect(leastGap()).toBeGreaterThanOrEqual(15 * 12);
    cost = 60;
    drawn.length = 0;
    watch(2000);
    expect(leastGap()).toBeLessThanOrEqual(250);
  });

  test('come less often where the page takes long to draw them, but four times a second', () => {
    for (let round = 0; round < 20; round++) {
      pacer.change();
      pass(1);
      pacer.change();
      pass(30);
      pacer.acknowledge(drawn.length);
      pass(250);
    }
    expect(leastGap()).toBeGreaterThanOrEqual(30 * 6);
    expect(leastGap()).toBeLessThanOrEqual(250);
  });

  test('never take more than half of the time', () => {
    cost = 400;
    watch(8000);
    expect(drawn.length).toBeLessThanOrEqual(1 + 8000 / 400);
    expect(leastGap()).toBeGreaterThanOrEqual(800);
  });

  test('wait until the last one was acknowledged, and are then the latest', () => {
    pacer.change();
    pass(1);
    for (let time = 0; time < 1000; time += 10) {
      pacer.change();
      pass(10);
    }
    expect(drawn).toEqual([0]);
    pacer.acknowledge(1);
    pass(1);
    expect(drawn.length).toBe(2);
  });

  test('do not come when nothing has changed, and no timer runs then', () => {
    pacer.change();
    pass(1);
    pacer.acknowledge(1);
    expect(vi.getTimerCount()).toBe(0);
    pass(10_000);
    expect(drawn).toEqual([0]);
  });

  test('run no timer while they wait for the page', () => {
    pacer.change();
    pass(1);
    pacer.change();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('that are asked for come at once, once for all that is asked together', () => {
    pacer.show();
    pacer.show();
    pass(1);
    pacer.show();
    pass(1);
    expect(drawn).toEqual([0, 1]);
  });

  test('that are asked for come ten times a second where nobody acknowledges', () => {
    for (let time = 0; time < 1000; time += 10) {
      pacer.show();
      pass(10);
    }
    expect(drawn.length).toBeGreaterThanOrEqual(10);
    expect(drawn.length).toBeLessThanOrEqual(12);
  });

  test('are acknowledged with all before them, and not before they were sent', () => {
    pacer.acknowledge(50);
    pacer.show();
    pass(1);
    pacer.show();
    pass(1);
    pacer.change();
    pass(1000);
    expect(drawn.length).toBe(2);
    pacer.acknowledge(2);
    pass(1000);
    expect(drawn.length).toBe(3);
  });

  test('end with the session', () => {
    pacer.change();
    pacer.close();
    pacer.show();
    pass(1000);
    expect(drawn).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

test('a frame that is not there yet is asked for again', () => {
  const draw = vi.fn<() => number | undefined>(() => undefined);
  const waiting = new FramePacer(draw);
  waiting.show();
  pass(1);
  waiting.change();
  pass(1);
  expect(draw).toHaveBeenCalledTimes(2);
});
