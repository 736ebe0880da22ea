/** Largest entries that are not directories, in the measure, link mode and filter of a view. */

import { Largest } from '../columns/largest.js';
import { isDirectory } from '../tree/mode.js';
import { comparePaths } from '../tree/path-order.js';
import { eachCounted } from './counted-entries.js';
import type { EntrySizes } from './entry-sizes.js';

/** Returns nodes, the largest first; of equals, the one whose path sorts first. Empty files are left out. */
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
