import { describe, expect, test } from 'vitest';
import { sketchFrame } from '../../../test/support/trees/sketch-frame.js';
import type { Camera, TileBox } from './tile-drawer.js';
import { boxAt, cameraFor, findZoom } from './zoom.js';

const root = sketchFrame([
  { node: 0, box: [0, 0, 200, 100] },
  { node: 7, box: [50, 20, 100, 50], flags: 1 },
]);
const inner = sketchFrame([{ node: 7, box: [0, 0, 200, 100] }]);
const elsewhere = sketchFrame([{ node: 9, box: [0, 0, 200, 100] }]);

const move = ([x, y, width, height]: TileBox, camera: Camera): TileBox => [
  x * camera.scaleX + camera.x,
  y * camera.scaleY + camera.y,
  width * camera.scaleX,
  height * camera.scaleY,
];

describe('a zoom', () => {
  test('goes in to a tile, and out to where it was', () => {
    expect(findZoom(root, inner)).toEqual({ box: [50, 20, 100, 50], isInwards: true });
    expect(findZoom(inner, root)).toEqual({ box: [50, 20, 100, 50], isInwards: false });
  });

  test('is none between frames that do not hold one another, or of one folder', () => {
    expect(findZoom(inner, elsewhere)).toBeNull();
    expect(findZoom(root, root)).toBeNull();
  });

  test('begins at the tile and ends with the whole map', () => {
    const zoom = findZoom(root, inner)!;
    const whole: TileBox = [0, 0, 200, 100];
    expect(boxAt(zoom, whole, 0)).toEqual([50, 20, 100, 50]);
    expect(boxAt(zoom, whole, 1)).toEqual([...whole]);
  });

  test('moves a box to another', () => {
    expect(move([50, 20, 100, 50], cameraFor([50, 20, 100, 50], [0, 0, 200, 100]))).toEqual([0, 0, 200, 100]);
  });
});
