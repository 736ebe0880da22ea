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
