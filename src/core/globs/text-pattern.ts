/**
 * Search for a text in the bytes of names, in any case, whether letters with accents are written as one character or as
 * two. Nothing is decoded.
 */

import { encodeName } from '../columns/text.js';
import { eachNameWindow, type NameWindow } from '../tree/name-windows.js';
import type { Nodes } from '../tree/nodes.js';

export interface TextPattern {
  /** Returns an index from `at` on at which the text begins, in the first name that holds it; -1 where there is none. */
  find(bytes: Uint8Array, at: number): number;
}

/** Compiles a text; undefined for one that no name can hold. */
export function compileText(text: string): TextPattern | undefined {
  if (text === '' || text.includes('\0')) return undefined;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is the range of ASCII.
  if (/^[\x01-\x7f]+$/.test(text)) return new AsciiPattern(text);
  const forms = [...new Set([text, text.normalize('NFC'), text.normalize('NFD')])];
  return new CharacterPattern(forms);
}

/** Sets `out[node - from]` to 1 for each node whose name holds the text. */
export function markNames(
  nodes: Nodes,
  from: number,
  to: number,
  pattern: TextPattern,
  out: Uint8Array,
): void {
  eachNameWindow(nodes, from, to, (window) => markWindow(nodes, window, pattern, out, from));
}

function markWindow(
  nodes: Nodes,
  { bytes, base, first }: NameWindow,
  pattern: TextPattern,
  out: Uint8Array,
  from: number,
): void {
  let node = first;
  for (let at = pattern.find(bytes, 0); at >= 0; ) {
    while (nodes.nameEnd(node) - base <= at) node++;
    out[node - from] = 1;
    at = pattern.find(bytes, nodes.nameEnd(node) - base + 1);
  }
}

/** Horspool's search (1980), with both cases of each letter. */
class AsciiPattern implements TextPattern {
  private readonly lower: Uint8Array;
  private readonly upper: Uint8Array;
  /** Distance to go on, by the byte under the text's last. */
  private readonly shift: Uint32Array;

  constructor(text: string) {
    this.lower = encodeName(text.toLowerCase());
    this.upper = encodeName(text.toUpperCase());
    const { length } = this.lower;
    this.shift = new Uint32Array(256).fill(length);
    for (let index = 0; index < length - 1; index++) {
      this.shift[this.lower[index]!] = length - 1 - index;
      this.shift[this.upper[index]!] = length - 1 - index;
    }
  }

  find(bytes: Uint8Array, at: number): number {
    const { lower, upper, shift } = this;
    const last = lower.length - 1;
    const lowerLast = lower[last]!;
    const upperLast = upper[last]!;
    const end = bytes.length;
    for (let place = at + last; place < end; ) {
      const byte = bytes[place]!;
      if ((byte === lowerLast || byte === upperLast) && this.begins(bytes, place - last)) return place - last;
      place += shift[byte]!;
    }
    return -1;
  }

  private begins(bytes: Uint8Array, start: number): boolean {
    const { lower, upper } = this;
    for (let index = 0; index < lower.length; index++) {
      const byte = bytes[start + index];
      if (byte !== lower[index] && byte !== upper[index]) return false;
    }
    return true;
  }
}

/** Bytes of a character in its cases. No encoding is the beginning of another, so that at most one fits. */
type Cases = readonly Uint8Array[];

interface Form {
  readonly characters: readonly Cases[];
  /** Index of the first character that is not ASCII. */
  readonly anchor: number;
}

/** Perf: looks only at bytes beyond ASCII, which are rare in most names; `npm run bench -- --only filter`. */
class CharacterPattern implements TextPattern {
  private readonly forms: readonly Form[];

  constructor(forms: readonly string[]) {
    const all = forms.map((form) => {
      const characters = Array.from(form);
      const anchor = characters.findIndex((character) => character.charCodeAt(0) > 0x7f);
      return { characters: characters.map(casesOf), anchor };
    });
    // Some signs become letters of ASCII by normalization (the Kelvin sign): who typed one means the sign.
    this.forms = all.filter(({ anchor }) => anchor >= 0);
  }

  find(bytes: Uint8Array, at: number): number {
    const { forms } = this;
    for (let place = at; place < bytes.length; place++) {
      if (bytes[place]! < 0x80) continue;
      for (let number = 0; number < forms.length; number++) {
        const { characters, anchor } = forms[number]!;
        if (place - anchor >= at && begins(characters, bytes, place - anchor)) return place - anchor;
      }
    }
    return -1;
  }
}

function begins(form: readonly Cases[], bytes: Uint8Array, start: number): boolean {
  let at = start;
  for (let character = 0; character < form.length; character++) {
    const length = lengthOfCase(form[character]!, bytes, at);
    if (length === 0) return false;
    at += length;
  }
  return true;
}

/** Returns the length of the case that stands at an index; 0 where there is none. */
function lengthOfCase(cases: Cases, bytes: Uint8Array, at: number): number {
  for (let number = 0; number < cases.length; number++) {
    const encoded = cases[number]!;
    let index = 0;
    while (index < encoded.length && bytes[at + index] === encoded[index]) index++;
    if (index === encoded.length) return index;
  }
  return 0;
}

function casesOf(character: string): Cases {
  const cases = [character, character.toLowerCase(), character.toUpperCase()];
  // A case of several characters ("ß", "SS") is left out.
  const single = cases.filter((each) => [...each].length === 1);
  return [...new Set(single)].map(encodeName);
}
