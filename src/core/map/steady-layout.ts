/**
 * Layout of a directory while a scan runs: tiles stay where they are as they grow.
 *
 * Names keep their rows and their order from the last layout; new names get rows in the space behind the last row. The
 * directory is laid out again, the largest first, only when tiles have become clearly less square than they could be.
 * (d3-hierarchy's treemapResquarify keeps rows for ever.)
 */

import { lengthen } from '../columns/lengthen.js';
import type { NameCache, RowLayout } from './name-cache.js';
import {
  type Box,
  layOutColumn,
  layOutRow,
  newRectangles,
  type Rectangles,
  RowDirection,
  squarify,
} from './squarify.js';
import { REST, type TiledNames } from './tiled-names.js';

/** Factor by which the mean aspect ratio may be worse than that of a fresh layout. */
const tolerance = 1.5;
const maxRows = 1000;
/** Upper bound of ranks and indices. */
const range = 2 ** 17;
/** Row of new names, behind all others. */
const newRow = 2 ** 16;
const noRows: RowLayout = { directions: [], restRow: 0 };

export class SteadyLayout {
  /** Tiles in the order of rows and ranks, each as a key from which row and index follow. */
  private keys = new Float64Array(256);
  /** Bytes in that order. */
  private bytes = new Float64Array(256);
  /** Rectangles in that order. */
  private sorted: Rectangles = newRectangles(256);
  /** First of the new names in that order. */
  private firstNew = 0;

  /** Writes the rectangles of the tiles of a slot's directory to `out`. */
  layOut(lists: NameCache, slot: number, shown: TiledNames, box: Box, out: Rectangles): void {
    const { count } = shown;
    const freshRows: number[] = [];
    squarify(shown.bytes, count, box, out, freshRows);
    const before = lists.rows[slot] ?? noRows;
    if (before.directions.length > 0 && before.directions.length < maxRows) {
      this.sortByRows(lists, before, shown);
      const newRows = this.layOutAsBefore(before, count, box);
      if (meanAspect(this.sorted, count) <= tolerance * meanAspect(out, count)) {
        for (let at = 0; at < count; at++) copyRectangle(this.sorted, at, out, this.keys[at]! % range);
        if (this.firstNew < count) lists.rows[slot] = this.addRows(lists, before, shown, newRows);
        return;
      }
    }
    this.sortByRows(lists, undefined, shown);
    lists.rows[slot] = this.addRows(lists, noRows, shown, freshRows);
  }

  /** Sorts the tiles by their rows; without rows, all are new. */
  private sortByRows({ names }: NameCache, before: RowLayout | undefined, shown: TiledNames): void {
    const { count } = shown;
    this.makeRoom(count);
    for (let index = 0; index < count; index++) {
      const name = shown.name[index]!;
      const row = before === undefined ? 0 : name === REST ? before.restRow : names.row[name]!;
      const rank = name === REST ? range - 1 : names.rank[name]!;
      this.keys[index] = row === 0 ? newRow * range * range + index : (row * range + rank) * range + index;
    }
    this.keys.subarray(0, count).sort();
    this.firstNew = 0;
    for (let at = 0; at < count; at++) {
      if (this.rowAt(at) < newRow) this.firstNew = at + 1;
      this.bytes[at] = shown.bytes[this.keys[at]! % range]!;
    }
  }

  private rowAt(at: number): number {
    return Math.floor(this.keys[at]! / (range * range));
  }

  /**
   * Lays out the tiles in the rows of the last layout.
   * @returns the rows of new names, as `squarify` gives them.
   */
  private layOutAsBefore({ directions }: RowLayout, count: number, box: Box): number[] {
    const { bytes, sorted, firstNew } = this;
    let left = box;
    let rest = 0;
    for (let at = 0; at < count; at++) rest += bytes[at]!;
    for (let first = 0, end = 0; first < firstNew; first = end) {
      const row = this.rowAt(first);
      let sum = 0;
      while (end < firstNew && this.rowAt(end) === row) sum += bytes[end++]!;
      const share = end === count ? 1 : sum / rest;
      const { x, y, width, height } = left;
      if (directions[row - 1] === RowDirection.across) {
        layOutRow(bytes, first, end, { x, y, width, height: height * share }, sum, sorted);
        left = { x, y: y + height * share, width, height: height * (1 - share) };
      } else {
        layOutColumn(bytes, first, end, { x, y, width: width * share, height }, sum, sorted);
        left = { x: x + width * share, y, width: width * (1 - share), height };
      }
      rest -= sum;
    }
    const rows: number[] = [];
    if (firstNew === count) return rows;
    squarify(bytes.subarray(firstNew, count), count - firstNew, left, rectanglesFrom(sorted, firstNew), rows);
    return rows;
  }

  /** Adds the rows of new names. */
  private addRows(
    { names }: NameCache,
    before: RowLayout,
    shown: TiledNames,
    rows: readonly number[],
  ): RowLayout {
    const directions = [...before.directions];
    let { restRow } = before;
    let at = this.firstNew;
    for (let row = 0; row < rows.length; row += 2) {
      directions.push(rows[row + 1]!);
      for (; at < this.firstNew + rows[row]!; at++) {
        const name = shown.name[this.keys[at]! % range]!;
        if (name === REST) {
          restRow = directions.length;
          continue;
        }
        names.row[name] = directions.length;
        names.rank[name] = at;
      }
    }
    return { directions, restRow };
  }

  private makeRoom(count: number): void {
    this.keys = lengthen(this.keys, count);
    this.bytes = lengthen(this.bytes, count);
    if (count > this.sorted.x.length) this.sorted = newRectangles(2 * count);
  }
}

const rectanglesFrom = ({ x, y, width, height }: Rectangles, from: number): Rectangles => ({
  x: x.subarray(from),
  y: y.subarray(from),
  width: width.subarray(from),
  height: height.subarray(from),
});

function copyRectangle(from: Rectangles, at: number, to: Rectangles, index: number): void {
  to.x[index] = from.x[at]!;
  to.y[index] = from.y[at]!;
  to.width[index] = from.width[at]!;
  to.height[index] = from.height[at]!;
}

/** Returns the mean ratio of the longer to the shorter side; each rectangle counts by its area. */
function meanAspect({ width, height }: Rectangles, count: number): number {
  let sum = 0;
  let area = 0;
  for (let index = 0; index < count; index++) {
    const [across, down] = [width[index]!, height[index]!];
    // The area times the ratio is the square of the longer side.
    sum += Math.max(across, down) ** 2;
    area += across * down;
  }
  return sum / area;
}
