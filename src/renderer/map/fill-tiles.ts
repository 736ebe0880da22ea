/**
 * Pixels of a tile, as the fragment shader draws them. Perf: these loops run once a pixel, so they hold plain numbers
 * and write whole pixels.
 */

import { light } from './shaders.js';
import type { MapTheme } from './theme.js';
import { TileField } from './tile-data.js';

export interface Target {
  readonly pixels: Uint32Array;
  /** Width of the image. */
  readonly width: number;
  /** Box of the tile, device pixels. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Part of it that is seen. */
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
}

const [lightX, lightY, lightZ] = light;
/** How much of the gap's colour is in the edge of a cushion, and in the lines of a tile of many. */
const edgeShare = 0.6;
const lineShare = 0.34;
const linePeriod = 4;

export function fillPlain(
  target: Target,
  floats: Float32Array,
  at: number,
  theme: MapTheme,
  edge: number,
): void {
  const own = pack(
    floats[at + TileField.red]! * 255,
    floats[at + TileField.green]! * 255,
    floats[at + TileField.blue]! * 255,
  );
  const gap = packColour(theme.gap);
  const { pixels, width, right, bottom, fromX, fromY, toX, toY } = target;
  for (let y = fromY; y < toY; y++) {
    const row = y * width;
    pixels.fill(y >= bottom - edge ? gap : own, row + fromX, row + toX);
    if (edge > 0 && toX > right - edge) pixels.fill(gap, row + Math.max(fromX, right - edge), row + toX);
  }
}

export function fillHatched(
  target: Target,
  floats: Float32Array,
  at: number,
  theme: MapTheme,
  ratio: number,
  edge: number,
): void {
  fillPlain(target, floats, at, theme, edge);
  const hatch = packColour(theme.hatch);
  const { pixels, width, right, bottom, fromX, fromY, toX, toY } = target;
  const period = 7 * ratio;
  for (let y = fromY; y < Math.min(toY, bottom - edge); y++) {
    for (let x = fromX; x < Math.min(toX, right - edge); x++) {
      if ((x + y) % period < 1.4 * ratio) pixels[y * width + x] = hatch;
    }
  }
}

/**
 * Fills a cushion.
 * @param lines thickness of the lines of a tile of many, device pixels; 0 for none.
 */
export function fillCushion(
  target: Target,
  floats: Float32Array,
  at: number,
  theme: MapTheme,
  lines: number,
  edge: number,
): void {
  const { pixels, width, left, top, right, bottom, fromX, fromY, toX, toY } = target;
  const { least, more } = theme.shade;
  const red = floats[at + TileField.red]! * 255;
  const green = floats[at + TileField.green]! * 255;
  const blue = floats[at + TileField.blue]! * 255;
  const gapRed = theme.gap >> 16;
  const gapGreen = (theme.gap >> 8) & 255;
  const gapBlue = theme.gap & 255;
  const slopeX = floats[at + TileField.slopeLeft]!;
  const slopeY = floats[at + TileField.slopeTop]!;
  const stepX = (floats[at + TileField.slopeRight]! - slopeX) / (right - left);
  const stepY = (floats[at + TileField.slopeBottom]! - slopeY) / (bottom - top);
  for (let y = fromY; y < toY; y++) {
    const alongY = slopeY + stepY * (y + 0.5 - top);
    const isLine = lines > 0 && Math.floor((y - top) / lines) % linePeriod === 0;
    const isEdge = y >= bottom - edge;
    const sumY = lightZ - alongY * lightY;
    const squareY = alongY * alongY + 1;
    for (let x = fromX; x < toX; x++) {
      const alongX = slopeX + stepX * (x + 0.5 - left);
      const towards = (sumY - alongX * lightX) / Math.sqrt(alongX * alongX + squareY);
      const bright = towards > 0 ? least + more * towards : least;
      let share = 0;
      if (isEdge || x >= right - edge) share = edgeShare;
      else if (isLine || (lines > 0 && Math.floor((x - left) / lines) % linePeriod === 0)) share = lineShare;
      const own = bright * (1 - share);
      pixels[y * width + x] =
        0xff000000 |
        ((blue * own + gapBlue * share) << 16) |
        ((green * own + gapGreen * share) << 8) |
        (red * own + gapRed * share);
    }
  }
}

const pack = (red: number, green: number, blue: number): number =>
  (0xff000000 | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red)) >>> 0;

const packColour = (colour: number): number => pack(colour >> 16, (colour >> 8) & 255, colour & 255);
