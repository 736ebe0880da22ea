import { TileFlag } from '../../contract/entries.js';
import type { Frame } from '../../contract/view.js';

/** What is no honest size. */
export const dishonest: number = TileFlag.unreadable | TileFlag.otherMount | TileFlag.excluded;

/** A folder of which a scan that has ended did not read all. While one runs nearly every folder is unread: no news. */
export const isUnfinished = ({ flags, isScanning }: Frame, tile: number): boolean =>
  !isScanning && (flags[tile]! & (TileFlag.partial | TileFlag.rest)) === TileFlag.partial;

/** A directory; what stands for many small entries of one is none. */
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

/** Which tiles hold others. */
export function openTiles(frame: Frame): Uint8Array {
  const open = new Uint8Array(frame.x.length);
  for (let tile = 1; tile < open.length; tile++) open[frame.parent[tile]!] = 1;
  open[0] = 1;
  return open;
}
