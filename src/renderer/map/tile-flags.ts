import { type Frame, TileFlag } from '../../contract/engine-protocol.js';

/** What is no honest size. */
export const dishonest: number = TileFlag.unreadable | TileFlag.otherMount | TileFlag.excluded;

/** A directory with a frame of its own; what stands for many small entries is none. */
export const isFolderTile = (frame: Frame, tile: number): boolean =>
  (frame.flags[tile]! & (TileFlag.directory | TileFlag.rest)) === TileFlag.directory;

export const isRestTile = (frame: Frame, tile: number): boolean => (frame.flags[tile]! & TileFlag.rest) !== 0;

/** The tile of a node; -1 where the frame has none. A rest tile carries its directory's number, and is not meant. */
export function tileOf(frame: Frame, node: number): number {
  for (let tile = frame.node.indexOf(node); tile >= 0; tile = frame.node.indexOf(node, tile + 1)) {
    if (!isRestTile(frame, tile)) return tile;
  }
  return -1;
}

/** The directory that is entered from a tile: itself, or the one that holds it. */
export function enteredNode(frame: Frame, tile: number): number {
  if (frame.flags[tile]! & (TileFlag.directory | TileFlag.rest)) return frame.node[tile]!;
  return frame.node[frame.parent[tile]!]!;
}
