/**
 * Names as they are shown. A name may hold anything: markup (so names only ever become text nodes), line feeds,
 * controls that change the direction of text, bytes that are not UTF-8. Such characters are shown, never obeyed.
 */
import { decodeName } from '../../core/columns/text.js';

/** Controls, separators of lines, bidirectional controls, joiners without width, and what is not UTF-8. */
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}\u200b\u2060\ufeff]/gu;
const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Start of a name whose first character is a mark. It would be drawn over the text before it, so it gets a base. */
const loneMark = /^(?=\p{M})/u;

export const displayName = (bytes: Uint8Array): string =>
  escapeText(decodeName(bytes)).replace(loneMark, '\u25cc');

/** Escapes text from elsewhere (a message, an owner's name) by the same rule. */
export const escapeText = (text: string): string =>
  text.replace(unsafe, (character) => short[character] ?? escaped(character.codePointAt(0)!));

function escaped(point: number): string {
  // A byte that is not UTF-8 was decoded to U+DC80 to U+DCFF.
  if (point >= 0xdc80 && point <= 0xdcff) return `\\x${(point - 0xdc00).toString(16)}`;
  const digits = point < 0x100 ? 2 : 4;
  return `${digits === 2 ? '\\x' : '\\u'}${point.toString(16).padStart(digits, '0')}`;
}

/** Splits names that each end with a NUL, as frames and rows have them. */
export function splitNames(names: Uint8Array): string[] {
  const texts: string[] = [];
  for (let start = 0, end = names.indexOf(0); end >= 0; start = end + 1, end = names.indexOf(0, start)) {
    texts.push(displayName(names.subarray(start, end)));
  }
  return texts;
}
