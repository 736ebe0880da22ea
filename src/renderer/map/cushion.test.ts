import { describe, expect, test } from 'vitest';
import { sketchFrame } from '../../../test/support/trees/sketch-frame.js';
import { openTiles } from '../look/tile-flags.js';
import { cushionSlopes } from './cushion.js';

const frame = sketchFrame([
  { node: 0, box: [0, 0, 100, 100] },
  { node: 1, box: [0, 0, 60, 100], flags: 1 },
  { node: 2, box: [60, 0, 40, 100] },
  { node: 3, parent: 1, box: [0, 0, 60, 50], depth: 2 },
]);
const slopes = cushionSlopes(frame, openTiles(frame));
const edges = (tile: number) => [...slopes.subarray(tile * 4, tile * 4 + 4)];

describe('the slopes of cushions', () => {
  test('are level for the focus', () => {
    expect(edges(0)).toEqual([0, 0, 0, 0]);
  });

  test('rise from the left and the top, and fall alike to the right and the bottom', () => {
    const [left, right, top, bottom] = edges(2);
    expect(left).toBeCloseTo(-right!, 6);
    expect(top).toBeCloseTo(-bottom!, 6);
    expect(left).toBeGreaterThan(0);
  });

  test('are the sum of those of all levels', () => {
    const [own] = edges(2);
    const [folderLeft, , folderTop] = edges(1);
    const [left, right, top, bottom] = edges(3);
    expect(left).toBeCloseTo(folderLeft! + own!, 6);
    expect(right).toBeCloseTo(-left!, 6);
    expect(top).toBeCloseTo(folderTop! + own!, 6);
    // Half way down, the folder's ridge is level.
    expect(bottom).toBeCloseTo(-own!, 6);
  });

  test('are finite where a tile has no width', () => {
    const thin = sketchFrame([
      { node: 0, box: [0, 0, 100, 100] },
      { node: 1, box: [10, 0, 0, 100] },
    ]);
    expect([...cushionSlopes(thin, openTiles(thin))].every(Number.isFinite)).toBe(true);
  });
});
