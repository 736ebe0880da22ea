/**
 * Finds the names at which inodes count in a filter that leaves out the names at which they count without one: of those
 * that pass, the first in the order of paths.
 */
import { NodeFlag, UNCOUNTED } from '../../contract/entry-batch.js';
import { InodeTable } from '../tree/inode-table.js';
import { linkedAttributes } from '../tree/linked-attributes.js';
import { comparePaths } from '../tree/path-order.js';
import type { Tree } from '../tree/tree.js';
import { FilterVerdict } from '../view/entry-filter.js';

/**
 * Marks the names that stand in for others.
 * @param shown a `FilterVerdict` a node: `passes` where the filter holds; names that stand in become `standsIn`.
 */
export function markStandIns(tree: Tree, shown: Uint8Array): void {
  const { nodes, directories } = tree;
  const duplicates = new PassingLinks(tree, shown, NodeFlag.duplicate);
  if (duplicates.next(-1) < 0) return;
  const standing = new InodeTable(nodes);
  // Names that count anyway come first: others of the same inode need no comparison of paths then.
  const counted = new PassingLinks(tree, shown, 0);
  for (let node = counted.next(-1); node >= 0; node = counted.next(node)) standing.standFor(node);
  for (let node = duplicates.next(-1); node >= 0; node = duplicates.next(node)) {
    const other = standing.standFor(node);
    if (!nodes.hasFlag(other, NodeFlag.duplicate)) continue;
    if (comparePaths(nodes, directories, node, other) < 0) standing.replace(node);
  }
  standing.forEach((node) => {
    if (nodes.hasFlag(node, NodeFlag.duplicate)) shown[node] = FilterVerdict.standsIn;
  });
}

/** Names that pass, of inodes with several names. */
class PassingLinks {
  private readonly tree: Tree;
  private readonly shown: Uint8Array;
  private readonly duplicate: number;
  private readonly isLinked: Uint8Array;

  /** @param duplicate `NodeFlag.duplicate` for names that are duplicates without a filter; 0 for the others. */
  constructor(tree: Tree, shown: Uint8Array, duplicate: number) {
    this.tree = tree;
    this.shown = shown;
    this.duplicate = duplicate;
    this.isLinked = linkedAttributes(tree.nodes);
  }

  /** Returns the first name behind a node; -1 where there is none. */
  next(behind: number): number {
    const { shown, isLinked, duplicate } = this;
    const { nodes } = this.tree;
    for (let node = behind + 1; node < shown.length; node++) {
      if (shown[node] === FilterVerdict.no || isLinked[nodes.attribute.get(node)] === 0) continue;
      if ((nodes.flags.get(node) & (UNCOUNTED | NodeFlag.duplicate)) === duplicate) return node;
    }
    return -1;
  }
}
