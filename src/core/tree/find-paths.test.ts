import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildTree } from '../../../test/support/trees/build-tree.js';
import { type ModelEntry, modelTree, rootEntry } from '../../../test/support/trees/model-tree.js';
import { SketchedTree } from '../../../test/support/trees/sketch-tree.js';
import { findablePath, findPaths } from './find-paths.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a path', () => {
  const sketched = new SketchedTree({ folder: { inside: { file: 1 }, 'a file': 2 }, other: 3 });

  test.each([
    ['', '', 1],
    ['/', '', 1],
    ['folder', 'folder', 1],
    ['folder/', 'folder', 1],
    ['folder/inside/file', 'folder/inside/file', 1],
    ['folder/inside/gone', 'folder/inside', 0],
    ['folder/gone/file', 'folder', 0],
    ['gone', '', 0],
    ['other', 'other', 1],
    ['other/', '', 0],
    ['other/below', 'other', 0],
    ['fold', '', 0],
  ])('"%s" leads to "%s"', (path, node, isWhole) => {
    const found = findPaths(sketched.tree, [bytes(path)]);
    expect([sketched.path(found.node[0]!), found.isWhole[0]]).toEqual([node, isWhole]);
  });
});

test('every node is found by its path, all at once and one by one', () => {
  fc.assert(
    fc.property(modelTree, (entries) => {
      const tree = buildTree(entries);
      const nodes = Array.from({ length: tree.nodes.count }, (_, node) => node);
      const paths = nodes.map((node) => findablePath(tree, node));
      const found = findPaths(tree, paths);
      expect([...found.node]).toEqual(nodes);
      expect(found.isWhole.every((whole) => whole === 1)).toBe(true);
      expect(paths.map((path) => findPaths(tree, [path]).node[0])).toEqual(nodes);
    }),
  );
});

test('12,000 levels are no hindrance', () => {
  const levels = Array.from({ length: 12_000 }, (_, level): ModelEntry => {
    return { ...rootEntry, name: Buffer.from('d'), parent: level, inode: BigInt(level + 10) };
  });
  const tree = buildTree([rootEntry, ...levels]);
  const found = findPaths(tree, [findablePath(tree, 12_000), bytes(`${'d/'.repeat(12_000)}gone`)]);
  expect([...found.node]).toEqual([12_000, 12_000]);
  expect([...found.isWhole]).toEqual([1, 0]);
});
