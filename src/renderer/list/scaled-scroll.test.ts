import { describe, expect, test } from 'vitest';
import { maxSlots, rowHeight, scaleOf, scrollTopOf, topRow } from './scaled-scroll.js';

describe('scrolling through rows', () => {
  test.each([0, 1, 500, maxSlots])('is one to one for %d rows', (rows) => {
    expect(scaleOf(rows, 20)).toEqual({ slots: rows, ratio: 1 });
  });

  test.each([100_001, 1_000_000, 10_000_000, 4_000_000_000])('reaches the last of %d rows', (rows) => {
    const visible = 20;
    const scale = scaleOf(rows, visible);
    const lowest = scale.slots * rowHeight - visible * rowHeight;
    expect(scale.slots * rowHeight).toBeLessThan(33_554_428);
    expect(topRow(lowest, scale)).toBeCloseTo(rows - visible, 3);
    expect(topRow(0, scale)).toBe(0);
    expect(topRow(scrollTopOf(rows / 2, scale), scale)).toBeCloseTo(rows / 2, 3);
  });
});
