import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildInRandomOrder } from '../../../test/support/trees/arrival.js';
import { expectDuplicates, expectTotals } from '../../../test/support/trees/model-totals.js';
import { modelPath, modelTree } from '../../../test/support/trees/model-tree.js';
import { contentsOf, duplicatePaths, totalsByPath } from '../../../test/support/trees/tree-contents.js';
import { DirectoryState } from './directories.js';

const senders = fc.integer({ min: 1, max: 4 });
const choices = fc.array(fc.nat(), { minLength: 1, maxLength: 40 });

describe('in whichever order entries arrive, from any number of senders', () => {
  test('the totals of every directory are those added up one by one', () => {
    fc.assert(
      fc.property(modelTree, senders, choices, (entries, count, order) => {
        expect(totalsByPath(buildInRandomOrder(entries, count, order))).toEqual(expectTotals(entries));
      }),
      { numRuns: 300 },
    );
  });

  test('an inode with several names counts at the path that sorts first', () => {
    fc.assert(
      fc.property(modelTree, senders, choices, (entries, count, order) => {
        const duplicates = [...expectDuplicates(entries)].map((index) => modelPath(entries, index));
        const paths = duplicates.sort(Buffer.compare).map((path) => path.toString('latin1'));
        expect(duplicatePaths(buildInRandomOrder(entries, count, order))).toEqual(paths);
      }),
      { numRuns: 300 },
    );
  });

  test('everything is the same as from one sender, in another order', () => {
    fc.assert(
      fc.property(modelTree, senders, choices, choices, (entries, count, order, other) => {
        const tree = buildInRandomOrder(entries, count, order);
        expect(contentsOf(tree)).toEqual(contentsOf(buildInRandomOrder(entries, 1, other)));
        const { state, count: directories } = tree.directories;
        const states = Array.from({ length: directories }, (_, directory) => state.get(directory));
        expect(states.every((each) => each === DirectoryState.complete)).toBe(true);
      }),
    );
  });

  test('links are counted: inodes, names, and what the further names would add', () => {
    fc.assert(
      fc.property(modelTree, senders, choices, (entries, count, order) => {
        const linked = entries.filter(({ mode, links }) => links > 1 && (mode & 0xf000) !== 0x4000);
        const duplicateBytes = [...expectDuplicates(entries)].reduce(
          (sum, index) => sum + entries[index]!.blocks * 512n,
          0n,
        );
        expect(buildInRandomOrder(entries, count, order).hardLinks).toEqual({
          files: new Set(linked.map(({ inode }) => inode)).size,
          paths: linked.length,
          duplicateBytes,
        });
      }),
    );
  });
});
