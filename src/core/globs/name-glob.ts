/**
 * Matches names, as bytes, with one part of a glob: what stands between two slashes.
 *
 * Literals, stars and brackets of letters and digits are matched as bytes, without backtracking. Anything else is left
 * to `exclusion.ts`, for names that the literal ends of the pattern let through.
 */

import { decodeName, encodeName } from '../columns/text.js';
import { compileNameExclusion } from './exclusion.js';

/** Whether the bytes from `start` up to `end` are a name that matches. */
export type NameMatcher = (bytes: Uint8Array, start: number, end: number) => boolean;

/** Letters and digits in brackets, and ranges of them; anything else there is left to picomatch. */
const bracket = String.raw`\[((?:[A-Za-z0-9](?:-[A-Za-z0-9])?)+)\]`;
/** Characters that mean themselves in any glob, stars and such brackets; the rest is left to picomatch. */
const plain = new RegExp(String.raw`^(?:[\p{L}\p{N}_\-. ~%=:;&#,*]|[@+](?!\()|${bracket})*$`, 'u');
const plainEnds = /^([\p{L}\p{N}_\-. ~%=:;&#,]*).*?([\p{L}\p{N}_\-. ~%=:;&#,]*)$/su;
const pieces = new RegExp(String.raw`${bracket}|\*+|[^[*]`, 'gu');

export function compileNameGlob(glob: string): NameMatcher {
  const alternatives = expandBraces(glob);
  if (alternatives.every((each) => plain.test(each))) {
    const patterns = alternatives.flatMap(parsePlain);
    if (patterns.length <= mostAlternatives) return anyOf(patterns.map(compilePattern));
  }
  const excludes = compileNameExclusion(glob);
  const mayMatch = anyOf(parsePlain(roughly(glob)).map(compilePattern));
  return (bytes, start, end) =>
    mayMatch(bytes, start, end) && excludes(decodeName(bytes.subarray(start, end)));
}

function anyOf(matchers: readonly NameMatcher[]): NameMatcher {
  if (matchers.length === 1) return matchers[0]!;
  return (bytes, start, end) => matchers.some((matcher) => matcher(bytes, start, end));
}

/** Lists in braces, with nothing in them that is special in itself. */
const braces = /\{((?![^{}]*\.\.)[\p{L}\p{N}_\-. ~%=:;&#*/]+(?:,[\p{L}\p{N}_\-. ~%=:;&#*/]+)+)\}/u;
/** With these a brace may mean something else. */
const special = /[\\"'$()[\]!@+?|^]/;
const mostAlternatives = 64;

/** The globs that one with lists in braces stands for; itself where that is not certain, or there are too many. */
export function expandBraces(glob: string): readonly string[] {
  if (special.test(glob)) return [glob];
  let globs = [glob];
  while (globs.some((each) => braces.test(each))) {
    globs = globs.flatMap((each) => {
      const list = braces.exec(each);
      return list ? list[1]!.split(',').map((item) => each.replace(list[0], () => item)) : [each];
    });
    if (globs.length > mostAlternatives) return [glob];
  }
  return globs;
}

/** A pattern of a star between two literals that matches at least what the glob does. */
function roughly(glob: string): string {
  const [, prefix, suffix] = plainEnds.exec(glob)!;
  // The characters beside what is special may be part of it.
  return `${prefix!.slice(0, -1)}*${Array.from(suffix!).slice(1).join('')}`;
}

/** What stands between two stars: for each of its bytes a table of 256, with a 1 for those that may stand there. */
interface Part {
  readonly length: number;
  readonly tables: Uint8Array;
}

/** The patterns that a plain glob stands for, each its parts between stars. */
function parsePlain(glob: string): Part[][] {
  let patterns: (readonly number[])[][][] = [[[]]];
  const append = (...sets: (readonly number[])[]) => {
    for (const pattern of patterns) pattern.at(-1)!.push(...sets);
  };
  for (const [piece, inside] of glob.matchAll(pieces)) {
    if (piece.startsWith('*')) for (const pattern of patterns) pattern.push([]);
    else if (inside === undefined) append(...literal(piece));
    else {
      // As picomatch has it: brackets without a range may also stand for themselves.
      const asThey = inside.includes('-') ? [] : patterns.map((pattern) => extended(pattern, literal(piece)));
      append(bytesIn(inside));
      patterns = [...patterns, ...asThey];
    }
  }
  // As picomatch has it: a name is matched by the glob that is the same.
  if (glob.includes('[')) patterns.push([literal(glob)]);
  return patterns.map((pattern) => pattern.map(toPart));
}

const literal = (text: string): (readonly number[])[] => Array.from(encodeName(text), (byte) => [byte]);

const extended = <Item>(pattern: readonly Item[][], items: readonly Item[]): Item[][] => [
  ...pattern.slice(0, -1),
  [...pattern.at(-1)!, ...items],
];

/** The bytes that ranges and single characters of ASCII stand for. */
function bytesIn(inside: string): number[] {
  return Array.from(inside.matchAll(/(.)-(.)|./g)).flatMap(([one, from, to]) => {
    const first = (from ?? one).charCodeAt(0);
    const last = (to ?? one).charCodeAt(0);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  });
}

function toPart(sets: readonly (readonly number[])[]): Part {
  const tables = new Uint8Array(sets.length * 256);
  sets.forEach((set, index) => {
    for (const byte of set) tables[index * 256 + byte] = 1;
  });
  return { length: sets.length, tables };
}

function compilePattern([prefix, ...rest]: readonly Part[]): NameMatcher {
  const suffix = rest.pop();
  if (suffix === undefined) {
    return (bytes, start, end) => end - start === prefix!.length && isAt(bytes, start, prefix!);
  }
  const shortest = prefix!.length + suffix.length;
  return (bytes, start, end) =>
    end - start >= shortest &&
    isAt(bytes, end - suffix.length, suffix) &&
    isAt(bytes, start, prefix!) &&
    holdsInOrder(bytes, start + prefix!.length, end - suffix.length, rest);
}

function isAt(bytes: Uint8Array, at: number, { length, tables }: Part): boolean {
  for (let index = 0; index < length; index++) {
    if (tables[(index << 8) | bytes[at + index]!] === 0) return false;
  }
  return true;
}

/** Whether the parts stand one behind the other, with anything in between. */
function holdsInOrder(bytes: Uint8Array, start: number, end: number, parts: readonly Part[]): boolean {
  let at = start;
  for (const part of parts) {
    while (at + part.length <= end && !isAt(bytes, at, part)) at++;
    if (at + part.length > end) return false;
    at += part.length;
  }
  return true;
}
