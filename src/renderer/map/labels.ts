/** Names on tiles that have room for one: a folder's in its frame's head, a file's on the tile, with its size. */
import type { Frame } from '../../contract/engine-protocol.js';
import { tileNames } from '../session/session.js';
import type { Formats } from '../text/format.js';
import { inkOn, type MapTheme } from './map-theme.js';
import { dishonest, isFolderTile } from './tile-flags.js';

const font = (weight: number) => `${weight} 11px "Inter Variable", system-ui, sans-serif`;
const headHeight = 17;
const margin = 5;

export function drawLabels(
  context: CanvasRenderingContext2D,
  frame: Frame,
  theme: MapTheme,
  formats: Formats,
): void {
  context.textBaseline = 'alphabetic';
  for (const [tile, name] of tileNames(frame)) {
    if (tile === 0) continue;
    if (isFolderTile(frame, tile)) drawFolderName(context, frame, tile, name, theme, formats);
    else drawFileName(context, frame, tile, name, theme, formats);
  }
}

function drawFolderName(
  context: CanvasRenderingContext2D,
  frame: Frame,
  tile: number,
  name: string,
  theme: MapTheme,
  formats: Formats,
): void {
  const width = frame.width[tile]! - 2 * margin;
  const baseline = frame.y[tile]! + Math.min(headHeight, frame.height[tile]!) / 2 + 4;
  context.font = font(600);
  context.fillStyle = theme.ink;
  const shown = shorten(context, name, width);
  if (shown === '') return;
  context.fillText(shown, frame.x[tile]! + margin, baseline);
  const size = formats.bytes(frame.bytes[tile]!);
  const rest = width - context.measureText(shown).width - 10;
  context.font = font(400);
  const sizeWidth = context.measureText(size).width;
  if (shown !== name || sizeWidth > rest) return;
  context.fillStyle = theme.faintInk;
  context.fillText(size, frame.x[tile]! + margin + width - sizeWidth, baseline);
}

function drawFileName(
  context: CanvasRenderingContext2D,
  frame: Frame,
  tile: number,
  name: string,
  theme: MapTheme,
  formats: Formats,
): void {
  const width = frame.width[tile]! - 2 * margin;
  const isBlank = (frame.flags[tile]! & dishonest) !== 0;
  context.font = font(500);
  context.fillStyle = isBlank ? theme.ink : inkOn(theme.tileColour(frame, tile));
  const shown = shorten(context, name, width);
  if (shown === '') return;
  const left = frame.x[tile]! + margin;
  const top = frame.y[tile]!;
  if (isBlank) backdrop(context, theme, left, top, context.measureText(shown).width);
  context.fillText(shown, left, top + 15);
  if (frame.height[tile]! < 36) return;
  context.font = font(400);
  const size = formats.bytes(frame.bytes[tile]!);
  if (context.measureText(size).width > width) return;
  context.globalAlpha = 0.72;
  context.fillText(size, left, top + 29);
  context.globalAlpha = 1;
}

/** Under a name on hatching, which would be hard to read otherwise. */
function backdrop(
  context: CanvasRenderingContext2D,
  theme: MapTheme,
  left: number,
  top: number,
  width: number,
): void {
  const ink = context.fillStyle;
  context.fillStyle = `#${theme.blank.toString(16).padStart(6, '0')}`;
  context.fillRect(left - 2, top + 4, width + 4, 15);
  context.fillStyle = ink;
}

/** The text, cut in its middle where it is too long; empty where not even three letters fit. */
function shorten(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (text.length < width / 4 && context.measureText(text).width <= width) return text;
  if (context.measureText(text.length > 400 ? text.slice(0, 400) : text).width <= width) return text;
  const letters = Array.from(text.length > 400 ? text.slice(0, 400) : text);
  let low = 0;
  let high = letters.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (context.measureText(cut(letters, middle)).width <= width) low = middle;
    else high = middle - 1;
  }
  return low < 3 ? '' : cut(letters, low);
}

const cut = (letters: readonly string[], count: number): string => {
  const tail = Math.min(6, count >> 2);
  return `${letters
    .slice(0, count - tail)
    .join('')
    .trimEnd()}…${tail > 0 ? letters.slice(-tail).join('') : ''}`;
};
