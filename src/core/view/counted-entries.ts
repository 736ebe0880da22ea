/** Entries that make up a root's totals: those that count and that the filter leaves. */
import { NodeFlag, UNCOUNTED } from '../../contract/entry-batch.js';
import { ROOT_NODE } from '../tree/tree.js';
import type { EntrySizes } from './entry-sizes.js';

/**
 * Visits each counted entry, with the root and directories, whose own blocks count.
 * @param visit `hasBytes` is false where the bytes count at another name of the inode.
 * @param first node to begin with.
 */
export function eachCounted(
  { tree, everyLink, filter }: EntrySizes,
  visit: (node: number, hasBytes: boolean) => void,
  first: number = ROOT_NODE,
): void {
  const { nodes } = tree;
  const { count } = nodes;
  const without = everyLink ? 0 : NodeFlag.duplicate;
  for (let node = first; node < count; node++) {
    const flags = nodes.flags.get(node);
    if ((flags & UNCOUNTED) !== 0 || filter?.passes(node) === false) continue;
    visit(node, (flags & without) === 0 || filter?.standsIn(node) === true);
  }
}
