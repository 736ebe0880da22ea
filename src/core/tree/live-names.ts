/** The names of a directory that are there, in the order of their nodes. */
import { NodeFlag } from '../../contract/entry-batch.js';
import type { Tree } from './tree.js';

export function liveNames({ nodes, directories }: Tree, directory: number): Uint32Array {
  const names = new Uint32Array(directories.size(directory));
  let count = 0;
  directories.eachSection(directory, (start, end) => {
    for (let node = start; node < end; node++) {
      if (!nodes.hasFlag(node, NodeFlag.removed)) names[count++] = node;
    }
  });
  return names;
}
