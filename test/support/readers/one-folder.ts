import { ENGINE_REFERENCE } from '../../../src/contract/entry-batch.js';
import { BatchBuilder, type NewEntry } from '../../../src/core/stored/batch-builder.js';
import { appendRoot } from '../../../src/core/stored/tree-builder.js';
import { newSenderNumbers, Tree } from '../../../src/core/tree/tree.js';
import { rootEntry } from '../trees/model-tree.js';

/** Builds a tree of rows in its root, and of rows in the first directory among them. */
export function oneFolder(rows: readonly NewEntry[], below: readonly NewEntry[] = []): Tree {
  const tree = new Tree();
  appendRoot(tree, rootEntry);
  const builder = new BatchBuilder().section(ENGINE_REFERENCE, rows);
  if (below.length > 0) builder.section(0, below);
  tree.append(builder.build(), newSenderNumbers());
  return tree;
}
