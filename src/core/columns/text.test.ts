import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeName, encodeName, isUtf8 } from './text.js';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes of which many look like UTF-8, and go wrong here and there. */
const nearlyUtf8 = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }).map((text) => Buffer.from(text)),
      fc.uint8Array({ minLength: 1, maxLength: 3 }).map((bytes) => Buffer.from(bytes)),
      fc
        .constantFrom(...['c0af', 'e08080', 'eda080', 'edb2a9', 'f08fbfbf', 'f4908080', 'f5808080', 'efbbbf'])
        .map((hex) => Buffer.from(hex, 'hex')),
    ),
    { maxLength: 6 },
  )
  .map((parts) => Buffer.concat(parts));

function isAccepted(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    // The decoder says no by throwing.
    return false;
  }
}

describe('names', () => {
  test('come back as the bytes that they were, whatever these are', () => {
    fc.assert(
      fc.property(fc.oneof(nearlyUtf8, fc.uint8Array()), (bytes) => {
        expect(Buffer.from(encodeName(decodeName(bytes)))).toEqual(Buffer.from(bytes));
      }),
      { numRuns: 1000 },
    );
  });

  test('are UTF-8 where a strict decoder accepts them, and then read as it reads them', () => {
    fc.assert(
      fc.property(nearlyUtf8, (bytes) => {
        expect(isUtf8(bytes)).toBe(isAccepted(bytes));
        if (isUtf8(bytes)) expect(decodeName(bytes)).toBe(strict.decode(bytes));
      }),
      { numRuns: 1000 },
    );
  });

  test('are UTF-8 at every boundary of the encoding, for every code point that has one', () => {
    const points = [0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xfeff, 0xffff, 0x10000, 0x10ffff];
    const text = String.fromCodePoint(...points);
    expect(decodeName(Buffer.from(text))).toBe(text);
    expect(isUtf8(Buffer.from(text))).toBe(true);
    expect(Buffer.from(encodeName(text))).toEqual(Buffer.from(text));
  });
});

test.each<[title: string, hex: string, text: string]>([
  ['a byte that begins nothing', '80', '\udc80'],
  ['a byte that is never used', 'ff', '\udcff'],
  ['a sequence that is cut off', 'e282', '\udce2\udc82'],
  ['a sequence cut off by a letter', 'e28241', '\udce2\udc82A'],
  ['an overlong slash', 'c0af', '\udcc0\udcaf'],
  ['an overlong sequence of three', 'e0809f', '\udce0\udc80\udc9f'],
  ['a surrogate', 'edb2a9', '\udced\udcb2\udca9'],
  ['a number beyond Unicode', 'f4908080', '\udcf4\udc90\udc80\udc80'],
  ['the mark of byte order', 'efbbbf', '\ufeff'],
])('%s is shown as what it is', (_, hex, text) => {
  const bytes = Buffer.from(hex, 'hex');
  expect(decodeName(bytes)).toBe(text);
  expect(isUtf8(bytes)).toBe(!/[\udc80-\udcff]/.test(text));
});

test.each<[title: string, text: string, hex: string]>([
  ['a lone high surrogate', '\ud800', 'efbfbd'],
  ['a lone low surrogate that stands for no byte', '\udc00\udc7f\udd00', 'efbfbdefbfbdefbfbd'],
  ['a pair', '\ud83c\udf33', 'f09f8cb3'],
  ['nothing', '', ''],
])('%s in a string that was not decoded here becomes UTF-8', (_, text, hex) => {
  expect(Buffer.from(encodeName(text)).toString('hex')).toBe(hex);
});
