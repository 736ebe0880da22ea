/** A directory and all that are below it, in ascending order. */
import { NodeFlag } from '../../contract/entry-batch.js';
import { ROOT_DIRECTORY, type Tree } from './tree.js';

export function directoriesBelow({ nodes, directories }: Tree, top: number): Uint32Array {
  const found: number[] = [];
  const keep = (directory: number) => {
    if (!nodes.hasFlag(directories.node(directory), NodeFlag.removed)) found.push(directory);
  };
  if (top === ROOT_DIRECTORY) {
    for (let directory = 0; directory < directories.count; directory++) keep(directory);
    return Uint32Array.from(found);
  }
  found.push(top);
  for (let at = 0; at < found.length; at++) {
    directories.eachSection(found[at]!, (start, end) => {
      let child = directories.firstFrom(start);
      for (; child < directories.count && directories.node(child) < end; child++) keep(child);
    });
  }
  return Uint32Array.from(found).sort();
}
