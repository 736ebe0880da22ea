/** Frame around the tiles within a directory's tile, in CSS pixels. */

export interface TileFrame {
  /** Width at the left, the right and the bottom. */
  readonly edge: number;
  readonly top: number;
}

/** Size from which on a tile has a header with its name, one line of text high. */
const minHeadedWidth = 56;
const minHeadedHeight = 40;
const headed: TileFrame = { edge: 2, top: 18 };
/** Side from which on a tile has a thin frame. */
const minFramedSide = 12;
const framed: TileFrame = { edge: 1, top: 1 };
/** Smaller tiles have no frame, so that no area is lost. */
const bare: TileFrame = { edge: 0, top: 0 };

export function frameOf(width: number, height: number): TileFrame {
  if (width >= minHeadedWidth && height >= minHeadedHeight) return headed;
  return Math.min(width, height) >= minFramedSide ? framed : bare;
}

export const hasHeader = (frame: TileFrame): boolean => frame === headed;
export const isBare = (frame: TileFrame): boolean => frame === bare;

/** Returns the area within the frame of a square. */
export function areaWithin(area: number): number {
  const side = Math.sqrt(area);
  const { edge, top } = frameOf(side, side);
  return (side - 2 * edge) * (side - edge - top);
}

/** Levels of directories that may be nested without frames; deeper ones are drawn closed. */
export const MAX_BARE_LEVELS = 8;
