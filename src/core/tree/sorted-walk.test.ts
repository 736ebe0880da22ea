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
import { pathsInOrder } from '../../../test/support/trees/tree-contents.js';
import { SortedWalk } from './sorted-walk.js';
import { Tree } from './tree.js';

const entry = (name: string, parent: number, mode: number, number: number): ModelEntry => ({
  ...rootEntry,
  name: Buffer.from(name),
  parent,
  mode,
  inode: BigInt(number),
});

test('a tree without a root has nothing to visit', () => {
  expect(new SortedWalk(new Tree()).next()).toBe(-1);
});

test('the root comes first, with an empty path and depth 0, and after the last there is none', () => {
  const walk = new SortedWalk(buildTree([rootEntry, entry('a', 0, modes.file, 1)]));
  expect([walk.next(), walk.pathLength, walk.depth]).toEqual([0, 0, 0]);
  expect([walk.next(), walk.pathLength, walk.depth]).toEqual([1, 1, 1]);
  expect([walk.next(), walk.next()]).toEqual([-1, -1]);
});

test('any tree is visited in the order of its whole paths, each at its depth', () => {
  fc.assert(
    fc.property(modelTree, (entries) => {
      const paths = entries.map((_, index) => modelPath(entries, index)).sort(Buffer.compare);
      const tree = buildTree(entries);
      expect(pathsInOrder(tree)).toEqual(paths.map((path) => path.toString('latin1')));
      const walk = new SortedWalk(tree);
      for (const path of paths) {
        walk.next();
        expect(walk.depth).toBe(path.length === 0 ? 0 : path.toString('latin1').split('/').length);
      }
    }),
    { numRuns: 200 },
  );
});

describe('trees that would break a recursion or a short path', () => {
  test('12,000 levels', () => {
    const levels = Array.from({ length: 12_000 }, (_, level) =>
      entry('dir', level, modes.directory, level + 1),
    );
    const walk = new SortedWalk(buildTree([rootEntry, ...levels]));
    let visited = 0;
    let deepest = 0;
    for (let node = walk.next(); node >= 0; node = walk.next()) {
      visited++;
      deepest = Math.max(deepest, walk.depth);
    }
    expect([visited, deepest, walk.pathLength]).toEqual([12_001, 12_000, 12_000 * 4 - 1]);
  });

  test('200,000 names in one directory, unsorted and nearly alike', () => {
    const numbers = Array.from({ length: 200_000 }, (_, index) => (index * 7919) % 200_000);
    const entries = numbers.map((number) => entry(`common prefix ${number}`, 0, modes.file, number));
    const paths = pathsInOrder(buildTree([rootEntry, ...entries]));
    const sorted = numbers.map((number) => `common prefix ${number}`).sort();
    expect(paths.length).toBe(200_001);
    expect(sorted.every((path, index) => path === paths[index + 1])).toBe(true);
  }, 30_000);
});
