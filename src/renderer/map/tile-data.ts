/**
 * Frame as a texture of floats, three texels a tile: its box (x, y, width, height), the
 * slopes at its edges, its colour (0 to 1) with its style.
 */
import { TileFlag } from '../../contract/entries.js';
import type { Frame } from '../../contract/view.js';
import { dishonest, isUnfinished, openTiles } from '../look/tile-flags.js';
import { cushionSlopes } from './cushion.js';
import type { MapTheme } from './theme.js';

export const TileStyle = { cushion: 1, hatched: 2, many: 4 } as const;

export const floatsPerTile = 12;
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
    floats[at] = frame.x[tile]!;
    floats[at + 1] = frame.y[tile]!;
    floats[at + 2] = frame.width[tile]!;
    floats[at + 3] = frame.height[tile]!;
    for (let edge = 0; edge < 4; edge++) floats[at + 4 + edge] = slopes[tile * 4 + edge]!;
    const colour = theme.tileColour(frame, tile, open[tile] === 1);
    floats[at + 8] = (colour >> 16) / 255;
    floats[at + 9] = ((colour >> 8) & 255) / 255;
    floats[at + 10] = (colour & 255) / 255;
    floats[at + 11] = tileStyle(frame, tile, open[tile] === 1);
  }
  return { count, rows, floats };
}

function tileStyle(frame: Frame, tile: number, isOpen: boolean): number {
  const flags = frame.flags[tile]!;
  if (flags & (dishonest | TileFlag.trusted) || isUnfinished(frame, tile)) return TileStyle.hatched;
  if (isOpen) return 0;
  return flags & TileFlag.rest ? TileStyle.cushion | TileStyle.many : TileStyle.cushion;
}
