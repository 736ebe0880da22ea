/** A frame as the graphics card takes it: 40 bytes a tile, box and slopes as floats, colour and style as bytes. */
import { type Frame, TileFlag } from '../../contract/engine-protocol.js';
import { cushionSlopes } from './cushion.js';
import type { MapTheme } from './map-theme.js';
import { dishonest } from './tile-flags.js';

export const tileBytes = 40;
export const TileStyle = { cushion: 1, hatched: 2, many: 4 } as const;

export interface TileData {
  readonly count: number;
  readonly bytes: ArrayBuffer;
}

export function buildTileData(frame: Frame, theme: MapTheme): TileData {
  const count = frame.x.length;
  const bytes = new ArrayBuffer(count * tileBytes);
  const floats = new Float32Array(bytes);
  const octets = new Uint8Array(bytes);
  const slopes = cushionSlopes(frame);
  for (let tile = 0; tile < count; tile++) {
    const at = tile * 10;
    floats[at] = frame.x[tile]!;
    floats[at + 1] = frame.y[tile]!;
    floats[at + 2] = frame.width[tile]!;
    floats[at + 3] = frame.height[tile]!;
    for (let edge = 0; edge < 4; edge++) floats[at + 4 + edge] = slopes[tile * 4 + edge]!;
    const colour = theme.tileColour(frame, tile);
    octets[at * 4 + 32] = colour >> 16;
    octets[at * 4 + 33] = (colour >> 8) & 255;
    octets[at * 4 + 34] = colour & 255;
    octets[at * 4 + 35] = 255;
    octets[at * 4 + 36] = tileStyle(frame.flags[tile]!);
  }
  return { count, bytes };
}

export function tileStyle(flags: number): number {
  const isFolder = (flags & (TileFlag.directory | TileFlag.rest)) === TileFlag.directory;
  if (flags & dishonest) return TileStyle.hatched;
  if (isFolder) return flags & TileFlag.partial ? TileStyle.hatched : 0;
  return flags & TileFlag.rest ? TileStyle.cushion | TileStyle.many : TileStyle.cushion;
}
