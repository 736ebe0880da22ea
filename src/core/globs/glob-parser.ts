/**
 * Parser of globs: `docs/globs.md` describes the language.
 *
 * The result is as long as the text: braces stay as they are, and are not multiplied out.
 */
import { DOT } from '../columns/bytes.js';
import { isSymbolClass, type SymbolClass, type SymbolSet } from './symbol-set.js';

export type GlobPart =
  | { readonly type: 'symbol'; readonly symbol: number }
  | { readonly type: 'set'; readonly set: SymbolSet }
  /** `?`: one symbol of a name. */
  | { readonly type: 'any' }
  /** `*`: any symbols of a name. */
  | { readonly type: 'star' }
  /** `**`: any names, if it stands alone between slashes; otherwise the same as a star. */
  | { readonly type: 'names' }
  | { readonly type: 'slash' }
  /** `{a,b}`. */
  | { readonly type: 'choice'; readonly choices: readonly GlobParts[] };

export type GlobParts = readonly GlobPart[];

/** Glob that can be matched. */
export interface Glob {
  /** Whether its path begins at the root; otherwise it is the end of a path. */
  readonly isFromRoot: boolean;
  readonly parts: GlobParts;
}

/** Fault of a glob, and the index of the character where it is. */
export interface GlobProblem {
  /** Key of the interface's texts. */
  readonly problem:
    | 'nothing'
    | 'tooLong'
    | 'tooDeep'
    | 'openBracket'
    | 'openBrace'
    | 'lastBackslash'
    | 'unknownClass'
    | 'emptyRange';
  /** In characters; 0 for the first. */
  readonly position: number;
  /** Part of the glob that it is about. */
  readonly text: string;
}

/** Error of a glob that cannot be parsed; its message is English. */
export class GlobError extends SyntaxError {
  readonly problem: GlobProblem;

  constructor(problem: GlobProblem) {
    super(messages[problem.problem](problem));
    this.problem = problem;
  }
}

/** Longest glob, in characters. Longer than any path that a system call takes. */
export const MAX_GLOB_LENGTH = 4096;
const openBrace = 123;
const closeBrace = 125;
/** Levels to which braces may be nested. */
const maxDepth = 64;

const at = ({ position }: GlobProblem): string => `at character ${position + 1}`;
const messages: Readonly<Record<GlobProblem['problem'], (problem: GlobProblem) => string>> = {
  nothing: () => 'it names nothing',
  tooLong: () => `it has more than ${MAX_GLOB_LENGTH} characters`,
  tooDeep: (problem) => `braces are nested more than ${maxDepth} deep ${at(problem)}`,
  openBracket: (problem) => `the "[" ${at(problem)} has no "]"`,
  openBrace: (problem) => `the "{" ${at(problem)} has no "}"`,
  lastBackslash: () => 'the backslash at its end stands before nothing',
  unknownClass: (problem) => `"${problem.text}" ${at(problem)} is no class of characters`,
  emptyRange: (problem) => `the range "${problem.text}" ${at(problem)} is empty`,
};

/** Parses a glob. @throws GlobError */
export function parseGlob(text: string): Glob {
  const parts = new GlobParser(text).parse();
  const isFromRoot = parts[0]?.type === 'slash';
  const below = isFromRoot ? parts.slice(1) : parts;
  if (below.length === 0) throw new GlobError({ problem: 'nothing', position: 0, text });
  return { isFromRoot, parts: below };
}

/** Returns what is wrong with a glob; null for one that can be parsed. */
export function findGlobProblem(text: string): GlobProblem | null {
  try {
    parseGlob(text);
    return null;
  } catch (error) {
    if (error instanceof GlobError) return error.problem;
    throw error;
  }
}

