import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ATTRIBUTE_WORDS, AttributeTable, AttributeWord } from './attribute-table.js';

type Words = [mode: number, links: number, uid: number, gid: number, deviceHigh: number, deviceLow: number];
const common: Words = [0o100644, 1, 1000, 1000, 8, 1];

test('entries that have all in common get one number', () => {
  const table = new AttributeTable();
  expect([table.intern(...common), table.intern(...common)]).toEqual([0, 0]);
  expect(table.count).toBe(1);
});

test.each(Object.entries(AttributeWord))('entries that differ in %s get two numbers', (_, word) => {
  const table = new AttributeTable();
  const other = common.with(word, 0xffff_ffff) as Words;
  const numbers = [table.intern(...common), table.intern(...other), table.intern(...common)];
  expect(numbers).toEqual([0, 1, 0]);
  expect(table.word(1, word)).toBe(0xffff_ffff);
  expect(table.mode(1)).toBe(other[0]);
});

test('equals a map of combinations, also after it has grown', () => {
  const word = fc.oneof(fc.nat(6), fc.constantFrom(0x8000_0000, 0xffff_ffff));
  const combination = fc.tuple(word, word, word, word, word, word);
  fc.assert(
    fc.property(fc.array(combination, { maxLength: 2000, size: 'max' }), (combinations) => {
      const table = new AttributeTable();
      const numbers = new Map<string, number>();
      for (const words of combinations) {
        const key = words.join();
        if (!numbers.has(key)) numbers.set(key, numbers.size);
        if (table.intern(...words) !== numbers.get(key)) throw new Error(`another number for ${key}`);
      }
      expect(table.count).toBe(numbers.size);
      expect([...numbers.keys()].join()).toBe(table.wordsFrom(0).join());
    }),
    { numRuns: 20 },
  );
});

test('what was added since a number is told as whole rows', () => {
  const table = new AttributeTable();
  const rows = Array.from({ length: 200 }, (_, index) => common.with(1, index) as Words);
  for (const row of rows) table.intern(...row);
  expect(table.wordsFrom(0)).toHaveLength(200 * ATTRIBUTE_WORDS);
  expect(Array.from(table.wordsFrom(198))).toEqual([...rows[198]!, ...rows[199]!]);
  expect(table.wordsFrom(200)).toHaveLength(0);
});
