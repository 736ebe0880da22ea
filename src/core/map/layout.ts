/**
 * Layout of the map: a tile for each entry that is large enough to be seen, squarified, in the frames of its directories.
 *
 * Areas of siblings are proportional to their bytes. A directory's tile holds the tiles of its names within a frame
 * (`tile-frame.ts`). Entries that are too small (under 2 × 2 pixels, or more where there would be too many tiles) share
 * one tile, the last: `TileFlag.rest`. If even that is too small, there is none. A directory in which nothing can be seen
 * is closed.
 *
 * Entries without an honest size (not read, another mount, left out) have a sliver at the bottom of their directory's
 * tile, if there is room. Slivers are all of one size, since they stand for no known bytes. A directory's own blocks count
 * in its area, and have no tile.
 *
 * Tiles come level by level: parents before children, and the children of a tile in a row.
 */
import type { View } from '../../contract/view.js';
import type { LegendKeys } from '../kinds/legend-keys.js';
import type { EntrySizes } from '../view/entry-sizes.js';
import { type MapFrame, toMapFrame } from './frame.js';
import { MinTileArea } from './min-tile-area.js';
import { NameCache } from './name-cache.js';
import type { Box } from './squarify.js';
import { SLIVER_HEIGHT, TileBuilder } from './tile-builder.js';
import { frameOf, MAX_BARE_LEVELS } from './tile-frame.js';
import { TiledNames } from './tiled-names.js';

/** Part of a view that the map depends on. */
export type LayoutInput = Pick<View, 'focus' | 'width' | 'height' | 'colours'>;

/** Number of tiles that a map has at most, about. */
const defaultMaxTiles = 30_000;
/**
 * Divisor of the tiles' number while a scan runs. Perf: drawing five times a second takes time from the scan, in the
 * engine and in the page; `npm run bench -- --only watching`.
 */
const scanningDivisor = 6;
/** Area of the smallest tile, square pixels. */
const minTile = 4;
/** Side from which on a directory is opened even if only a rest is in it. */
const minRestSide = 24;
/** Width of the narrowest sliver, and height of the lowest box that gets slivers. */
const minSliverWidth = 8;
const minHeightWithSlivers = 32;
/** Share of all tiles that may be names of one directory. */
const maxDirectoryShare = 0.8;
const noFrame = { edge: 0, top: 0 };

export class MapLayout {
  private readonly legend: LegendKeys;
  private readonly lists: NameCache;
  private readonly builder: TileBuilder;
  private readonly maxTiles: number;
  private readonly counting = new MinTileArea();
  private readonly shown = new TiledNames();
  private minArea = minTile;
  /** Limit of this frame. */
  private frameTiles = defaultMaxTiles;

  constructor(sizes: EntrySizes, legend: LegendKeys, maxTiles: number = defaultMaxTiles) {
    this.legend = legend;
    this.lists = new NameCache(sizes, Math.floor(maxTiles * maxDirectoryShare));
    this.builder = new TileBuilder(this.lists);
    this.maxTiles = maxTiles;
  }

  /** Takes another measure, link mode or filter. */
  takeSizes(sizes: EntrySizes): void {
    this.lists.takeSizes(sizes);
  }

  /** Empties the cache after a scan: what the last frame showed may be gone, or have changed. */
  forget(): void {
    this.lists.forget();
  }

  /**
   * Lays out a frame.
   * @param isScanning whether the tree may have grown since the last frame.
   */
  layOut({ focus, width, height, colours }: LayoutInput, isScanning: boolean): MapFrame {
    const { lists, builder } = this;
    const { tiles } = builder;
    lists.startFrame(isScanning);
    builder.start(focus, this.legend.depthOfNode(focus), this.legend.keyFunction(colours), width, height);
    const directory = tiles.directory[0]!;
    this.frameTiles = isScanning ? this.maxTiles / scanningDivisor : this.maxTiles;
    if (directory >= 0 && width * height > 0) {
      this.minArea = this.counting.find(lists, directory, width * height, minTile, this.frameTiles);
      for (let tile = 0; tile < tiles.count; tile++) if (tiles.directory[tile]! >= 0) this.open(tile);
    }
    return toMapFrame(lists.sizes.tree, tiles, focus, isScanning);
  }

  /** Adds the tiles within a directory's tile, if any can be seen. */
  private open(tile: number): void {
    const { shown, lists, builder, minArea } = this;
    const { tiles } = builder;
    if (tiles.bareLevels[tile]! > MAX_BARE_LEVELS || tiles.count >= this.frameTiles) return;
    const box = this.boxWithin(tile);
    const area = box.width * box.height;
    if (Math.min(box.width, box.height) <= 0 || area < minArea) return;
    const slot = lists.get(tiles.directory[tile]!, minArea / area);
    const room = roomForSlivers(lists.specialOf(slot).length, box);
    const inner = room > 0 ? { ...box, height: box.height - SLIVER_HEIGHT } : box;
    shown.choose(lists, slot, inner.width * inner.height, minArea, room);
    const isRestOnly = shown.count === 1 && shown.hasRest && shown.slivers.length === 0;
    const isSmall = Math.min(box.width, box.height) < minRestSide && tile > 0;
    if (shown.count + shown.slivers.length === 0 || (isRestOnly && isSmall)) return;
    builder.addShown(tile, slot, shown, inner);
    if (shown.slivers.length > 0) builder.addSlivers(tile, shown.slivers, box);
  }

  private boxWithin(tile: number): Box {
    const { tiles } = this.builder;
    const width = tiles.width[tile]!;
    const height = tiles.height[tile]!;
    // The focus fills the map.
    const { edge, top } = tile === 0 ? noFrame : frameOf(width, height);
    return {
      x: tiles.x[tile]! + edge,
      y: tiles.y[tile]! + top,
      width: width - 2 * edge,
      height: height - top - edge,
    };
  }
}

/** Returns how many of `count` slivers fit next to each other. */
function roomForSlivers(count: number, { width, height }: Box): number {
  return height < minHeightWithSlivers ? 0 : Math.min(count, Math.floor(width / minSliverWidth));
}
