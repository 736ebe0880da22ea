/**
 * Lays out the map: a tile for each entry that is large enough to be seen, squarified, in the frames of its directories.
 *
 * Areas of siblings are proportional to their bytes. A directory's tile holds, within a frame (`tile-frame.ts`), those
 * of its names. What is too small (under 2 × 2 pixels, or more where there would be too many tiles) is one tile, the
 * last: `TileFlag.rest`; if that is too small as well there is none, and a directory in which nothing can be seen is
 * closed. What has no honest size (not read, another mount, left out) has a sliver at the bottom of its directory's
 * tile if there is room: always as large, since it stands for no known bytes. A directory's own blocks count in its
 * area, and have no tile.
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

/** What the map is to show. */
export type LayoutInput = Pick<View, 'focus' | 'width' | 'height' | 'colours'>;

/** How many tiles a map has at most, about. */
const mostShown = 30_000;
/**
 * Of those, how many while a scan runs: one in so many. Perf: what is drawn again five times a second takes its time from
 * the scan, in the engine and in the page; `npm run bench -- --only watching`.
 */
const scanningPart = 6;
/** Square pixels. */
const leastTile = 4;
/** From this side on, a directory is opened even if nothing but a rest is in it. */
const restSide = 24;
/** A sliver's width, and the height of a box, at least. */
const leastSliver = 8;
const leastHeightWithSlivers = 32;
/** What part of all tiles may be names of one directory. */
const oneFolder = 0.8;
const noFrame = { edge: 0, top: 0 };

export class MapLayout {
  private readonly legend: LegendKeys;
  private readonly lists: NameCache;
  private readonly builder: TileBuilder;
  private readonly mostTiles: number;
  private readonly counting = new MinTileArea();
  private readonly shown = new TiledNames();
  private leastArea = leastTile;
  /** In this frame. */
  private most = mostShown;

  constructor(sizes: EntrySizes, legend: LegendKeys, mostTiles: number = mostShown) {
    this.legend = legend;
    this.lists = new NameCache(sizes, Math.floor(mostTiles * oneFolder));
    this.builder = new TileBuilder(this.lists);
    this.mostTiles = mostTiles;
  }

  /** Another measure, link mode or filter. */
  takeSizes(sizes: EntrySizes): void {
    this.lists.takeSizes(sizes);
  }

  /** A scan has ended: what the last frame showed may be gone, or have changed. */
  forget(): void {
    this.lists.forget();
  }

  /** @param isScanning the tree may have grown since the last frame. */
  layOut({ focus, width, height, colours }: LayoutInput, isScanning: boolean): MapFrame {
    const { lists, builder } = this;
    const { tiles } = builder;
    lists.startFrame(isScanning);
    builder.start(focus, this.legend.depthOfNode(focus), this.legend.keyFunction(colours), width, height);
    const directory = tiles.directory[0]!;
    this.most = isScanning ? this.mostTiles / scanningPart : this.mostTiles;
    if (directory >= 0 && width * height > 0) {
      this.leastArea = this.counting.find(lists, directory, width * height, leastTile, this.most);
      for (let tile = 0; tile < tiles.count; tile++) if (tiles.directory[tile]! >= 0) this.open(tile);
    }
    return toMapFrame(lists.sizes.tree, tiles, focus, isScanning);
  }

  /** Adds the tiles in a directory's, if any can be seen. */
  private open(tile: number): void {
    const { shown, lists, builder, leastArea } = this;
    const { tiles } = builder;
    if (tiles.bareLevels[tile]! > MAX_BARE_LEVELS || tiles.count >= this.most) return;
    const box = this.boxWithin(tile);
    const area = box.width * box.height;
    if (Math.min(box.width, box.height) <= 0 || area < leastArea) return;
    const slot = lists.get(tiles.directory[tile]!, leastArea / area);
    const room = roomForSlivers(lists.specialOf(slot).length, box);
    const inner = room > 0 ? { ...box, height: box.height - SLIVER_HEIGHT } : box;
    shown.choose(lists, slot, inner.width * inner.height, leastArea, room);
    const isRestOnly = shown.count === 1 && shown.hasRest && shown.slivers.length === 0;
    const isSmall = Math.min(box.width, box.height) < restSide && tile > 0;
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

/** How many slivers, of those that there are, fit next to each other. */
function roomForSlivers(count: number, { width, height }: Box): number {
  return height < leastHeightWithSlivers ? 0 : Math.min(count, Math.floor(width / leastSliver));
}
