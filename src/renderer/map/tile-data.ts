/**
 * Frame as a texture of floats, three texels a tile: its box (x, y, width, height), the
 * slopes at its edges, its colour (0 to 1) with its style.
 */
import { TileFlag } from '../../contract/entries.js';
import type { Frame } from '../../contract/view.js';
import { isUnfinished, openTiles, unknownSize } from '../look/tile-flags.js';
import { cushionSlopes } from './cushion.js';
import type { MapTheme } from './theme.js';

export const TileStyle = { cushion: 1, hatched: 2, many: 4 } as const;

export const floatsPerTile = 12;
/** Offsets of a tile's floats. */
export const TileField = {
  x: 0,
  y: 1,
  width: 2,
  height: 3,
  slopeLeft: 4,
  slopeRight: 5,
  slopeTop: 6,
  slopeBottom: 7,
  red: 8,
  green: 9,
  blue: 10,
  style: 11,
} as const;
/** Tiles in a row of the texture: 1,536 texels, which every WebGL 2 allows. */
export const tilesPerRow = 512;

export interface TileData {
  readonly count: number;
  readonly rows: number;
  /** Fields of all tiles, filled up to whole rows. */
  readonly floats: Float32Array;
}

export function buildTileData(frame: Frame, theme: MapTheme): TileData {
  const count = frame.x.length;
  const rows = Math.max(1, Math.ceil(count / tilesPerRow));
  const floats = new Float32Array(rows * tilesPerRow * floatsPerTile);
  const open = openTiles(frame);
  const slopes = cushionSlopes(frame, open);
  for (let tile = 0; tile < count; tile++) {
    const at = tile * floatsPerTile;
    floats[at + TileField.x] = frame.x[tile]!;
    floats[at + TileField.y] = frame.y[tile]!;
    floats[at + TileField.width] = frame.width[tile]!;
    floats[at + TileField.height] = frame.height[tile]!;
    floats.set(slopes.subarray(tile * 4, tile * 4 + 4), at + TileField.slopeLeft);
    const colour = theme.tileColour(frame, tile, open[tile] === 1);
    floats[at + TileField.red] = (colour >> 16) / 255;
    floats[at + TileField.green] = ((colour >> 8) & 255) / 255;
    floats[at + TileField.blue] = (colour & 255) / 255;
    floats[at + TileField.style] = tileStyle(frame, tile, open[tile] === 1);
  }
  return { count, rows, floats };
}

function tileStyle(frame: Frame, tile: number, isOpen: boolean): number {
  const flags = frame.flags[tile]!;
  if (flags & (unknownSize | TileFlag.trusted) || isUnfinished(frame, tile)) return TileStyle.hatched;
  if (isOpen) return 0;
  return flags & TileFlag.rest ? TileStyle.cushion | TileStyle.many : TileStyle.cushion;
}
