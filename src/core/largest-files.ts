/** The largest entries that are not directories, in the measure, link mode and filter of a view. */
import { eachCounted } from './counted-entries.js';
import type { EntrySizes } from './entry-sizes.js';
import { Largest } from './largest.js';
import { isDirectory } from './mode.js';
import { comparePaths } from './path-order.js';

/** Nodes, the largest first; of equals, the one whose path sorts first. Empty ones are none of them. */
export function findLargestFiles(sizes: EntrySizes, limit: number): readonly number[] {
  const { nodes, directories } = sizes.tree;
  const largest = new Largest(limit, (a, b) => comparePaths(nodes, directories, a, b));
  eachCounted(sizes, (node) => {
    if (isDirectory(nodes.mode(node))) return;
    const bytes = sizes.bytes(node, -1);
    if (bytes > 0) largest.offer(node, bytes);
  });
  return largest.get();
}
