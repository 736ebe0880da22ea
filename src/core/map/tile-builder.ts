/** Adds tiles to a map, directory by directory. */
import { TileFlag } from '../../contract/entries.js';
import type { KeyOf } from '../kinds/legend-keys.js';
import { directoryOf } from '../view/entry-sizes.js';
import type { NameCache } from './name-cache.js';
import { UNCOLOURED } from './name-columns.js';
import { type Box, newRectangles, type Rectangles, squarify } from './squarify.js';
import { SteadyLayout } from './steady-layout.js';
import { TileColumns } from './tile-columns.js';
import { tileFlags } from './tile-flags.js';
import { frameOf, isBare } from './tile-frame.js';
import { REST, type TiledNames } from './tiled-names.js';

/** Height of a sliver, in pixels. */
export const SLIVER_HEIGHT = 8;
/** Width of a sliver if there is room, in pixels. */
const sliverWidth = 32;

export class TileBuilder {
  readonly tiles: TileColumns = new TileColumns();
  private readonly lists: NameCache;
  private readonly steady = new SteadyLayout();
  private rectangles: Rectangles = newRectangles(1024);
  private keyOf: KeyOf = () => 0;
  /** Levels of the focus below the root. */
  private focusDepth = 0;

  constructor(lists: NameCache) {
    this.lists = lists;
  }

  /**
   * Begins another map.
   * @param depth levels of the focus below the root.
   */
  start(focus: number, depth: number, keyOf: KeyOf, width: number, height: number): void {
    const { tiles, lists } = this;
    const { tree } = lists.sizes;
    tiles.count = 0;
    this.keyOf = keyOf;
    this.focusDepth = depth;
    const directory = directoryOf(tree, focus);
    const tile = this.add(0, focus, directory, lists.sizes.bytes(focus, directory));
    tiles.colour[tile] = keyOf(focus, depth);
    tiles.flags[tile] = tileFlags(tree, focus, directory);
    this.place(tile, 0, 0, width, height);
    tiles.bareLevels[tile] = 0;
  }

  /** Adds the tiles of a slot's directory. */
  addShown(parent: number, slot: number, shown: TiledNames, box: Box): void {
    if (shown.count > this.rectangles.x.length) this.rectangles = newRectangles(2 * shown.count);
    const { x, y, width, height } = this.rectangles;
    if (this.lists.isScanning) this.steady.layOut(this.lists, slot, shown, box, this.rectangles);
    else squarify(shown.bytes, shown.count, box, this.rectangles);
    this.lists.clearColours(slot, this.keyOf);
    for (let index = 0; index < shown.count; index++) {
      const name = shown.name[index]!;
      const tile = name === REST ? this.addRest(parent, shown) : this.addListed(parent, name);
      this.place(tile, x[index]!, y[index]!, width[index]!, height[index]!);
    }
    this.tiles.isOpen[parent] = 1;
  }

  /** Adds slivers side by side at the bottom of a box. */
  addSlivers(parent: number, nodes: readonly number[], box: Box): void {
    const { tree } = this.lists.sizes;
    const width = Math.min(sliverWidth, box.width / nodes.length);
    nodes.forEach((node, index) => {
      const directory = directoryOf(tree, node);
      const tile = this.add(parent, node, -1, this.lists.sizes.bytes(node, directory));
      this.tiles.colour[tile] = this.keyOf(node, this.focusDepth + this.tiles.depth[tile]!);
      this.tiles.flags[tile] = tileFlags(tree, node, directory);
      this.place(tile, box.x + index * width, box.y + box.height - SLIVER_HEIGHT, width, SLIVER_HEIGHT);
    });
  }

  /** Adds the tile of a name. Perf: its colour and flags are cached, since the nodes of a map lie far apart. */
  private addListed(parent: number, name: number): number {
    const { tiles } = this;
    const { node, directory, bytes, colour, flags } = this.lists.names;
    const tile = this.add(parent, node[name]!, directory[name]!, bytes[name]!);
    const isNew = colour[name] === UNCOLOURED;
    if (isNew) colour[name] = this.keyOf(node[name]!, this.focusDepth + tiles.depth[tile]!);
    // why: that an empty folder has been read to its end changes no number of its parent.
    if (isNew || (this.lists.isScanning && directory[name]! >= 0)) {
      flags[name] = tileFlags(this.lists.sizes.tree, node[name]!, directory[name]!);
    }
    tiles.colour[tile] = colour[name]!;
    tiles.flags[tile] = flags[name]!;
    return tile;
  }

  private addRest(parent: number, { restBytes, restCount }: TiledNames): number {
    const { tiles } = this;
    const tile = this.add(parent, tiles.node[parent]!, -1, restBytes);
    tiles.colour[tile] = tiles.colour[parent]!;
    tiles.flags[tile] = TileFlag.rest;
    tiles.entries[tile] = restCount;
    return tile;
  }

  /** Adds a tile that is still to be coloured, flagged and placed. */
  private add(parent: number, node: number, directory: number, bytes: number): number {
    const { tiles } = this;
    const tile = tiles.add();
    tiles.parent[tile] = parent;
    tiles.node[tile] = node;
    tiles.directory[tile] = directory;
    tiles.bytes[tile] = bytes;
    tiles.depth[tile] = tile === 0 ? 0 : tiles.depth[parent]! + 1;
    tiles.entries[tile] = directory < 0 ? 1 : this.lists.sizes.files(node, directory);
    tiles.isOpen[tile] = 0;
    return tile;
  }

  private place(tile: number, x: number, y: number, width: number, height: number): void {
    const { tiles } = this;
    tiles.x[tile] = x;
    tiles.y[tile] = y;
    tiles.width[tile] = width;
    tiles.height[tile] = height;
    const hasFrame = !isBare(frameOf(width, height));
    tiles.bareLevels[tile] = hasFrame ? 0 : tiles.bareLevels[tiles.parent[tile]!]! + 1;
  }
}
