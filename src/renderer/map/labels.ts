/** Names on tiles that have room for one: a folder's in its frame's head, a file's on the tile, with its size. */
import type { Frame } from '../../contract/view.js';
import { cssColour } from '../look/oklch.js';
import { isRestTile, isUnfinished, openTiles, unknownSize } from '../look/tile-flags.js';
import type { Formats } from '../text/format.js';
import { fitText, widthOf } from './fit-text.js';
import { inkOn, type MapTheme } from './theme.js';
import { tileNames } from './tile-names.js';

export interface LabelLook {
  readonly theme: MapTheme;
  readonly formats: Formats;
  /** Returns the text on a tile of many entries. */
  readonly restText: (count: number) => string;
}

type Pen = CanvasRenderingContext2D;

const font = (weight: number) => `${weight} 11px "Inter Variable", system-ui, sans-serif`;
const headHeight = 18;
const margin = 5;
/** Size from which a tile of many entries says how many, CSS pixels. */
const restWidth = 110;
const restHeight = 24;

export function drawLabels(pen: Pen, frame: Frame, look: LabelLook): void {
  pen.textBaseline = 'alphabetic';
  pen.direction = 'ltr';
  const open = openTiles(frame);
  for (const [tile, name] of tileNames(frame)) {
    if (tile === 0 || isRestTile(frame, tile)) continue;
    if (open[tile]) drawFolderName(pen, frame, tile, name, look);
    else drawFileName(pen, frame, tile, name, look);
  }
  for (let tile = 1; tile < frame.x.length; tile++) {
    if (isRestTile(frame, tile) && frame.width[tile]! >= restWidth && frame.height[tile]! >= restHeight) {
      drawFileName(pen, frame, tile, look.restText(frame.entries[tile]!), look);
    }
  }
}

function drawFolderName(pen: Pen, frame: Frame, tile: number, name: string, look: LabelLook): void {
  const { theme, formats } = look;
  const room = frame.width[tile]! - 2 * margin;
  const left = frame.x[tile]! + margin;
  const baseline = frame.y[tile]! + Math.min(headHeight, frame.height[tile]!) / 2 + 4;
  pen.font = font(600);
  const shown = fitText(pen, name, room);
  if (shown === '') return;
  const width = widthOf(pen, shown);
  if (frame.flags[tile]! & unknownSize || isUnfinished(frame, tile)) {
    drawBackdrop(pen, theme, left, frame.y[tile]!, width);
  }
  pen.fillStyle = theme.ink;
  pen.fillText(shown, left, baseline);
  const size = formats.bytes(frame.bytes[tile]!);
  pen.font = font(400);
  const sizeWidth = widthOf(pen, size);
  if (shown !== name || sizeWidth > room - width - 10 || frame.flags[tile]! & unknownSize) return;
  pen.fillStyle = theme.faintInk;
  pen.fillText(size, left + room - sizeWidth, baseline);
}

function drawFileName(pen: Pen, frame: Frame, tile: number, name: string, look: LabelLook): void {
  const { theme, formats } = look;
  const room = frame.width[tile]! - 2 * margin;
  const left = frame.x[tile]! + margin;
  const top = frame.y[tile]!;
  const isBlank = (frame.flags[tile]! & unknownSize) !== 0 || isUnfinished(frame, tile);
  pen.font = font(500);
  const shown = fitText(pen, name, room);
  if (shown === '') return;
  if (isBlank) drawBackdrop(pen, theme, left, top, widthOf(pen, shown));
  pen.fillStyle = isBlank ? theme.ink : inkOn(theme.tileColour(frame, tile, false), theme);
  pen.fillText(shown, left, top + Math.min(15, frame.height[tile]! / 2 + 4));
  if (frame.height[tile]! < 36 || isBlank) return;
  pen.font = font(400);
  const size = formats.bytes(frame.bytes[tile]!);
  if (widthOf(pen, size) > room) return;
  pen.globalAlpha = 0.76;
  pen.fillText(size, left, top + 29);
  pen.globalAlpha = 1;
}

/** Draws a plain ground under a name on hatching, which would be hard to read otherwise. */
function drawBackdrop(pen: Pen, theme: MapTheme, left: number, top: number, width: number): void {
  pen.fillStyle = cssColour(theme.blank);
  pen.fillRect(left - 2, top + 2, width + 4, 15);
}
