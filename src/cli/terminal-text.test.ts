import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { terminalText } from './terminal-text.js';

/** Control characters (C0, DEL, C1), line and paragraph separators, bidirectional controls, lone surrogates, BOM. */
const forbidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/u;

const piece = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 4 }).map((bytes) => Buffer.from(bytes)),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }).map((text) => Buffer.from(text)),
  fc
    .constantFrom(
      '\\',
      '\\x1b',
      '\\n',
      '\n',
      '\u001b[31m',
      '\u0085',
      '\u202e',
      '\u2066',
      '\ufeff',
      '\\u202e',
      'x85',
    )
    .map((text) => Buffer.from(text)),
  fc.constantFrom(0x80, 0x85, 0x9b, 0xc2, 0xff).map((byte) => Buffer.of(byte)),
);
const name = fc.array(piece, { maxLength: 4 }).map((pieces) => Buffer.concat(pieces));

describe('a name on a terminal', () => {
  test('never holds what a terminal would act on', () => {
    fc.assert(
      fc.property(name, (bytes) => {
        expect(terminalText(bytes)).not.toMatch(forbidden);
      }),
      { numRuns: 2000 },
    );
  });

  test('never holds a control character of Unicode, whichever it is', () => {
    for (let point = 0; point <= 0xffff; point++) {
      if (point >= 0xd800 && point <= 0xdfff) continue;
      const text = terminalText(Buffer.from(String.fromCodePoint(point)));
      if (forbidden.test(text)) throw new Error(`U+${point.toString(16)} gets through`);
    }
  });

  test('is another one for another name', () => {
    const texts = new Map<string, string>();
    const isKnown = (bytes: Buffer): boolean => {
      const text = terminalText(bytes);
      const before = texts.get(text);
      texts.set(text, bytes.toString('hex'));
      return before !== undefined && before !== bytes.toString('hex');
    };
    fc.assert(
      fc.property(name, (bytes) => {
        expect(isKnown(bytes)).toBe(false);
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    ['a byte that is not UTF-8', 'the control character of that number', [0x85], [0xc2, 0x85]],
    ['a line feed', 'a backslash and an n', [10], [92, 110]],
    ['an escape', 'its own spelling', [27], [...Buffer.from('\\x1b')]],
    ['an override', 'its own spelling', [...Buffer.from('\u202e')], [...Buffer.from('\\u202e')]],
  ])('tells %s from %s', (_, _other, first, second) => {
    expect(terminalText(Uint8Array.from(first))).not.toBe(terminalText(Uint8Array.from(second)));
  });
});

test.each<[name: string, text: string]>([
  ['plain name.txt', 'plain name.txt'],
  ['\u00fcml\u00e4ut \u65e5\u672c \u{1f333}', '\u00fcml\u00e4ut \u65e5\u672c \u{1f333}'],
  ['two\nlines\ttab\r', 'two\\nlines\\ttab\\r'],
  ['\u001b]52;c;aGk=\u0007', '\\x1b]52;c;aGk=\\x07'],
  ['back\\slash', 'back\\\\slash'],
  ['gpj.\u202eexe', 'gpj.\\u202eexe'],
  ['a\u2028b\u2029c', 'a\\u2028b\\u2029c'],
])('%j is shown as %j', (bytes, text) => {
  expect(terminalText(Buffer.from(bytes))).toBe(text);
});

test('a byte that is not UTF-8 is shown by its number', () => {
  expect(terminalText(Uint8Array.of(97, 0xff, 98))).toBe('a\\xffb');
});
