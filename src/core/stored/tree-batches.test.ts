import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildTree, entryDrafts, everythingOf } from '../../../test/support/trees/random-tree.js';
import { NodeFlag } from '../../contract/entry-batch.js';
import { newSenderNumbers, Tree } from '../tree/tree.js';
import { treeBatches } from './tree-batches.js';

function copy(tree: Tree, followLinks: boolean): Tree {
  const other = new Tree();
  const sender = newSenderNumbers();
  for (const batch of treeBatches(tree, followLinks)) other.append(batch, sender);
  return other;
}

describe('a tree as batches', () => {
  test('makes an equal tree', () => {
    fc.assert(
      fc.property(entryDrafts, fc.boolean(), (drafts, followLinks) => {
        const tree = buildTree(drafts, { followLinks });
        expect(everythingOf(copy(tree, followLinks))).toEqual(everythingOf(tree));
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  test('leaves out what was removed, and all below', () => {
    fc.assert(
      fc.property(entryDrafts, fc.boolean(), (drafts, followLinks) => {
        const tree: Tree = buildTree(drafts, { followLinks });
        const onNode = (node: number, { isRemoved }: { isRemoved: boolean }) => {
          if (isRemoved) removed.push(node);
        };
        const removed: number[] = [];
        buildTree(drafts, { followLinks, onNode });
        for (const node of removed) tree.nodes.setFlag(node, NodeFlag.removed, true);
        const rest = buildTree(drafts, { followLinks, withoutRemoved: true });
        expect(everythingOf(copy(tree, followLinks))).toEqual(everythingOf(rest));
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  test('of an empty tree is nothing', () => {
    expect([...treeBatches(new Tree(), false)]).toEqual([]);
  });
});
