import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildTree } from '../../../test/support/trees/build-tree.js';
import {
  type ModelEntry,
  modelPath,
  modelTree,
  modes,
  rootEntry,
} from '../../../test/support/trees/model-tree.js';
import { walkTree } from '../../../test/support/trees/tree-contents.js';
import { comparePaths } from './path-order.js';
import type { Tree } from './tree.js';

/** A tree of empty files and the directories that they need. */
function treeOf(paths: readonly string[]): Tree {
  const entries: ModelEntry[] = [rootEntry];
  const numbers = new Map([['', 0]]);
  for (const path of paths) {
    const names = path.split('/');
    names.forEach((name, depth) => {
      const own = names.slice(0, depth + 1).join('/');
      if (numbers.has(own)) return;
      numbers.set(own, entries.length);
      const parent = numbers.get(names.slice(0, depth).join('/'))!;
      const mode = depth < names.length - 1 ? modes.directory : modes.file;
      entries.push({ ...rootEntry, name: Buffer.from(name), parent, mode, inode: BigInt(entries.length) });
    });
  }
  return buildTree(entries);
}

describe('of two paths, the first by bytes is', () => {
  test.each([
    ['a', 'b'],
    ['a', 'aa'],
    ['a/x', 'b'],
    ['a', 'a/x'],
    ['a!', 'a/x'],
    ['a.b', 'a/x'],
    ['a-', 'a/x'],
    ['a/x', 'a0'],
    ['a/x', 'aa'],
    ['a.b/z', 'a/x'],
    ['B', 'a'],
    ['z', '\u00e9'],
    ['a/b/c', 'a/b/d'],
    ['a/b.c', 'a/b/a'],
    ['a/b/c/d', 'a/c'],
    ['aaaaaa', 'aaaaaa/x'],
    ['aaaaaa.', 'aaaaaa/x'],
    ['\u0001', 'a'],
  ])('%j and not %j', (first, second) => {
    const tree = treeOf([first, second].sort((a, b) => b.length - a.length));
    const nodes = new Map(walkTree(tree).map(([path, node]) => [path, node]));
    const latin1 = (path: string) => Buffer.from(path).toString('latin1');
    const [a, b] = [nodes.get(latin1(first))!, nodes.get(latin1(second))!];
    expect(comparePaths(tree.nodes, tree.directories, a, b)).toBeLessThan(0);
    expect(comparePaths(tree.nodes, tree.directories, b, a)).toBeGreaterThan(0);
  });
});

test('any two paths are in the order of their bytes', () => {
  fc.assert(
    fc.property(modelTree, (entries) => {
      const tree = buildTree(entries);
      const nodes = nodesOfEntries(tree, entries);
      const paths = entries.map((_, index) => modelPath(entries, index));
      for (const [a, path] of paths.entries()) {
        for (const [b, other] of paths.entries()) {
          if (a === b) continue;
          const order = comparePaths(tree.nodes, tree.directories, nodes[a]!, nodes[b]!);
          if (Math.sign(order) !== Buffer.compare(path, other)) throw new Error(`${path} and ${other}`);
        }
      }
    }),
  );
});

/** The tree numbers entries directory by directory: found here by the names that hold each other. */
function nodesOfEntries(tree: Tree, entries: readonly ModelEntry[]): number[] {
  const byKey = new Map<string, number>();
  for (let node = 1; node < tree.nodes.count; node++) {
    const holder = tree.directories.node(tree.directories.holding(node));
    byKey.set(`${holder}/${Buffer.from(tree.nodes.name(node)).toString('latin1')}`, node);
  }
  const nodes = [0];
  for (const { name, parent } of entries.slice(1)) {
    nodes.push(byKey.get(`${nodes[parent]}/${name.toString('latin1')}`)!);
  }
  return nodes;
}
