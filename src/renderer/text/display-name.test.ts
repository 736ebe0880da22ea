import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayName, splitNames } from './display-name.js';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('a name as it is shown', () => {
  test.each([
    ['is itself', 'Überraschung 日本.txt', 'Überraschung 日本.txt'],
    ['keeps markup as text', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['shows line feeds', 'a\nb\rc\td', 'a\\nb\\rc\\td'],
    ['shows escape sequences', '\x1b[31mred', '\\x1b[31mred'],
    ['shows the right-to-left override', 'gpj.\u202eexe', 'gpj.\\u202eexe'],
    ['shows isolates and marks', '\u2066a\u2069\u200f', '\\u2066a\\u2069\\u200f'],
    ['gives a mark without a letter a place', '\u0301a', '\u25cc\u0301a'],
    ['shows what has no width', 'a\u200bb\ufeff', 'a\\u200bb\\ufeff'],
    ['shows fillers and soft hyphens', '\u3164\u00adx\u{e0020}', '\\u3164\\xadx\\u{e0020}'],
    ['shows a blank', ' ', '\\x20'],
    ['shows other blanks', '\u3000\u00a0\u2800', '\\u3000\\xa0\\u2800'],
    ['shows blanks at its ends', ' a b  ', '\\x20a b\\x20\\x20'],
    ['shows all but one of several blanks', 'a   b', 'a \\x20\\x20b'],
    ['shows blanks at the ends of folders', 'a / b', 'a\\x20/\\x20b'],
    ['tells a backslash from a code', 'a\\n\\x20\\u202e', 'a\\\\n\\\\x20\\\\u202e'],
    ['leaves other backslashes', 'a\\b', 'a\\b'],
    ['leaves paths of Windows', 'C:\\new\\table', 'C:\\new\\table'],
    ['keeps joined pictographs', '👩\u200d🔬❤\ufe0f1\ufe0f\u20e3', '👩\u200d🔬❤\ufe0f1\ufe0f\u20e3'],
    ['keeps what parts Persian letters', 'می\u200cخواهم', 'می\u200cخواهم'],
    ['shows joiners that join nothing', 'a\u200db\u200c1\ufe0f', 'a\\u200db\\u200c1\\ufe0f'],
  ])('%s', (_title, name, shown) => {
    expect(displayName(bytes(name))).toBe(shown);
  });

  test('shows bytes that are not UTF-8', () => {
    expect(displayName(new Uint8Array([0x61, 0xff, 0xc3]))).toBe('a\\xff\\xc3');
  });

  test('is found in a list of names that end with NUL', () => {
    expect(splitNames(bytes('a\0\0b c\0'))).toEqual(['a', '', 'b c']);
    expect(splitNames(new Uint8Array())).toEqual([]);
  });
});

describe('names that look the same', () => {
  const shown = (...names: string[]) => splitNames(bytes(names.map((name) => `${name}\0`).join('')));

  test.each([
    [
      ['caf\u00e9', 'cafe\u0301'],
      ['caf\\xe9', 'cafe\\u0301'],
    ],
    [
      ['ace', '\u0430\u0441\u0435'],
      ['ace', '\\u0430\\u0441\\u0435'],
    ],
    [
      ['a b', 'a\u00a0b'],
      ['a b', 'a\\xa0b'],
    ],
    [
      ['❤', '❤\ufe0f'],
      ['❤', '❤\\ufe0f'],
    ],
    [
      ['file', 'ﬁle'],
      ['file', '\\ufb01le'],
    ],
  ])('are told apart: %j', (names, apart) => {
    expect(shown(...names)).toEqual(apart);
  });

  test('are left as they are where there is no other', () => {
    const names = ['caf\u00e9', 'привет', 'ελλάδα', 'a\u00a0b', '日本', 'ace'];
    expect(shown(...names)).toEqual(names);
  });

  test('never look the same, whatever they hold', () => {
    const pieces =
      'a\u0430e\u00e9\u0301 \u00a0\u3000\u2800\\nx20/\n\u200b\u200d\ufe0f❤\u00ad\u212b\u00c5A\u030a'.split(
        '',
      );
    const name = fc
      .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 })
      .map((all) => all.join(''));
    const look = (text: string) =>
      text
        .normalize('NFC')
        .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
        .replaceAll(/\p{Zs}/gu, ' ');
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 6 }), (names) => {
        const looks = shown(...names).map(look);
        expect(new Set(looks).size).toBe(names.length);
        for (const text of looks) expect(text).toMatch(/^\S/);
      }),
      { numRuns: 2000 },
    );
  });
});
