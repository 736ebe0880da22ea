import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildTree, childrenOf } from '../../../test/support/trees/build-tree.js';
import {
  isModelDirectory,
  type ModelEntry,
  modelTree,
  modes,
  rootEntry,
} from '../../../test/support/trees/model-tree.js';
import { wideModel } from '../../../test/support/trees/small-models.js';
import { contentsOf, failuresByPath } from '../../../test/support/trees/tree-contents.js';
import { ROOT_DIRECTORY, type Tree } from '../tree/tree.js';
import type { NewEntry } from './batch-builder.js';
import { TreeBuilder } from './tree-builder.js';

const small = { links: 1, inode: 7n, apparentBytes: 1000n, blocks: 2n };
const file: NewEntry = { ...small, name: Buffer.from('file'), mode: modes.file };
const folder: NewEntry = { ...small, name: Buffer.from('folder'), mode: modes.directory, links: 2 };

/** As an importer of nested lists does: what a directory holds comes right behind it, and its other names after that. */
function addDepthFirst(entries: readonly ModelEntry[]): Tree {
  const builder = new TreeBuilder(entries[0]!);
  const children = childrenOf(entries);
  const addAll = (of: number, directory: number) => {
    for (const child of children.get(of)!) {
      const number = builder.add(directory, entries[child]!);
      if (isModelDirectory(entries[child]!)) addAll(child, number);
    }
    builder.endDirectory(directory);
  };
  addAll(0, ROOT_DIRECTORY);
  return builder.build();
}

test('entries that come depth first make the tree that a scan makes', () => {
  fc.assert(
    fc.property(modelTree, (entries) => {
      const tree = addDepthFirst(entries);
      expect(contentsOf(tree)).toEqual(contentsOf(buildTree(entries)));
      expect(tree.isRead).toBe(true);
    }),
    { numRuns: 100 },
  );
}, 60_000);

test('more entries than a batch holds come in several', () => {
  const entries = wideModel(20_000);
  expect(contentsOf(addDepthFirst(entries))).toEqual(contentsOf(buildTree(entries)));
}, 30_000);

test('a directory may fail, or never be ended', () => {
  const builder = new TreeBuilder(rootEntry);
  const failed = builder.add(ROOT_DIRECTORY, folder);
  expect(builder.add(failed, file)).toBe(-1);
  builder.endDirectory(failed, 5);
  const open = builder.add(ROOT_DIRECTORY, { ...folder, name: Buffer.from('open') });
  builder.add(open, { ...file, errno: 13 });
  builder.endDirectory(ROOT_DIRECTORY);
  const tree = builder.build();
  expect(failuresByPath(tree)).toEqual(['readdir 5 folder', 'stat 13 open/file']);
  expect(tree.isRead).toBe(false);
});

test('a root alone is a tree', () => {
  const tree = new TreeBuilder(rootEntry).build();
  expect([tree.nodes.count, tree.isRead]).toEqual([1, false]);
});