class GlobParser {
  private readonly characters: readonly string[];
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    this.characters = Array.from(
      text.length > 2 * MAX_GLOB_LENGTH ? text.slice(0, 2 * MAX_GLOB_LENGTH) : text,
    );
    if (this.characters.length > MAX_GLOB_LENGTH) this.fail('tooLong', MAX_GLOB_LENGTH);
  }

  parse(): GlobPart[] {
    return this.parseParts();
  }

  /** Parses up to the end, or, within braces, up to a comma or a closing brace. */
  private parseParts(): GlobPart[] {
    const parts: GlobPart[] = [];
    for (; this.at < this.characters.length; ) {
      const character = this.characters[this.at]!;
      if (this.depth > 0 && (character === ',' || character === '}')) break;
      if (character === '/') this.addSlash(parts);
      else if (character === '{') parts.push(...this.parseBraces());
      else parts.push(this.parsePart(character));
    }
    return parts;
  }

  /** Adds one slash for several, and none behind a "." that is a whole name. At the beginning, "./" is the root. */
  private addSlash(parts: GlobPart[]): void {
    this.at++;
    const last = parts.at(-1);
    const isWhole = parts.length === 1 || parts.at(-2)?.type === 'slash';
    if (isWhole && last?.type === 'symbol' && last.symbol === DOT) {
      parts.pop();
      if (parts.length > 0 || this.depth > 0) return;
    }
    if (last?.type !== 'slash') parts.push({ type: 'slash' });
  }

  private parsePart(character: string): GlobPart {
    if (character === '[') return { type: 'set', set: this.parseSet() };
    if (character === '\\') return this.parseEscaped();
    const start = this.at++;
    if (character === '?') return { type: 'any' };
    if (character !== '*') return { type: 'symbol', symbol: character.codePointAt(0)! };
    while (this.characters[this.at] === '*') this.at++;
    return { type: this.at - start > 1 ? 'names' : 'star' };
  }

  private parseEscaped(): GlobPart {
    const symbol = this.characters[this.at + 1];
    if (symbol === undefined) this.fail('lastBackslash', this.at);
    this.at += 2;
    return symbol === '/' ? { type: 'slash' } : { type: 'symbol', symbol: symbol.codePointAt(0)! };
  }

  /** Parses braces. Without a comma they mean themselves. */
  private parseBraces(): GlobPart[] {
    const start = this.at;
    if (++this.depth > maxDepth) this.fail('tooDeep', start);
    const choices: GlobPart[][] = [];
    do {
      this.at++;
      choices.push(this.parseParts());
    } while (this.characters[this.at] === ',');
    if (this.at === this.characters.length) this.fail('openBrace', start);
    this.at++;
    this.depth--;
    if (choices.length > 1) return [{ type: 'choice', choices }];
    return [{ type: 'symbol', symbol: openBrace }, ...choices[0]!, { type: 'symbol', symbol: closeBrace }];
  }

  private parseSet(): SymbolSet {
    const start = this.at++;
    const ranges: [number, number][] = [];
    const classes: SymbolClass[] = [];
    const isNegated = this.characters[this.at] === '!' || this.characters[this.at] === '^';
    if (isNegated) this.at++;
    const first = this.at;
    for (;;) {
      const character = this.characters[this.at];
      if (character === undefined) this.fail('openBracket', start);
      if (character === ']' && this.at > first) break;
      if (character === '[' && /[:.=]/.test(this.characters[this.at + 1] ?? ''))
        classes.push(this.parseClass());
      else ranges.push(this.parseRange(start));
    }
    this.at++;
    return { isNegated, ranges, classes };
  }

  private parseClass(): SymbolClass {
    const start = this.at;
    const sign = this.characters[start + 1]!;
    let end = start + 2;
    while (
      end < this.characters.length &&
      !(this.characters[end] === sign && this.characters[end + 1] === ']')
    )
      end++;
    const name = this.characters.slice(start + 2, end).join('');
    if (sign !== ':' || !isSymbolClass(name)) this.fail('unknownClass', start, Math.min(end + 2, start + 24));
    this.at = end + 2;
    return name;
  }

  /** @param start of the brackets. */
  private parseRange(start: number): [number, number] {
    const begin = this.at;
    const from = this.takeSetSymbol(start);
    const [dash, next] = [this.characters[this.at], this.characters[this.at + 1]];
    if (dash !== '-' || next === ']' || next === undefined) return [from, from];
    this.at++;
    const to = this.takeSetSymbol(start);
    if (from > to) this.fail('emptyRange', begin, this.at);
    return [from, to];
  }

  private takeSetSymbol(start: number): number {
    if (this.characters[this.at] === '\\') this.at++;
    const character = this.characters[this.at++];
    return character === undefined ? this.fail('openBracket', start) : character.codePointAt(0)!;
  }

  private fail(problem: GlobProblem['problem'], position: number, end: number = position + 1): never {
    throw new GlobError({ problem, position, text: this.characters.slice(position, end).join('') });
  }
}
