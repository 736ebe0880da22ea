/** Blocks of some nodes of a tree, to be stat'ed again by their names. */
import type { Tree } from '../tree/tree.js';
import { type KnownBlock, KnownBlockBuilder } from './known-block-builder.js';

export class KnownNodes {
  /** Number of nodes that have been put into blocks. */
  taken = 0;
  private readonly tree: Tree;
  private readonly nodes: readonly number[];

  /** @param nodes ascending. */
  constructor(tree: Tree, nodes: readonly number[]) {
    this.tree = tree;
    this.nodes = nodes;
  }

  /** Returns the next block, of at most so many rows; undefined where there are no more. */
  take(maxRows: number): KnownBlock | undefined {
    const block = new KnownBlockBuilder(this.tree, maxRows);
    while (this.taken < this.nodes.length && !block.isFull) {
      const node = this.nodes[this.taken++]!;
      block.add(node, node + 1);
      block.endSection(this.tree.directories.holding(node));
    }
    return block.isEmpty ? undefined : block.build();
  }
}
