import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ChangePropagation } from './change-propagation.js';
import { Change, Totals } from './totals.js';

/** `parents[0]` is -1; every other number is below its own place. */
const parentsOf = (draft: readonly number[]): number[] => [
  -1,
  ...draft.map((number, index) => number % (index + 1)),
];

interface Touch {
  directory: number;
  files: number;
  blocks: number;
}

describe('the changes of batches reach every ancestor once', () => {
  test('on any tree, in any batches', () => {
    const touch = fc.record({
      directory: fc.nat(),
      files: fc.nat(5),
      blocks: fc.integer({ min: -99, max: 9999 }),
    });
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { maxLength: 50 }),
        fc.array(fc.array(touch, { maxLength: 20 }), { maxLength: 5 }),
        (draft, batches) => {
          const parents = parentsOf(draft);
          const { totals, files, blocks } = expectSums(parents, batches);
          const numbers = parents.map((_, directory) => directory);
          expect(numbers.map((directory) => totals.files.get(directory))).toEqual(files);
          expect(numbers.map((directory) => totals.allocatedBytes(directory))).toEqual(
            blocks.map((count) => BigInt(count) * 512n),
          );
        },
      ),
    );
  });

  test('on a chain of 20,000 directories, touched at its end', () => {
    const { totals } = apply(
      Array.from({ length: 20_000 }, (_, index) => index - 1),
      [[{ directory: 19_999, files: 2, blocks: 3 }]],
    );
    expect([0, 1, 10_000, 19_999].map((directory) => totals.files.get(directory))).toEqual([2, 2, 2, 2]);
    expect(totals.allocatedBytes(0)).toBe(1536n);
  });

  test('where one batch touches more directories than there was room for', () => {
    const parents = Array.from({ length: 5000 }, (_, index) => (index === 0 ? -1 : 0));
    const touches = parents.map((_, directory) => ({ directory, files: 1, blocks: directory }));
    const { totals } = apply(parents, [touches, touches]);
    expect(totals.files.get(0)).toBe(10_000);
    expect(totals.allocatedBytes(4999)).toBe(4999n * 2n * 512n);
  });
});

test('a directory that is asked for twice in a batch has one place', () => {
  const changes = new ChangePropagation();
  expect(changes.placeOf(5)).toBe(changes.placeOf(5));
  expect(changes.placeOf(5)).not.toBe(changes.placeOf(6));
});

test('what was applied is not applied again', () => {
  const changes = new ChangePropagation();
  const totals = new Totals();
  changes.rows[changes.placeOf(0) + Change.files] = 3;
  changes.apply(totals, () => -1);
  changes.placeOf(0);
  changes.apply(totals, () => -1);
  expect(totals.files.get(0)).toBe(3);
});

function apply(parents: readonly number[], batches: readonly (readonly Touch[])[]): { totals: Totals } {
  const changes = new ChangePropagation();
  const totals = new Totals();
  for (const batch of batches) {
    for (const { directory, files, blocks } of batch) {
      const place = changes.placeOf(directory % parents.length);
      changes.rows[place + Change.files]! += files;
      changes.rows[place + Change.blocksLow]! += blocks;
    }
    changes.apply(totals, (directory) => parents[directory]!);
  }
  return { totals };
}

function expectSums(parents: readonly number[], batches: readonly (readonly Touch[])[]) {
  const files = parents.map(() => 0);
  const blocks = parents.map(() => 0);
  for (const touch of batches.flat()) {
    for (let above = touch.directory % parents.length; above >= 0; above = parents[above]!) {
      files[above]! += touch.files;
      blocks[above]! += touch.blocks;
    }
  }
  return { ...apply(parents, batches), files, blocks };
}
