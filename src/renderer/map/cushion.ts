/**
 * Cushions after van Wijk and van de Wetering, "Cushion Treemaps: Visualization of Hierarchical Information"
 * (1999). Each level adds a parabolic ridge over its rectangle; a tile is shaded by the slope of the sum. The slope is
 * linear across a tile, so its value at the four edges is all that the shader needs, and tiles far from the origin
 * lose no precision.
 */
import type { Frame } from '../../contract/view.js';

/** Slope at the left, right, top and bottom edge of each tile. */
export type Slopes = Float32Array;

/** Heights: of the outermost folder's ridge, the factor for each level further in, and of every file's ridge. */
const firstHeight = 0.11;
const falloff = 0.66;
const fileHeight = 0.13;

export function cushionSlopes(frame: Frame, open: Uint8Array): Slopes {
  const count = frame.x.length;
  const slopes = new Float32Array(count * 4);
  // The slope of all ridges at a tile is constant + gradient × position, along x and along y.
  const sums = new Float64Array(count * 4);
  for (let tile = 0; tile < count; tile++) {
    const depth = frame.depth[tile]!;
    const folderHeight = firstHeight * falloff ** depth;
    const height = tile === 0 ? 0 : open[tile] ? folderHeight : fileHeight;
    const from = tile === 0 ? -1 : frame.parent[tile]! * 4;
    addRidge(sums, tile * 4, from, frame.x[tile]!, frame.width[tile]!, height);
    addRidge(sums, tile * 4 + 2, from < 0 ? from : from + 2, frame.y[tile]!, frame.height[tile]!, height);
    putEdges(slopes, tile * 4, sums, tile * 4, frame.x[tile]!, frame.width[tile]!);
    putEdges(slopes, tile * 4 + 2, sums, tile * 4 + 2, frame.y[tile]!, frame.height[tile]!);
  }
  return slopes;
}

/** Adds the slope of a ridge: 4h/(b-a) · (p-a)(b-p) has the slope 4h/(b-a) · (a+b-2p). */
function addRidge(
  sums: Float64Array,
  at: number,
  from: number,
  start: number,
  length: number,
  height: number,
): void {
  const steepness = length > 0 ? (4 * height) / length : 0;
  sums[at] = (from < 0 ? 0 : sums[from]!) + steepness * (start + start + length);
  sums[at + 1] = (from < 0 ? 0 : sums[from + 1]!) - 2 * steepness;
}

function putEdges(
  slopes: Slopes,
  at: number,
  sums: Float64Array,
  from: number,
  start: number,
  length: number,
): void {
  slopes[at] = sums[from]! + sums[from + 1]! * start;
  slopes[at + 1] = sums[from]! + sums[from + 1]! * (start + length);
}
