import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildTree } from '../../../test/support/trees/build-tree.js';
import {
  isModelDirectory,
  type ModelEntry,
  modelPath,
  modelTree,
  modes,
  rootEntry,
} from '../../../test/support/trees/model-tree.js';
import { directoryPath, fullPath, nodePath } from './paths.js';

test('the paths of nodes are the names above them, joined', () => {
  fc.assert(
    fc.property(modelTree, (entries) => {
      const tree = buildTree(entries);
      const found = Array.from({ length: tree.nodes.count }, (_, node) => nodePath(tree, node));
      const expected = entries.map((_, index) => modelPath(entries, index));
      expect(found.sort(Buffer.compare).map(hex)).toEqual(expected.sort(Buffer.compare).map(hex));
    }),
  );
});

test('every directory has the path of the entry that it is', () => {
  fc.assert(
    fc.property(modelTree, (entries) => {
      const tree = buildTree(entries);
      const found = Array.from({ length: tree.directories.count }, (_, number) =>
        directoryPath(tree, number),
      );
      const expected = entries.flatMap((entry, index) =>
        isModelDirectory(entry) ? [modelPath(entries, index)] : [],
      );
      expect(found.sort(Buffer.compare).map(hex)).toEqual(expected.sort(Buffer.compare).map(hex));
    }),
  );
});

test('12,000 levels are no hindrance', () => {
  const levels = Array.from({ length: 12_000 }, (_, level): ModelEntry => {
    return { ...rootEntry, name: Buffer.from(`${level % 10}`), parent: level, inode: BigInt(level + 10) };
  });
  const bottom: ModelEntry = { ...rootEntry, name: Buffer.from('file'), parent: 12_000, mode: modes.file };
  const tree = buildTree([rootEntry, ...levels, bottom]);
  const path = Buffer.from(nodePath(tree, 12_001)).toString();
  expect(path.length).toBe(12_000 * 2 + 4);
  expect([path.slice(0, 6), path.slice(-8)]).toEqual(['0/1/2/', '8/9/file']);
});

const hex = (path: Uint8Array): string => Buffer.from(path).toString('hex');

test.each([
  ['/srv/media', '/srv/media/a'],
  ['/', '/a'],
  ['.', './a'],
])('the full path begins with the root as it was given: %s', (root, path) => {
  const entries = [rootEntry, { ...rootEntry, name: Buffer.from('a'), parent: 0 }].map((entry, index) =>
    index === 0 ? { ...entry, name: Buffer.from(root) } : entry,
  );
  const tree = buildTree(entries);
  expect([fullPath(tree, 0), fullPath(tree, 1)].map((found) => Buffer.from(found).toString())).toEqual([
    root,
    path,
  ]);
});
