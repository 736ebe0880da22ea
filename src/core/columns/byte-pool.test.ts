import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BytePool } from './byte-pool.js';

const chunk = 1 << 20;
const counting = (length: number, first = 0) =>
  Uint8Array.from({ length }, (_, index) => (index + first) % 251);

test.each([
  ['ends at a boundary', chunk - 5, 5],
  ['begins at a boundary', chunk, 5],
  ['lies across a boundary', chunk - 2, 5],
  ['covers two boundaries', chunk - 1, chunk + 2],
  ['is empty at a boundary', chunk, 0],
])('a name that %s comes back whole', (_, before, length) => {
  const pool = new BytePool();
  pool.append(new Uint8Array(before));
  const name = counting(length, 7);
  const start = pool.append(name);
  pool.append(Uint8Array.of(1, 2, 3));
  expect(start).toBe(before);
  expect(Buffer.compare(pool.slice(start, start + length), name)).toBe(0);
  const first = Array.from(name.subarray(0, 6));
  expect(first.map((_byte, at) => pool.byteAt(start + at))).toEqual(first);
  expect(pool.length).toBe(before + length + 3);
});

test('whatever is appended around boundaries can be cut out again', () => {
  const lengths = fc.array(fc.oneof(fc.nat(300), fc.constant(chunk - 200)), { maxLength: 10 });
  fc.assert(
    fc.property(lengths, (pieces) => {
      const pool = new BytePool();
      const starts = pieces.map((length, index) => pool.append(names[index]!.subarray(0, length)));
      const areSame = pieces.every((length, index) => {
        // Long ones only move the others to a boundary.
        if (length > 300) return true;
        const found = pool.slice(starts[index]!, starts[index]! + length);
        return Buffer.compare(found, names[index]!.subarray(0, length)) === 0;
      });
      expect(areSame).toBe(true);
    }),
    { numRuns: 50 },
  );
});

const names = Array.from({ length: 10 }, (_, index) => counting(chunk, index));

test('more names than a 32-bit number can point at are refused, and nothing is appended', () => {
  const pool = new BytePool();
  pool.length = 0xffff_fffe;
  expect(() => pool.append(counting(2))).toThrow(RangeError);
  expect(pool.length).toBe(0xffff_fffe);
});
