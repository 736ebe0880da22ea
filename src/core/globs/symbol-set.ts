/**
 * Sets of symbols that a bracket of a glob stands for: single symbols, ranges, and classes of POSIX.
 *
 * A symbol is a code point; a byte that is not part of UTF-8 is the lone surrogate by which names are decoded.
 */
import { SLASH } from '../columns/bytes.js';

/** Classes of POSIX, for all of Unicode (Technical Standard 18, annex C). A lone surrogate is in none. */
const classes = {
  alnum: /[\p{Alphabetic}\p{Nd}]/u,
  alpha: /\p{Alphabetic}/u,
  blank: /[\t\p{Zs}]/u,
  cntrl: /\p{Cc}/u,
  digit: /\p{Nd}/u,
  graph: /[^\p{White_Space}\p{C}]/u,
  lower: /\p{Lowercase}/u,
  print: /[^\p{C}\p{Zl}\p{Zp}]/u,
  punct: /[\p{P}\p{S}]/u,
  space: /\p{White_Space}/u,
  upper: /\p{Uppercase}/u,
  xdigit: /[0-9A-Fa-f]/,
} as const;

export type SymbolClass = keyof typeof classes;

export const isSymbolClass = (name: string): name is SymbolClass => Object.hasOwn(classes, name);

/** What stands between two brackets. */
export interface SymbolSet {
  readonly isNegated: boolean;
  /** Both ends belong to the range. A single symbol is a range as well. */
  readonly ranges: readonly (readonly [from: number, to: number])[];
  readonly classes: readonly SymbolClass[];
}

/** Tells whether a symbol is in a set. A slash never is: it is part of no name. */
export function isInSet(set: SymbolSet, symbol: number): boolean {
  if (symbol === SLASH) return false;
  const isListed =
    set.ranges.some(([from, to]) => symbol >= from && symbol <= to) ||
    set.classes.some((name) => classes[name].test(String.fromCodePoint(symbol)));
  return isListed !== set.isNegated;
}
