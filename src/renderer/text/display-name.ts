/**
 * Names as they are shown. A name may hold anything: markup (so names only ever become text nodes), line feeds,
 * controls that change the direction of text, bytes that are not UTF-8, blanks that nobody sees. Such characters are
 * shown by their codes, never obeyed.
 */
import { decodeName } from '../../core/columns/text.js';
import { escapeCode, tellApart } from './look-alikes.js';

/** Perf: nearly all names are of this kind, and are shown as they are. */
const plain = /^[!-[\]-~]+(?:(?<!\/) (?!\/)[!-[\]-~]+)*$/;

/** Controls, separators of lines, what changes direction or has no width, and what is not UTF-8. */
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;
const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Blanks at an end of a component of a path, and all but the first of several. */
const hiddenBlank = /(?<=^|\/)[\p{Zs}\u2800]+|[\p{Zs}\u2800]+(?=$|\/)|(?<=[\p{Zs}\u2800])[\p{Zs}\u2800]+/gu;

/** Backslash before what would read as a code. Windows has none in names, and paths full of them. */
const misleadingBackslash = /\\(?=[nrt\\]|x[\da-f]{2}|u[\da-f]{4}|u\{)/g;
const windowsPath = /^(?:[a-z]:)?\\/i;

/** Start of a name whose first character is a mark. It would be drawn over the text before it, so it gets a base. */
const loneMark = /^(?=\p{M})/u;

export function displayName(bytes: Uint8Array): string {
  const text = decodeName(bytes);
  if (plain.test(text)) return text;
  const marked = windowsPath.test(text) ? text : text.replace(misleadingBackslash, '\\\\');
  return escapeText(marked).replace(hiddenBlank, escapeAll).replace(loneMark, '\u25cc');
}

/** Escapes text from elsewhere (a message, an owner's name) by the same rule. */
export const escapeText = (text: string): string =>
  text.replace(unsafe, (character, at: number) =>
    isJoining(text, at) ? character : (short[character] ?? escaped(character)),
  );

const escapeAll = (text: string): string => Array.from(text, escaped).join('');

function escaped(character: string): string {
  const point = character.codePointAt(0)!;
  // A byte that is not UTF-8 was decoded to U+DC80 to U+DCFF.
  return point >= 0xdc80 && point <= 0xdcff ? escapeCode(point - 0xdc00) : escapeCode(point);
}

/** Letters of scripts that U+200C and U+200D part and join. */
const joinedLetters = 'Arab Syrc Mong Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh'
  .split(' ')
  .map((script) => `\\p{scx=${script}}`)
  .join('');
const joinsBefore = new RegExp(
  `[${joinedLetters}\\p{Extended_Pictographic}\\p{Emoji_Modifier}]\\ufe0f?$`,
  'u',
);
const joinsAfter = new RegExp(`^[${joinedLetters}\\p{Extended_Pictographic}]`, 'u');

/** Returns whether a character does what it is for: it joins letters, or chooses the look of a pictograph. */
function isJoining(text: string, at: number): boolean {
  const character = text[at]!;
  const before = text.slice(Math.max(0, at - 3), at);
  const after = text.slice(at + 1, at + 3);
  if (character === '\u200c' || character === '\u200d')
    return joinsBefore.test(before) && joinsAfter.test(after);
  return (
    character === '\ufe0f' &&
    (/\p{Extended_Pictographic}$/u.test(before) || (/[\d#*]$/.test(before) && after.startsWith('\u20e3')))
  );
}

/** Splits names that each end with a NUL, as frames and rows have them. Those that look the same are told apart. */
export function splitNames(names: Uint8Array): string[] {
  const texts: string[] = [];
  for (let start = 0, end = names.indexOf(0); end >= 0; start = end + 1, end = names.indexOf(0, start)) {
    texts.push(displayName(names.subarray(start, end)));
  }
  return tellApart(texts);
}
