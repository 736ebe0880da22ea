import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildInRandomOrder } from '../../../test/support/trees/arrival.js';
import { modelTree } from '../../../test/support/trees/model-tree.js';
import type { Tree } from '../tree/tree.js';
import { EntrySizes } from './entry-sizes.js';
import type { GroupSums } from './group-sums.js';
import { sumGroups } from './group-sums.js';
import { RunningSums } from './running-sums.js';

const keyOf = (node: number): number => node % 3;
const order = fc.array(fc.nat(), { minLength: 1, maxLength: 40 });

const numbersOf = (sums: GroupSums): unknown[] =>
  Array.from({ length: sums.count }, (_, key) => [
    sums.files(key),
    sums.allocatedBytes(key),
    sums.apparentBytes(key),
  ]);

test('are those added up anew, at every moment of a tree that grows, and in either link mode', () => {
  fc.assert(
    fc.property(modelTree, order, (entries, choices) => {
      const once = new RunningSums(keyOf);
      const switched = new RunningSums(keyOf);
      let moment = 0;
      buildInRandomOrder(entries, 3, choices, undefined, (tree: Tree) => {
        const sizes = new EntrySizes(tree, { measure: 'allocated', everyLink: false });
        expect(numbersOf(once.of(sizes))).toEqual(numbersOf(sumGroups(sizes, keyOf)));
        const other = new EntrySizes(tree, { measure: 'allocated', everyLink: moment++ % 3 === 0 });
        expect(numbersOf(switched.of(other))).toEqual(numbersOf(sumGroups(other, keyOf)));
      });
    }),
    { numRuns: 200 },
  );
});
