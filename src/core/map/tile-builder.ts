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

export const SLIVER_HEIGHT = 8;
/** How wide a sliver is if there is room. */
const sliverWidth = 32;

export class TileBuilder {
  readonly tiles: TileColumns = new TileColumns();
  private readonly lists: NameCache;
  private readonly steady = new SteadyLayout();
  private rectangles: Rectangles = newRectangles(1024);
  private keyOf: KeyOf = () => 0;
  /** Levels below the root. */
  private focusDepth = 0;

  constructor(lists: NameCache) {
    this.lists = lists;
  }

  /** Begins a map anew. @param depth how many levels the focus is below the root. */
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

  /** Adds what is shown of the slot's directory. */
  addShown(parent: number, slot: number, shown: TiledNames, box: Box): void {
    if (shown.count > this.rectangles.x.length) this.rectangles = newRectangles(2 * shown.count);
    const { x, y, width, height } = this.rectangles;
    if (this.lists.isScanning) this.steady.lay(this.lists, slot, shown, box, this.rectangles);
    else squarify(shown.bytes, shown.count, box, this.rectangles);
    this.lists.clearColours(slot, this.keyOf);
    for (let index = 0; index < shown.count; index++) {
      const place = shown.places[index]!;
      const tile = place === REST ? this.addRest(parent, shown) : this.addListed(parent, place);
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

  /** Perf: colour and flags are found once a name, since the nodes of a map lie far apart. */
  private addListed(parent: number, place: number): number {
    const { tiles } = this;
    const { node, directory, bytes, colour, flags } = this.lists.names;
    const tile = this.add(parent, node[place]!, directory[place]!, bytes[place]!);
    const isNew = colour[place] === UNCOLOURED;
    if (isNew) colour[place] = this.keyOf(node[place]!, this.focusDepth + tiles.depth[tile]!);
    // An empty folder is read to its end without anything that its parent could tell.
    if (isNew || (this.lists.isScanning && directory[place]! >= 0)) {
      flags[place] = tileFlags(this.lists.sizes.tree, node[place]!, directory[place]!);
    }
    tiles.colour[tile] = colour[place]!;
    tiles.flags[tile] = flags[place]!;
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

  /** A tile that is still to be coloured, flagged and placed. */
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
