import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Largest } from './largest.js';

const offerAll = (limit: number, sizes: readonly number[]): readonly number[] => {
  const largest = new Largest(limit, (a, b) => a - b);
  sizes.forEach((size, item) => {
    largest.offer(item, size);
  });
  return largest.get();
};

test.each<[title: string, limit: number, sizes: number[], expected: number[]]>([
  ['nothing was offered', 3, [], []],
  ['none is wanted', 0, [5, 6], []],
  ['fewer were offered than are wanted', 3, [1, 2], [1, 0]],
  ['sizes rise', 2, [1, 2, 3], [2, 1]],
  ['sizes fall', 2, [3, 2, 1], [0, 1]],
  ['sizes are equal, so that the first ones stay', 2, [7, 7, 7], [0, 1]],
  ['the last place is contested', 2, [9, 5, 5, 6], [0, 3]],
  ['sizes are zero', 1, [0, 0], [0]],
])('where %s', (_, limit, sizes, expected) => {
  expect(offerAll(limit, sizes)).toEqual(expected);
});

test('they are the first of all, sorted by size and then by turn', () => {
  fc.assert(
    fc.property(fc.nat(12), fc.array(fc.nat(30)), (limit, sizes) => {
      const order = sizes.map((_, item) => item).sort((a, b) => sizes[b]! - sizes[a]! || a - b);
      expect(offerAll(limit, sizes)).toEqual(order.slice(0, limit));
    }),
  );
});
