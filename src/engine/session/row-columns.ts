/** Rows of lists as columns. */
import type { Rows } from '../../contract/lists.js';
import { tileFlags } from '../../core/map/tile-flags.js';
import { directoryOf, type EntrySizes } from '../../core/view/entry-sizes.js';

/** Offset of the rows in their list, and its length. */
export type RowPlace = Pick<Rows, 'total' | 'offset'>;

/** Makes the rows of nodes. @param names as `Rows` has them. */
export function makeRows(sizes: EntrySizes, nodes: Uint32Array, names: Uint8Array, place: RowPlace): Rows {
  const { tree } = sizes;
  const { length } = nodes;
  const rows = {
    ...place,
    node: nodes.slice(),
    flags: new Uint8Array(length),
    mode: new Uint32Array(length),
    allocated: new Float64Array(length),
    apparent: new Float64Array(length),
    files: new Uint32Array(length),
    modified: new Float64Array(length),
    names,
  };
  nodes.forEach((node, row) => {
    const directory = directoryOf(tree, node);
    rows.flags[row] = tileFlags(tree, node, directory);
    rows.mode[row] = tree.nodes.mode(node);
    rows.allocated[row] = sizes.allocated(node, directory);
    rows.apparent[row] = sizes.apparent(node, directory);
    rows.files[row] = sizes.files(node, directory);
    rows.modified[row] = tree.nodes.approximateMtime(node) * 1000;
  });
  return rows;
}

/** Joins paths, each ended by a NUL. */
export function joinPaths(paths: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(paths.reduce((length, path) => length + path.length + 1, 0));
  let at = 0;
  for (const path of paths) {
    joined.set(path, at);
    at += path.length + 1;
  }
  return joined;
}

/** Splits joined paths. */
export function splitPaths(joined: Uint8Array): Uint8Array[] {
  const paths: Uint8Array[] = [];
  for (let start = 0, end = joined.indexOf(0); end >= 0; start = end + 1, end = joined.indexOf(0, start)) {
    paths.push(joined.subarray(start, end));
  }
  return paths;
}
