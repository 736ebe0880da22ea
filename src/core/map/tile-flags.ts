/** Flags of an entry, as a map and a list show it. */
import { TileFlag } from '../../contract/entries.js';
import { NodeFlag } from '../../contract/entry-batch.js';
import { DirectoryState } from '../tree/directories.js';
import { isDirectory } from '../tree/mode.js';
import type { Tree } from '../tree/tree.js';

/** Returns the `TileFlag`s of a node. `directory` is its number as a directory, or -1. */
export function tileFlags({ nodes, directories }: Tree, node: number, directory: number): number {
  const flags = nodes.flags.get(node);
  let result = isDirectory(nodes.mode(node)) ? TileFlag.directory : 0;
  if ((flags & NodeFlag.unreadable) !== 0) result |= TileFlag.unreadable;
  if ((flags & NodeFlag.otherMount) !== 0) result |= TileFlag.otherMount;
  if ((flags & NodeFlag.excluded) !== 0) result |= TileFlag.excluded;
  if ((flags & NodeFlag.duplicate) !== 0) result |= TileFlag.duplicate;
  if ((flags & NodeFlag.trusted) !== 0) result |= TileFlag.trusted;
  if (directory < 0) return result;
  const state = directories.state.get(directory);
  if (state === DirectoryState.failed) return result | TileFlag.unreadable;
  return state === DirectoryState.pending ? result | TileFlag.partial : result;
}
