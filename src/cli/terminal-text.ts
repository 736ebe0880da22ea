/**
 * Names in lines for people. A name may hold anything: escape sequences that write to the clipboard, line feeds that
 * forge a line, overrides that reverse text. Such characters are shown, never sent.
 */
import { decodeName } from '../core/columns/text.js';

/** Control characters, line and paragraph separators, bidirectional controls, and what is not UTF-8. */
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}\ufeff]/gu;

const short: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Returns a name or path as it may be written to a terminal. */
export const terminalText = (bytes: Uint8Array): string =>
  safeText(decodeName(bytes).replaceAll('\\', '\\\\'));

/** Returns a text with names in it as it may be written to a terminal. Escapes look like backslashes in a name. */
export const safeText = (text: string): string =>
  text.replace(unsafe, (character) => short[character] ?? escaped(character.codePointAt(0)!));

function escaped(point: number): string {
  // A byte that is not UTF-8 was decoded to U+DC80 to U+DCFF.
  if (point >= 0xdc80 && point <= 0xdcff) return `\\x${(point - 0xdc00).toString(16)}`;
  return point < 0x80
    ? `\\x${point.toString(16).padStart(2, '0')}`
    : `\\u${point.toString(16).padStart(4, '0')}`;
}
