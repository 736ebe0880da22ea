import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sortByKey } from './sort-by-key.js';

/** A stable sort of objects: the oracle. */
function sortSlowly(keys: readonly number[], descending: boolean): number[] {
  return keys
    .map((key, item) => ({ key, item }))
    .sort((a, b) => (descending ? b.key - a.key : a.key - b.key))
    .map(({ item }) => item);
}

const sort = (keys: readonly number[], descending: boolean): number[] => {
  const items = Uint32Array.from(keys, (_, item) => item);
  return [...sortByKey(items, Float64Array.from(keys), descending).items];
};

const key = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 2 ** 32, 2 ** 53, -(2 ** 40), 1e-300),
);

describe('sorting by keys', () => {
  test.each([false, true])('gives what a stable sort gives (descending: %s)', (descending) => {
    fc.assert(
      fc.property(fc.array(key), (keys) => {
        expect(sort(keys, descending)).toEqual(sortSlowly(keys, descending));
      }),
    );
  });

  test.each([false, true])('gives the same where there are many (descending: %s)', (descending) => {
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 30 }), (few) => {
        const keys = Array.from({ length: 5000 }, (_, index) => few[(index * 7) % few.length]! + (index % 5));
        expect(sort(keys, descending)).toEqual(sortSlowly(keys, descending));
      }),
      { numRuns: 20 },
    );
  });

  test('leaves what it was given as it was', () => {
    const items = Uint32Array.of(5, 6, 7);
    expect(sortByKey(items, Float64Array.of(3, 2, 1), false).items).toEqual(Uint32Array.of(7, 6, 5));
    expect(items).toEqual(Uint32Array.of(5, 6, 7));
  });

  test.each<[keys: number[], equals: number[]]>([
    [[], []],
    [[1, 2, 3], []],
    [
      [1, 0, 1, -0, 2],
      [0, 2, 2, 4],
    ],
    [
      [7, 7, 7],
      [0, 3],
    ],
  ])('tells where equals stand: %j', (keys, equals) => {
    const items = Uint32Array.from(keys, (_, item) => item);
    expect([...sortByKey(items, Float64Array.from(keys), false).equals]).toEqual(equals);
  });
});
