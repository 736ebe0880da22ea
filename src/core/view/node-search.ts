/** Entries whose names hold a text, the largest first, in the measure, link mode and filter of a view. */

import { Largest } from '../columns/largest.js';
import { compileText, markNames } from '../globs/text-pattern.js';
import { comparePaths } from '../tree/path-order.js';
import { ROOT_NODE } from '../tree/tree.js';
import { directoryOf, type EntrySizes } from './entry-sizes.js';

export interface FoundNodes {
  /** Count of all that were found. */
  readonly total: number;
  /** Largest of them, up to the limit; of equals, those whose path sorts first. */
  readonly nodes: readonly number[];
}

/** Finds entries by a text in their names. The root's own name is not searched. */
export function findNodes(sizes: EntrySizes, text: string, limit: number): FoundNodes {
  const { nodes, directories } = sizes.tree;
  const pattern = compileText(text);
  if (pattern === undefined) return { total: 0, nodes: [] };
  const first = ROOT_NODE + 1;
  const found = new Uint8Array(Math.max(0, nodes.count - first));
  markNames(nodes, first, nodes.count, pattern, found);
  const largest = new Largest(limit, (a, b) => comparePaths(nodes, directories, a, b));
  let total = 0;
  for (let at = found.indexOf(1); at >= 0; at = found.indexOf(1, at + 1)) {
    const node = first + at;
    if (!sizes.includes(node)) continue;
    total++;
    largest.offer(node, sizes.bytes(node, directoryOf(sizes.tree, node)));
  }
  return { total, nodes: largest.get() };
}
