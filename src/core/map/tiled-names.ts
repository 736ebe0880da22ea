/** Which of a directory's names have tiles in an area, and what the others are together. Used again and again. */

import { lengthen } from '../columns/lengthen.js';
import { directoryOf } from '../view/entry-sizes.js';
import type { NameCache } from './name-cache.js';

export const REST = 0xffff_ffff;

export class TiledNames {
  /** How many areas there are: those of names and, as the last, that of the rest. */
  count = 0;
  bytes: Float64Array = new Float64Array(256);
  /** Of each area, its place among the listed names; of the rest, `REST`. */
  places: Uint32Array = new Uint32Array(256);
  hasRest = false;
  /** All that has neither an area of its own nor a sliver. */
  restBytes = 0;
  restCount = 0;
  /** Nodes without an honest size that are too small for an area of their own. */
  readonly slivers: number[] = [];

  /**
   * @param area where the names are to be, square pixels.
   * @param leastArea what a tile must have.
   * @param mostSlivers how many there is room for.
   */
  choose(lists: NameCache, slot: number, area: number, leastArea: number, mostSlivers: number): void {
    const { bytes } = lists.names;
    const least = (leastArea / area) * lists.total[slot]!;
    this.count = 0;
    this.restBytes = lists.total[slot]!;
    this.restCount = lists.count[slot]!;
    const end = lists.end[slot]!;
    for (let place = lists.first[slot]!; place < end; place++) {
      if (bytes[place]! < least) break;
      this.add(place, bytes[place]!);
      this.leaveOut(bytes[place]!);
    }
    this.chooseSlivers(lists, slot, least, mostSlivers);
    this.hasRest = this.restCount > 0 && this.restBytes > 0 && this.restBytes >= least;
    if (this.hasRest) this.add(REST, this.restBytes);
  }

  private chooseSlivers(lists: NameCache, slot: number, least: number, most: number): void {
    this.slivers.length = 0;
    const { sizes } = lists;
    for (const node of lists.specialOf(slot)) {
      if (this.slivers.length === most) return;
      const bytes = sizes.bytes(node, directoryOf(sizes.tree, node));
      if (bytes > 0 && bytes >= least) continue;
      this.slivers.push(node);
      this.leaveOut(bytes);
    }
  }

  private leaveOut(bytes: number): void {
    this.restBytes -= bytes;
    this.restCount--;
  }

  private add(place: number, bytes: number): void {
    const at = this.count++;
    if (at === this.bytes.length) {
      this.bytes = lengthen(this.bytes, this.count);
      this.places = lengthen(this.places, this.count);
    }
    this.bytes[at] = bytes;
    this.places[at] = place;
  }
}
