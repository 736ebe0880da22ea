import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Json, pathMembers, stringifyJson } from './json.js';

const withoutBigints = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;

describe('JSON', () => {
  test('says the same as JSON.stringify where that can say it', () => {
    fc.assert(
      fc.property(withoutBigints, (value) => {
        expect(JSON.stringify(JSON.parse(stringifyJson(value)))).toBe(JSON.stringify(value));
      }),
    );
  });

  test('has nothing that would control a terminal', () => {
    const texts = fc.array(fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(texts, (value) => {
        expect(stringifyJson(value)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\ufeff]/u);
      }),
    );
  });

  test.each([
    ['a C1 control', '\u009b31m', '"\\u009b31m"'],
    ['delete', '\x7f', '"\\u007f"'],
    ['a right-to-left override', 'a\u202eb', '"a\\u202eb"'],
    ['an isolate', '\u2067', '"\\u2067"'],
    ['an Arabic letter mark', '\u061c', '"\\u061c"'],
    ['an escape', '\x1b', '"\\u001b"'],
  ])('sends %s to no terminal', (_title, value, text) => {
    expect(stringifyJson({ path: value })).toBe(`{"path":${text}}`);
  });

  test('comes back as it was', () => {
    fc.assert(
      fc.property(withoutBigints, (value) => {
        expect(JSON.parse(stringifyJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('keeps every digit of an integer, wherever it stands', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt()), (numbers) => {
        const text = stringifyJson({ numbers, inner: { first: numbers[0] ?? 0n } });
        expect(Array.from(text.matchAll(/-?\d+/g), ([digits]) => BigInt(digits))).toEqual([
          ...numbers,
          numbers[0] ?? 0n,
        ]);
        expect(() => JSON.parse(text)).not.toThrow();
      }),
    );
  });

  test.each<[value: Json, text: string]>([
    [9_166_629_569_840_013n, '9166629569840013'],
    [-(2n ** 64n), '-18446744073709551616'],
    [null, 'null'],
    [[], '[]'],
    [{}, '{}'],
    ['\u2028"\n\ud800', '"\\u2028\\"\\n\\ud800"'],
    [[1, [2n, { a: true }]], '[1,[2,{"a":true}]]'],
  ])('of %s is %s', (value, text) => {
    expect(stringifyJson(value)).toBe(text);
  });
});

describe('a path in JSON', () => {
  test('is its text where it is UTF-8, and nothing else', () => {
    expect(pathMembers('path', Buffer.from('a/\u00e9\ufeff'))).toEqual({ path: 'a/\u00e9\ufeff' });
    expect(pathMembers('path', Buffer.from('\ufeffa'))).toEqual({ path: '\ufeffa' });
  });

  test('comes with its bytes where it is not', () => {
    const bytes = Buffer.from([97, 0xff, 98]);
    expect(pathMembers('root', bytes)).toEqual({ root: 'a\ufffdb', rootBytes: bytes.toString('base64') });
  });

  test('leads back to its bytes, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const members = JSON.parse(stringifyJson(pathMembers('path', bytes))) as Record<string, string>;
        const found = members.pathBytes
          ? Buffer.from(members.pathBytes, 'base64')
          : Buffer.from(members.path!);
        expect(found).toEqual(Buffer.from(bytes));
      }),
    );
  });
});
