import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytes, Column, chunkLength, doubles, words } from './column.js';

const boundaries = [
  0,
  1,
  chunkLength - 1,
  chunkLength,
  chunkLength + 1,
  3 * chunkLength - 1,
  5 * chunkLength,
];

describe.each([
  ['bytes', bytes, 255],
  ['words', words, 0xffff_ffff],
  ['doubles', doubles, -1.5e300],
])('a column of %s', (_, make, largest) => {
  test.each(boundaries)('keeps what is set at row %i, and touches no neighbour', (row) => {
    const column = make();
    column.set(row, largest);
    expect([row - 1, row, row + 1].map((at) => column.get(Math.max(0, at)))).toEqual(
      row === 0 ? [largest, largest, 0] : [0, largest, 0],
    );
  });
});

test('rows that nobody wrote are zero, however far they are', () => {
  expect(boundaries.map((row) => words().get(row))).toEqual(boundaries.map(() => 0));
});

test('a chunk comes into being with its first value that is not zero', () => {
  const made: number[] = [];
  const column = new Column((length) => {
    made.push(length);
    return new Uint32Array(length);
  });
  column.set(7, 0);
  column.setAll(chunkLength - 2, new Uint32Array(4));
  expect(made).toEqual([]);
  column.setAll(2 * chunkLength - 2, Uint32Array.of(0, 0, 0, 9));
  expect(made).toEqual([chunkLength]);
  column.set(0, 1);
  column.set(1, 2);
  expect(made).toEqual([chunkLength, chunkLength]);
  expect(column.get(2 * chunkLength + 1)).toBe(9);
});

test('zeros replace what stood there', () => {
  const column = words();
  column.setAll(0, Uint32Array.of(1, 2, 3, 4));
  column.set(0, 0);
  column.setAll(1, new Uint32Array(2));
  expect([0, 1, 2, 3].map((row) => column.get(row))).toEqual([0, 0, 0, 4]);
});

test('ranges written one over the other leave what a plain array would hold', () => {
  const nearBoundary = fc.tuple(fc.nat(2), fc.integer({ min: -3, max: 3 }));
  const range = fc.record({
    start: nearBoundary.map(([chunk, shift]) => Math.max(0, chunk * chunkLength + shift)),
    length: fc.oneof(fc.nat(9), fc.constantFrom(chunkLength - 1, chunkLength, chunkLength + 1)),
    value: fc.nat(3),
  });
  fc.assert(
    fc.property(fc.array(range, { minLength: 1, maxLength: 6 }), (ranges) => {
      const column = words();
      const plain = new Uint32Array(4 * chunkLength);
      for (const { start, length, value } of ranges) {
        const values = Uint32Array.from({ length }, (_, index) => (value === 0 ? 0 : value + index));
        column.setAll(start, values);
        plain.set(values, start);
      }
      expect(plain.every((value, row) => column.get(row) === value)).toBe(true);
    }),
    { numRuns: 30 },
  );
});
