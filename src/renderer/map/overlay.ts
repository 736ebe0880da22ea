/** Overlay of the tiles: outlines of the tile that is pointed at and of all that contain it, and the selection. */
import type { Frame } from '../../contract/view.js';

export interface Marks {
  /** Tile that is pointed at; -1 for none. */
  readonly hover: number;
  readonly selection: number;
  readonly hasFocus: boolean;
}

export interface OverlayColours {
  readonly outline: string;
  readonly halo: string;
  readonly accent: string;
}

export function drawOverlay(
  context: CanvasRenderingContext2D,
  frame: Frame,
  marks: Marks,
  colours: OverlayColours,
): void {
  if (marks.hover > 0) outlineAncestors(context, frame, marks.hover, colours);
  if (marks.selection > 0) outlineSelection(context, frame, marks, colours);
}

function outlineAncestors(
  context: CanvasRenderingContext2D,
  frame: Frame,
  tile: number,
  { outline, halo }: OverlayColours,
): void {
  context.fillStyle = 'rgb(255 255 255 / 0.14)';
  context.fillRect(...box(frame, tile, 0));
  let level = 0;
  for (let at = tile; at > 0; at = frame.parent[at]!, level++) {
    context.globalAlpha = Math.max(0.25, 1 - level * 0.28);
    ring(context, frame, at, halo, 3, 0.5);
    ring(context, frame, at, outline, level === 0 ? 1.5 : 1, 0.5);
  }
  context.globalAlpha = 1;
}

function outlineSelection(
  context: CanvasRenderingContext2D,
  frame: Frame,
  { selection, hasFocus }: Marks,
  { accent, halo }: OverlayColours,
): void {
  ring(context, frame, selection, halo, hasFocus ? 6 : 4.5, 0.5);
  ring(context, frame, selection, accent, hasFocus ? 3 : 2, 0.5);
}

function ring(
  context: CanvasRenderingContext2D,
  frame: Frame,
  tile: number,
  colour: string,
  width: number,
  inset: number,
): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.strokeRect(...box(frame, tile, inset));
}

const box = (frame: Frame, tile: number, inset: number): [number, number, number, number] => [
  frame.x[tile]! + inset,
  frame.y[tile]! + inset,
  Math.max(1, frame.width[tile]! - 1 - inset),
  Math.max(1, frame.height[tile]! - 1 - inset),
];
