/**
 * Names that look the same and are not: with composed and combining accents, with Cyrillic or Greek letters that look
 * Latin, with other blanks. Of such names the characters that differ are shown by their codes.
 */

/** Letters and signs that look like those below them. */
const lookAlikes = 'асеорѕіјхуһԁԛԝАВСЕНІЈКМОРЅТХοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ‐‑ﬀﬁﬂ';
const originals = [...'aceopsijxyhdqwABCEHIJKMOPSTXoABEZHIKMNOPTYX--', 'ff', 'fi', 'fl'];
const originalOf = new Map([...lookAlikes].map((letter, index) => [letter, originals[index]!]));

/** Characters that are seen only by what they do to others. */
const joiner = /[\p{Default_Ignorable_Code_Point}]/u;
const otherBlank = /[\p{Zs}\u2800]/u;
const beyondAscii = /[^\0-\x7f]/;
const latin = /\p{Script=Latin}/u;

/** Returns names in which those that would look the same differ. */
export function tellApart(names: readonly string[]): string[] {
  const byLook = new Map<string, string>();
  const twins = new Set<string>();
  // Perf: names of ASCII alone look like no others of them.
  if (!names.some((name) => beyondAscii.test(name))) return [...names];
  for (const name of names) {
    const look = lookOf(name);
    const other = byLook.get(look);
    if (other === undefined) byLook.set(look, name);
    else if (other !== name) twins.add(look);
  }
  return twins.size === 0 ? [...names] : names.map((name) => (twins.has(lookOf(name)) ? spell(name) : name));
}

/** Returns a name with the codes of its characters that may look like others. */
export const spell = (name: string): string => Array.from(name, spellCharacter).join('');

/** Returns whether a name by itself may be taken for another: of mixed scripts, or with accents that combine. */
export function isAmbiguous(name: string): boolean {
  if (!beyondAscii.test(name)) return false;
  const hasLookAlike = Array.from(name).some((character) => originalOf.has(character));
  return name !== name.normalize('NFC') || (hasLookAlike && latin.test(name));
}

const lookOf = (name: string): string =>
  Array.from(name.normalize('NFC'), (character) => {
    if (joiner.test(character)) return '';
    return otherBlank.test(character) ? ' ' : (originalOf.get(character) ?? character);
  }).join('');

function spellCharacter(character: string): string {
  const isPlain =
    !beyondAscii.test(character) ||
    (!/\p{M}/u.test(character) &&
      character.normalize('NFD') === character &&
      !originalOf.has(character) &&
      !joiner.test(character) &&
      !otherBlank.test(character));
  return isPlain ? character : escapeCode(character.codePointAt(0)!);
}

/** Returns a code point as names show it: `\xa0`, `\u202e`, `\u{e0020}`. */
export function escapeCode(point: number): string {
  const digits = point.toString(16);
  if (point > 0xffff) return `\\u{${digits}}`;
  return point < 0x100 ? `\\x${digits.padStart(2, '0')}` : `\\u${digits.padStart(4, '0')}`;
}
