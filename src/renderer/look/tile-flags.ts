import { TileFlag } from '../../contract/entries.js';
import type { Frame } from '../../contract/view.js';

/** Flags of entries whose size is not known, or not wanted. */
export const unknownSize: number = TileFlag.unreadable | TileFlag.otherMount | TileFlag.excluded;

/** Returns whether a scan that has ended did not read all of a folder. During a scan that is true of nearly all. */
export const isUnfinished = ({ flags, isScanning }: Frame, tile: number): boolean =>
  !isScanning && (flags[tile]! & (TileFlag.partial | TileFlag.rest)) === TileFlag.partial;

/** Returns whether a tile is a directory. A tile of many small entries is none. */
export const isFolderTile = (frame: Frame, tile: number): boolean =>
  (frame.flags[tile]! & (TileFlag.directory | TileFlag.rest)) === TileFlag.directory;

export const isRestTile = (frame: Frame, tile: number): boolean => (frame.flags[tile]! & TileFlag.rest) !== 0;

/**
 * Returns the tile of a node; -1 where the frame has none. A rest tile carries its directory's node, and is passed
 * over.
 */
export function tileOf(frame: Frame, node: number): number {
  for (let tile = frame.node.indexOf(node); tile >= 0; tile = frame.node.indexOf(node, tile + 1)) {
    if (!isRestTile(frame, tile)) return tile;
  }
  return -1;
}

/** Returns the directory that is entered from a tile: itself, or the one that holds it. */
export function enteredNode(frame: Frame, tile: number): number {
  if (frame.flags[tile]! & (TileFlag.directory | TileFlag.rest)) return frame.node[tile]!;
  return frame.node[frame.parent[tile]!]!;
}

/** Returns which tiles hold others. */
export function openTiles(frame: Frame): Uint8Array {
  const open = new Uint8Array(frame.x.length);
  for (let tile = 1; tile < open.length; tile++) open[frame.parent[tile]!] = 1;
  open[0] = 1;
  return open;
}
