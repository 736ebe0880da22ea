/** Names of a directory that get tiles in an area, and the sum of the others. One object serves all directories. */

import { lengthen } from '../columns/lengthen.js';
import { directoryOf } from '../view/entry-sizes.js';
import type { NameCache } from './name-cache.js';

/** Index of the tile of the rest. */
export const REST = 0xffff_ffff;

export class TiledNames {
  /** Number of tiles: those of names and, as the last, that of the rest. */
  count = 0;
  bytes: Float64Array = new Float64Array(256);
  /** By tile: the index of its name in the cache's columns, or `REST`. */
  name: Uint32Array = new Uint32Array(256);
  hasRest = false;
  /** Sum of all that has neither a tile of its own nor a sliver. */
  restBytes = 0;
  restCount = 0;
  /** Nodes without an honest size that are too small for a tile of their own. */
  readonly slivers: number[] = [];

  /**
   * Chooses the tiles of a slot's directory.
   * @param area of all names together, square pixels.
   * @param minArea area of the smallest tile.
   * @param maxSlivers number of slivers that there is room for.
   */
  choose(lists: NameCache, slot: number, area: number, minArea: number, maxSlivers: number): void {
    const { bytes } = lists.names;
    const minBytes = (minArea / area) * lists.total[slot]!;
    this.count = 0;
    this.restBytes = lists.total[slot]!;
    this.restCount = lists.count[slot]!;
    const end = lists.end[slot]!;
    for (let name = lists.first[slot]!; name < end; name++) {
      if (bytes[name]! < minBytes) break;
      this.add(name, bytes[name]!);
      this.leaveOut(bytes[name]!);
    }
    this.chooseSlivers(lists, slot, minBytes, maxSlivers);
    this.hasRest = this.restCount > 0 && this.restBytes > 0 && this.restBytes >= minBytes;
    if (this.hasRest) this.add(REST, this.restBytes);
  }

  private chooseSlivers(lists: NameCache, slot: number, minBytes: number, maxSlivers: number): void {
    this.slivers.length = 0;
    const { sizes } = lists;
    for (const node of lists.specialOf(slot)) {
      if (this.slivers.length === maxSlivers) return;
      const bytes = sizes.bytes(node, directoryOf(sizes.tree, node));
      if (bytes > 0 && bytes >= minBytes) continue;
      this.slivers.push(node);
      this.leaveOut(bytes);
    }
  }

  private leaveOut(bytes: number): void {
    this.restBytes -= bytes;
    this.restCount--;
  }

  private add(name: number, bytes: number): void {
    const at = this.count++;
    if (at === this.bytes.length) {
      this.bytes = lengthen(this.bytes, this.count);
      this.name = lengthen(this.name, this.count);
    }
    this.bytes[at] = bytes;
    this.name[at] = name;
  }
}
