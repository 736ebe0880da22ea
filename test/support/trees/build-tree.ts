import { ENGINE_REFERENCE } from '../../../src/contract/entry-batch.js';
import { BatchBuilder } from '../../../src/core/stored/batch-builder.js';
import { appendRoot } from '../../../src/core/stored/tree-builder.js';
import type { IdentitySet } from '../../../src/core/tree/identity-set.js';
import { newSenderNumbers, Tree } from '../../../src/core/tree/tree.js';
import type { ModelEntry } from './model-tree.js';

/** Builds a tree from a model, directory by directory from one sender. */
export function buildTree(entries: readonly ModelEntry[], counted?: IdentitySet): Tree {
  const tree = new Tree(counted);
  appendRoot(tree, entries[0]!);
  const sender = newSenderNumbers();
  const builder = new BatchBuilder();
  const children = childrenOf(entries);
  /** The sender's reference to each directory of the model. */
  const references = new Map([[0, ENGINE_REFERENCE]]);
  let rows = 0;
  for (const [directory, inside] of children) {
    for (const child of inside) if (children.has(child)) references.set(child, references.size - 1);
    builder.section(
      references.get(directory)!,
      inside.map((child) => entries[child]!),
    );
    rows += inside.length;
    if (rows < 1000) continue;
    tree.append(builder.build(), sender);
    rows = 0;
  }
  if (!builder.isEmpty) tree.append(builder.build(), sender);
  return tree;
}

/** Groups entries by directory, in the order of their numbers: parents first. */
export function childrenOf(entries: readonly ModelEntry[]): Map<number, number[]> {
  const children = new Map<number, number[]>();
  entries.forEach(({ mode }, index) => {
    if ((mode & 0xf000) === 0x4000) children.set(index, []);
  });
  entries.forEach(({ parent }, index) => {
    if (parent >= 0) children.get(parent)!.push(index);
  });
  return children;
}
