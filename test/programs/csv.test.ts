import { describe, expect, test } from 'vitest';
import { parseCsv } from './csv.js';

describe('the CSV reader', () => {
  test.each([
    [
      'reads rows and fields',
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'keeps empty fields',
      ',\r\n,x,\r\n',
      [
        ['', ''],
        ['', 'x', ''],
      ],
    ],
    [
      'keeps commas, line breaks and quotes of a quoted field',
      '"a,""b""\r\n\n",c\r\n',
      [['a,"b"\r\n\n', 'c']],
    ],
    ['reads an empty quoted field', '"",""""\r\n', [['', '"']]],
    ['reads nothing from nothing', '', []],
  ])('%s', (_title, text, rows) => {
    expect(parseCsv(text)).toEqual(rows);
  });

  test.each([
    ['a quote within a bare field', 'a"b\r\n'],
    ['text after a closed quote', '"a"b\r\n'],
    ['a quote that is never closed', '"a\r\n'],
    ['a line that ends in LF alone', 'a\n'],
    ['a last row without an end', 'a,b'],
    ['a comma as the last character', 'a,\r\nb,'],
  ])('refuses %s', (_title, text) => {
    expect(() => parseCsv(text)).toThrow();
  });
});
