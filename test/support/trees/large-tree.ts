import { GrowingTree } from '../../../bench/growing-tree.js';
import type { Tree } from '../../../src/core/tree/tree.js';

/** Builds a synthetic tree, always the same. */
export function largeTree(entries: number): Tree {
  const growing = new GrowingTree(entries);
  while (!growing.isComplete) growing.grow();
  return growing.tree;
}
