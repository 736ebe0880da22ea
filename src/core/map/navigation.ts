/** Finds tiles of a frame: under a pointer, next to one another, within one another. */
import type { Frame } from '../../contract/view.js';

export type Tiles = Pick<Frame, 'x' | 'y' | 'width' | 'height' | 'parent' | 'depth'>;
export type Direction = 'left' | 'right' | 'up' | 'down';

/** Widest frame between a tile and its neighbour, in pixels. */
const maxFrame = 24;
/** Error of roundings, in pixels. */
const rounding = 0.01;
/** Factor by which a distance to the side counts more than one ahead. */
const asideWeight = 4;

/**
 * Returns the range of the tiles in a tile, the largest first: from the first number up to the second.
 *
 * Tiles come level by level, so that the numbers of their parents never descend.
 */
export function tilesIn({ parent }: Tiles, tile: number): readonly [from: number, to: number] {
  // The first tile is its own parent.
  const from = Math.max(1, firstWithParentFrom(parent, tile));
  return [from, Math.max(from, firstWithParentFrom(parent, tile + 1))];
}

/** Returns the deepest tile at a point; -1 outside of the map. */
export function tileAt(tiles: Tiles, x: number, y: number): number {
  if (tiles.x.length === 0 || !holds(tiles, 0, x, y)) return -1;
  let found = 0;
  for (;;) {
    const [from, to] = tilesIn(tiles, found);
    let inside = from;
    while (inside < to && !holds(tiles, inside, x, y)) inside++;
    if (inside === to) return found;
    found = inside;
  }
}

/**
 * Returns the tile to which an arrow key leads; -1 where there is none. It is the nearest in that direction, straight
 * ahead from the middle of the side or not far from that, of the tiles on the same level and of closed ones above it.
 */
export function neighbour(tiles: Tiles, tile: number, direction: Direction): number {
  const isAcross = direction === 'left' || direction === 'right';
  const isForward = direction === 'right' || direction === 'down';
  const [start, length] = isAcross ? [tiles.x, tiles.width] : [tiles.y, tiles.height];
  const [sideStart, sideLength] = isAcross ? [tiles.y, tiles.height] : [tiles.x, tiles.width];
  const middle = sideStart[tile]! + sideLength[tile]! / 2;
  const maxAside = sideLength[tile]! / 2 + maxFrame;
  const level = tiles.depth[tile]!;
  let nearest = -1;
  let least = Infinity;
  for (let other = 1; other < tiles.depth.length && tiles.depth[other]! <= level; other++) {
    const gap = isForward
      ? start[other]! - (start[tile]! + length[tile]!)
      : start[tile]! - (start[other]! + length[other]!);
    if (gap < -rounding || other === tile) continue;
    const aside = Math.max(sideStart[other]! - middle, middle - sideStart[other]! - sideLength[other]!, 0);
    const distance = Math.max(gap, 0) + asideWeight * aside;
    if (aside > maxAside || distance >= least) continue;
    if (tiles.depth[other]! < level && isOpen(tiles, other)) continue;
    least = distance;
    nearest = other;
  }
  return nearest;
}

function holds({ x, y, width, height }: Tiles, tile: number, atX: number, atY: number): boolean {
  const [left, top] = [x[tile]!, y[tile]!];
  return atX >= left && atX < left + width[tile]! && atY >= top && atY < top + height[tile]!;
}

function isOpen({ parent }: Tiles, tile: number): boolean {
  return parent[firstWithParentFrom(parent, tile)] === tile && tile > 0;
}

/** Returns the first tile whose parent has at least that number. */
function firstWithParentFrom(parent: Uint32Array, tile: number): number {
  let low = 0;
  let high = parent.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (parent[middle]! < tile) low = middle + 1;
    else high = middle;
  }
  return low;
}
