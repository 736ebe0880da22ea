/** The frame around what a directory's tile holds, in CSS pixels. */

export interface TileFrame {
  /** Left, right, and at the bottom. */
  readonly edge: number;
  readonly top: number;
}

/** From these sizes on, a tile has a header with its name; the header is a line of text high. */
const headedWidth = 56;
const headedHeight = 40;
const headed: TileFrame = { edge: 2, top: 18 };
/** From this size on, it has a thin frame. */
const framedSide = 12;
const framed: TileFrame = { edge: 1, top: 1 };
/** Smaller tiles are filled by what they hold, so that no area is lost to frames. */
const bare: TileFrame = { edge: 0, top: 0 };

export function frameOf(width: number, height: number): TileFrame {
  if (width >= headedWidth && height >= headedHeight) return headed;
  return Math.min(width, height) >= framedSide ? framed : bare;
}

export const hasHeader = (frame: TileFrame): boolean => frame === headed;
export const isBare = (frame: TileFrame): boolean => frame === bare;

/** What is left of a square's area within its frame. */
export function areaWithin(area: number): number {
  const side = Math.sqrt(area);
  const { edge, top } = frameOf(side, side);
  return (side - 2 * edge) * (side - edge - top);
}

/** How many directories may lie in one another without frames: those deeper are drawn closed. */
export const MAX_BARE_LEVELS = 8;
