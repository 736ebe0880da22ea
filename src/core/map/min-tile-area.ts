/**
 * Smallest area of tiles, chosen so that a map does not have too many of them.
 *
 * The search goes through the tree as the layout does, but counts the tiles of names and rests by their areas instead of
 * placing them. Tiles are taken for squares, so that the count is good to some per cent. The result does not depend on
 * the order of the search.
 */

import { lengthen } from '../columns/lengthen.js';
import type { NameCache } from './name-cache.js';
import { areaWithin, MAX_BARE_LEVELS } from './tile-frame.js';

const single = new Float32Array(1);
const singleBits = new Uint32Array(single.buffer);
/** Bits that are dropped of a float, so that there are four steps from one power of two to the next. */
const shift = 21;

function stepOf(area: number): number {
  single[0] = area;
  return singleBits[0]! >>> shift;
}

/** Returns the smallest area of a step. */
function areaOf(step: number): number {
  singleBits[0] = step << shift;
  return single[0]!;
}

export class MinTileArea {
  /** Directories that are still to be visited. */
  private queue = new Int32Array(1024);
  private areas = new Float64Array(1024);
  private bareLevels = new Uint8Array(1024);
  private queued = 0;
  /** Count of tiles by their step. */
  private readonly counts = new Uint32Array(1 << (32 - shift));

  /**
   * Finds the smallest area of a tile.
   * @param area of the map, square pixels.
   * @param minArea lower bound of the result.
   * @param maxTiles number of tiles that a map may have.
   * @returns `minArea`, or more where there would be too many tiles.
   */
  find(lists: NameCache, directory: number, area: number, minArea: number, maxTiles: number): number {
    const { counts } = this;
    counts.fill(0);
    this.queued = 0;
    this.push(directory, area, 0);
    let step = stepOf(minArea);
    let bound = minArea;
    let count = 0;
    for (let at = 0; at < this.queued; at++) {
      // The focus has no frame.
      const inner = at === 0 ? area : areaWithin(this.areas[at]!);
      const bareLevels = at > 0 && inner === this.areas[at]! ? this.bareLevels[at]! + 1 : 0;
      if (inner < bound || bareLevels > MAX_BARE_LEVELS) continue;
      const slot = lists.get(this.queue[at]!, bound / inner);
      const perByte = inner / lists.total[slot]!;
      const { bytes, directory: directories } = lists.names;
      const end = lists.end[slot]!;
      let rest = inner;
      for (let name = lists.first[slot]!; name < end; name++) {
        const tile = bytes[name]! * perByte;
        if (tile < bound) break;
        rest -= tile;
        const ownStep = stepOf(tile);
        counts[ownStep] = counts[ownStep]! + 1;
        count++;
        if (directories[name]! >= 0) this.push(directories[name]!, tile, bareLevels);
      }
      // A rest stays until the directory itself is too small: it grows by whatever else becomes too small.
      if (rest >= bound) {
        const ownStep = stepOf(inner);
        counts[ownStep] = counts[ownStep]! + 1;
        count++;
      }
      while (count > maxTiles) {
        count -= counts[step]!;
        counts[step] = 0;
        bound = areaOf(++step);
      }
    }
    return bound;
  }

  private push(directory: number, area: number, bareLevels: number): void {
    const at = this.queued++;
    if (at === this.queue.length) {
      this.queue = lengthen(this.queue, this.queued);
      this.areas = lengthen(this.areas, this.queued);
      this.bareLevels = lengthen(this.bareLevels, this.queued);
    }
    this.queue[at] = directory;
    this.areas[at] = area;
    this.bareLevels[at] = bareLevels;
  }
}
