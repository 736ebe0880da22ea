/**
 * Matches names, as bytes, with one part of a glob: what stands between two slashes.
 *
 * Literals and stars are matched as bytes, without backtracking. Anything else is left to
 * `exclusion.ts`, for names that the literal ends of the pattern let through.
 */
import { compileNameExclusion } from './exclusion.js';
import { decodeName, encodeName } from './text.js';

/** Whether the bytes from `start` up to `end` are a name that matches. */
export type NameMatcher = (bytes: Uint8Array, start: number, end: number) => boolean;

/** Characters that mean themselves in any glob; the rest is left to picomatch. */
const plain = /^(?:[\p{L}\p{N}_\-. ~%=:;&#,*]|[@+](?!\())*$/u;
const plainEnds = /^([\p{L}\p{N}_\-. ~%=:;&#,]*).*?([\p{L}\p{N}_\-. ~%=:;&#,]*)$/su;

export function compileNameGlob(glob: string): NameMatcher {
  const alternatives = expandBraces(glob);
  if (alternatives.every((each) => plain.test(each))) return anyOf(alternatives.map(compileStars));
  const excludes = compileNameExclusion(glob);
  const mayMatch = compileStars(roughly(glob));
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

function compileStars(glob: string): NameMatcher {
  const [prefix, ...rest] = glob.split(/\*+/).map(encodeName);
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

function isAt(bytes: Uint8Array, at: number, part: Uint8Array): boolean {
  for (let index = 0; index < part.length; index++) if (bytes[at + index] !== part[index]) return false;
  return true;
}

/** Whether the parts stand one behind the other, with anything in between. */
function holdsInOrder(bytes: Uint8Array, start: number, end: number, parts: readonly Uint8Array[]): boolean {
  let at = start;
  for (const part of parts) {
    while (at + part.length <= end && !isAt(bytes, at, part)) at++;
    if (at + part.length > end) return false;
    at += part.length;
  }
  return true;
}
