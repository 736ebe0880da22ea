import { ENGINE_REFERENCE } from '../../../src/contract/entry-batch.js';
import { newSenderNumbers, Tree } from '../../../src/core/tree/tree.js';
import { appendRoot, BatchBuilder, type RowDraft } from '../trees/batch-builder.js';
import { rootEntry } from '../trees/model-tree.js';

/** A tree of rows in its root, and of rows in the first directory among them. */
export function oneFolder(rows: readonly RowDraft[], below: readonly RowDraft[] = []): Tree {
  const tree = new Tree();
  appendRoot(tree, rootEntry);
  const builder = new BatchBuilder().section(ENGINE_REFERENCE, rows);
  if (below.length > 0) builder.section(0, below);
  tree.append(builder.build(), newSenderNumbers());
  return tree;
}
