import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHANGE_LENGTH, Change, Totals } from './totals.js';

type Changed = Partial<Record<keyof typeof Change, number>>;

function change(values: Changed): Float64Array {
  const row = new Float64Array(CHANGE_LENGTH);
  for (const [name, value] of Object.entries(values)) row[Change[name as keyof typeof Change]] = value;
  return row;
}

function totalsAfter(...changes: Changed[]): Totals {
  const totals = new Totals();
  for (const each of changes) totals.add(3, change(each), 0);
  return totals;
}

const times = (count: number, values: Changed): Changed[] => Array.from({ length: count }, () => values);

describe('sums are exact', () => {
  test.each<[title: string, changes: Changed[], apparentBytes: bigint]>([
    ['where nothing was added', [], 0n],
    ['across the low word', times(2, { apparentLow: 0xffff_ffff }), 2n * 0xffff_ffffn],
    ['where the low words of a batch pass 2^32 by far', [{ apparentLow: 2 ** 52 - 1 }], 2n ** 52n - 1n],
    ['beyond 2^53', times(3, { apparentHigh: 2 ** 21, apparentLow: 1 }), 3n * (2n ** 53n + 1n)],
    ['beyond 2^64', times(5, { apparentHigh: 2 ** 31 - 1, apparentLow: 0xffff_ffff }), 5n * (2n ** 63n - 1n)],
    ['where a change takes away', [{ apparentHigh: 1 }, { apparentLow: -1 }], 2n ** 32n - 1n],
    [
      'where more is taken away than there was so far',
      [{ apparentLow: -5 }, { apparentLow: -(2 ** 40) }, { apparentHigh: 256, apparentLow: 7 }],
      2n,
    ],
  ])('%s', (_, changes, apparent) => {
    expect(totalsAfter(...changes).apparentBytes(3)).toBe(apparent);
  });

  test('for any changes', () => {
    const low = fc.integer({ min: -(2 ** 45), max: 2 ** 45 });
    const high = fc.integer({ min: -(2 ** 44), max: 2 ** 44 });
    const words = fc.record({
      blocksLow: low,
      blocksHigh: high,
      duplicateBlocksLow: low,
      duplicateBlocksHigh: high,
    });
    fc.assert(
      fc.property(fc.array(words), (changes) => {
        const totals = totalsAfter(...changes);
        const sum = (of: (each: (typeof changes)[number]) => number) =>
          changes.reduce((total, each) => total + BigInt(of(each)), 0n);
        const once = sum((each) => each.blocksLow) + (sum((each) => each.blocksHigh) << 32n);
        const again =
          sum((each) => each.duplicateBlocksLow) + (sum((each) => each.duplicateBlocksHigh) << 32n);
        expect(totals.allocatedBytes(3)).toBe(once * 512n);
        expect(totals.allocatedBytes(3, true)).toBe((once + again) * 512n);
      }),
    );
  });
});

test('every count and sum has a place of its own, and a change belongs to one directory', () => {
  const totals = new Totals();
  const row = new Float64Array(20 + CHANGE_LENGTH);
  const values: Changed = {
    files: 1,
    directories: 2,
    symlinks: 3,
    others: 4,
    failures: 5,
    apparentLow: 6,
    blocksLow: 7,
    duplicateApparentLow: 80,
    duplicateBlocksLow: 90,
  };
  row.set(change(values), 20);
  totals.add(1, row, 20);
  const of = (directory: number) => [
    totals.files.get(directory),
    totals.directories.get(directory),
    totals.symlinks.get(directory),
    totals.others.get(directory),
    totals.failures.get(directory),
    totals.entries(directory),
    totals.apparentBytes(directory),
    totals.allocatedBytes(directory),
    totals.apparentBytes(directory, true),
    totals.allocatedBytes(directory, true),
  ];
  expect(of(1)).toEqual([1, 2, 3, 4, 5, 10, 6n, 7n * 512n, 86n, 97n * 512n]);
  expect([...of(0), ...of(2)].every((value) => Number(value) === 0)).toBe(true);
});

test('approximate sums are the exact ones as doubles', () => {
  const totals = totalsAfter(
    ...times(3, { apparentHigh: 2 ** 30, apparentLow: 12345, blocksHigh: 77, blocksLow: 5 }),
    { duplicateApparentLow: 10, duplicateBlocksHigh: 2 },
  );
  for (const everyLink of [false, true]) {
    expect(totals.approximateApparentBytes(3, everyLink)).toBe(Number(totals.apparentBytes(3, everyLink)));
    expect(totals.approximateAllocatedBytes(3, everyLink)).toBe(Number(totals.allocatedBytes(3, everyLink)));
  }
});
