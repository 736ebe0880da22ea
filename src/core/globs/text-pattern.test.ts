import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SketchedTree, special } from '../../../test/support/trees/sketch-tree.js';
import { encodeName } from '../columns/text.js';
import { compileText, markNames } from './text-pattern.js';

/** Those of the names in which the text is found. */
function namesWith(text: string, names: readonly string[]): string[] {
  const sketched = new SketchedTree(Object.fromEntries(names.map((name) => [name, 1])));
  const { nodes } = sketched.tree;
  const out = new Uint8Array(nodes.count - 1);
  const pattern = compileText(text);
  if (pattern) markNames(nodes, 1, nodes.count, pattern, out);
  return names.filter((name) => out[sketched.node(name) - 1] === 1);
}

test.each<[text: string, names: string[], found: string[]]>([
  ['film', ['film', 'Films', 'my FILM', 'fil', 'm', 'filfilm'], ['film', 'Films', 'my FILM', 'filfilm']],
  ['a', ['b', 'a', 'ba', 'A'], ['a', 'ba', 'A']],
  ['aab', ['aaab', 'aab', 'abaab', 'aa', 'ab'], ['aaab', 'aab', 'abaab']],
  ['é', ['É', 'cafe\u0301', 'e', 'café', 'e\u0300'], ['É', 'cafe\u0301', 'café']],
  ['CAFE\u0301', ['café.txt', 'cafe'], ['café.txt']],
  ['straße', ['STRAßE', 'Strasse'], ['STRAßE']],
  ['Ж日', ['ж日', 'Ж', '日'], ['ж日']],
  ['\u{1f333}', ['a\u{1f333}b', '\u{1f332}'], ['a\u{1f333}b']],
  ['\u212a', ['\u212a', 'k', 'K'], ['\u212a']],
  ['a\0b', ['a', 'b', 'ab'], []],
  ['', ['a'], []],
])('%j is found in the names that hold it', (text, names, found) => {
  expect(namesWith(text, names)).toEqual(found);
});

test('bytes that are not UTF-8 are found by what they are decoded as', () => {
  const names = [[0x61, 0xff], [0xfe], [0xc3, 0xbf]].map((bytes) => special({ name: Buffer.from(bytes) }));
  const { nodes } = new SketchedTree(Object.fromEntries(names.entries())).tree;
  const out = new Uint8Array(3);
  markNames(nodes, 1, 4, compileText('\udcff')!, out);
  expect(Array.from(out)).toEqual([1, 0, 0]);
});

test('a name is not found across the end of another', () => {
  expect(namesWith('ab', ['a', 'b', 'xa', 'bx'])).toEqual([]);
});

test('names are found as strings find them', () => {
  const letters = fc.string({
    unit: fc.constantFrom('a', 'B', 'b', 'é', 'É', '-'),
    minLength: 1,
    maxLength: 8,
  });
  const text = fc.string({ unit: fc.constantFrom('a', 'A', 'b', 'é', '-'), minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.uniqueArray(letters, { maxLength: 20 }), text, (names, searched) => {
      const expected = names.filter((name) => name.toLowerCase().includes(searched.toLowerCase()));
      expect(namesWith(searched, names)).toEqual(expected);
    }),
  );
});

test('names are found wherever the pieces in which they are stored end', () => {
  // 250 bytes each: the ends of the stored pieces fall into names, at many different places.
  const names = Array.from({ length: 13_000 }, (_, number) =>
    `${number}x`.padStart(249, number % 3 ? 'y' : 'z'),
  );
  const found = namesWith('z1234', names).length;
  expect(found).toBe(names.filter((name) => name.includes('z1234')).length);
  expect(encodeName(names.join('')).length).toBeGreaterThan(3 << 20);
  expect(namesWith('x', names)).toHaveLength(names.length);
});
