/** Makes a frame of laid out tiles: their columns, the names that have room, and the path to the focus. */
import { TileFlag } from '../../contract/entries.js';
import type { Frame } from '../../contract/view.js';
import type { Tree } from '../tree/tree.js';
import { directoryOf } from '../view/entry-sizes.js';
import type { TileColumns } from './tile-columns.js';
import { frameOf, hasHeader } from './tile-frame.js';

/** Frame before it is numbered. */
export type MapFrame = Omit<Frame, 'number'>;

/** Size from which on a tile that holds no others has room for its name. */
const minNamedWidth = 44;
const minNamedHeight = 16;

export function toMapFrame(tree: Tree, tiles: TileColumns, focus: number, isScanning: boolean): MapFrame {
  const named = findNamed(tiles);
  const path = pathTo(tree, focus);
  return {
    ...tiles.toFrame(),
    focus,
    path,
    pathNames: Array.from(path, (node) => tree.nodes.name(node).slice()),
    named,
    names: joinNames(
      tree,
      named.map((tile) => tiles.node[tile]!),
    ),
    isScanning,
  };
}

/** Returns the tiles with room for their names. That of the focus is none: its name stands above the map. */
function findNamed({ count, width, height, flags, isOpen }: TileColumns): Uint32Array {
  const named: number[] = [];
  for (let tile = 1; tile < count; tile++) {
    if ((flags[tile]! & TileFlag.rest) !== 0) continue;
    const hasRoom =
      isOpen[tile] === 1
        ? hasHeader(frameOf(width[tile]!, height[tile]!))
        : width[tile]! >= minNamedWidth && height[tile]! >= minNamedHeight;
    if (hasRoom) named.push(tile);
  }
  return Uint32Array.from(named);
}

/** Joins names, each ended by a NUL. */
export function joinNames({ nodes }: Tree, of: Uint32Array): Uint8Array {
  let length = 0;
  for (const node of of) length += nodes.nameEnd(node) - nodes.nameBegin(node) + 1;
  const names = new Uint8Array(length);
  let at = 0;
  for (const node of of) at += nodes.names.copy(nodes.nameBegin(node), nodes.nameEnd(node), names, at) + 1;
  return names;
}

/** Returns the nodes from the root to a node. */
export function pathTo(tree: Tree, node: number): Uint32Array {
  const { directories } = tree;
  const path: number[] = [];
  const itself = directoryOf(tree, node);
  if (itself < 0) path.push(node);
  let directory = itself < 0 ? directories.holding(node) : itself;
  for (; directory >= 0; directory = directories.parent(directory)) path.push(directories.node(directory));
  return Uint32Array.from(path.reverse());
}
