/**
 * Zoom between two frames of which one is a tile of the other. The tile's box grows to the whole map (or
 * shrinks from it); the outer frame moves with it, the inner one fills it.
 */
import type { Frame } from '../../contract/view.js';
import { tileOf } from '../look/tile-flags.js';
import type { Camera, TileBox } from './tile-drawer.js';

export interface Zoom {
  /** Box of the tile in the outer frame. */
  readonly box: TileBox;
  readonly isInwards: boolean;
}

export const zoomMs = 190;

/** Returns the zoom between two frames; `null` where neither holds the other. */
export function findZoom(before: Frame, after: Frame): Zoom | null {
  if (before.focus === after.focus) return null;
  const inner = tileOf(before, after.focus);
  if (inner > 0) return { box: boxOf(before, inner), isInwards: true };
  const outer = tileOf(after, before.focus);
  return outer > 0 ? { box: boxOf(after, outer), isInwards: false } : null;
}

/** Returns the tile's box at a moment: 0 is its place in the outer frame, 1 the whole map. */
export function boxAt({ box }: Zoom, whole: TileBox, share: number): TileBox {
  const ease = share < 0.5 ? 4 * share ** 3 : 1 - (-2 * share + 2) ** 3 / 2;
  return box.map((value, index) => value + (whole[index]! - value) * ease) as unknown as TileBox;
}

/** Returns the camera that moves `from` to `to`. */
export function cameraFor(from: TileBox, to: TileBox): Camera {
  const [fromX, fromY, fromWidth, fromHeight] = from;
  const [toX, toY, toWidth, toHeight] = to;
  const scaleX = toWidth / Math.max(1e-6, fromWidth);
  const scaleY = toHeight / Math.max(1e-6, fromHeight);
  return { scaleX, scaleY, x: toX - fromX * scaleX, y: toY - fromY * scaleY };
}

const boxOf = (frame: Frame, tile: number): TileBox => [
  frame.x[tile]!,
  frame.y[tile]!,
  frame.width[tile]!,
  frame.height[tile]!,
];
