/**
 * Extensions of names, found in the bytes without making strings.
 *
 * An extension is what follows the last dot of a name that does not begin with that dot: at most 16 bytes, and no
 * space or control character in it. "a.tar.gz" has "gz"; ".profile", "a." and "Mr. Smith" have none. Numbers at the end are a
 * version, and none: "libc.so.6.2" has "so", and "python3.11" none.
 */
import { DOT } from '../columns/bytes.js';
import type { Nodes } from './nodes.js';

const space = 32;
const maxLength = 16;

/** Returns where the extension of a name from `begin` up to `end` starts in the names' bytes; `end` for none. */
export function extensionStart({ names }: Nodes, begin: number, end: number): number {
  const first = Math.max(begin + 1, end - maxLength - 1);
  for (let at = end - 1; at >= first; at--) {
    const byte = names.byteAt(at);
    if (byte === DOT) return at + 1;
    if (byte <= space) return end;
  }
  return end;
}

/** Returns the end of a name's extension: the name from `begin` up to `end` without the numbers of a version. */
export function extensionEnd({ names }: Nodes, begin: number, end: number): number {
  let known = end;
  for (;;) {
    let at = known;
    while (at > begin && isDigit(names.byteAt(at - 1))) at--;
    if (at === known || at - 1 <= begin || names.byteAt(at - 1) !== DOT) return known;
    known = at - 1;
  }
}

export const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;

/**
 * Returns an extension as all that differ only in the case of letters, or in how accents are written, have it. Letters
 * beyond ASCII never become letters of ASCII.
 */
export function foldExtension(text: string): string {
  const folded = Array.from(text.normalize('NFC'), foldCharacter).join('');
  return isAscii(folded) ? asciiLower(text) : folded;
}

function foldCharacter(character: string): string {
  const upper = character.toUpperCase();
  // A case of several characters ("ß", "SS") is left out.
  const lower = (Array.from(upper).length === 1 ? upper : character).toLowerCase();
  return isAscii(lower) === isAscii(character) ? lower : character;
}

export const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);
const asciiLower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** A to Z become a to z; other bytes stay. */
export const lowerByte = (byte: number): number => (byte >= 65 && byte <= 90 ? byte + 32 : byte);

/** A hash of the lower-case bytes from `start` up to `end`: FNV-1a (Fowler, Noll, Vo; public domain). */
export function hashExtension({ names }: Nodes, start: number, end: number): number {
  let hash = fnvOffset;
  for (let at = start; at < end; at++) hash = hashByte(hash, lowerByte(names.byteAt(at)));
  return hash >>> 0;
}

export const fnvOffset = 0x811c9dc5;
export const hashByte = (hash: number, byte: number): number => Math.imul(hash ^ byte, 0x01000193);
