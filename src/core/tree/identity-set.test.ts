import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IdentitySet } from './identity-set.js';

type Identity = [deviceHigh: number, deviceLow: number, inodeLow: number, inodeHigh: number];

const word = fc.oneof(fc.nat(3), fc.constantFrom(0x8000_0000, 0xffff_ffff));
const identity: fc.Arbitrary<Identity> = fc.tuple(word, word, word, word);

test('holds what was added and nothing else', () => {
  fc.assert(
    fc.property(fc.array(identity, { maxLength: 600, size: 'max' }), fc.array(identity), (added, asked) => {
      const set = new IdentitySet();
      for (const each of added) set.add(each);
      const known = new Set(added.map((each) => each.join()));
      expect(set.size).toBe(known.size);
      const wrong = [...added, ...asked].filter((each) => set.has(each) !== known.has(each.join()));
      expect(wrong).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test('holds 100,000 inodes of several devices', () => {
  const set = new IdentitySet();
  const numbers = Array.from({ length: 100_000 }, (_, number) => number);
  for (const number of numbers) set.add([8, number % 3, number * 256, number % 7]);
  for (const number of numbers) set.add([8, number % 3, number * 256, number % 7]);
  expect(set.size).toBe(100_000);
  const wrong = numbers.filter(
    (number) =>
      !set.has([8, number % 3, number * 256, number % 7]) ||
      set.has([8, number % 3, number * 256, 7]) ||
      set.has([9, number % 3, number * 256, number % 7]),
  );
  expect(wrong).toEqual([]);
});

test.each<[what: string, other: Identity]>([
  ['the high word of the device', [9, 2, 3, 4]],
  ['the low word of the device', [1, 9, 3, 4]],
  ['the low word of the inode', [1, 2, 9, 4]],
  ['the high word of the inode', [1, 2, 3, 9]],
])('%s tells two inodes apart', (_, other) => {
  const set = new IdentitySet();
  set.add([1, 2, 3, 4]);
  expect([set.has([1, 2, 3, 4]), set.has(other)]).toEqual([true, false]);
});
