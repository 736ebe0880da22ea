/**
 * Parser of the filter line.
 *
 *     word "two words"        part of a name, in any case
 *     ext:mp4,mkv             one of these extensions
 *     ext:none                no extension
 *     kind:video,folder       a kind of file, or what the entry is
 *     size>1.5G               <, <=, =, >=, >; B k M G T P E are powers of 1000, Ki Mi … of 1024
 *     age>1y                  since it was modified; h d w m(onth) y
 *     owner:name,1000         names or numbers
 *     path:src/**             a glob for a path, or for a name where it has no slash
 *     -word, not word         the opposite
 *     a b, a and b, a or b    `and` binds tighter; parentheses group
 *
 * A value with spaces or parentheses is quoted; in quotes, a backslash takes the next character as it is.
 */
import type { FilterProblem } from '../../contract/view.js';
import { compileExclusion } from '../globs/exclusion.js';
import { parseAge, parseSize } from './numbers.js';
import { type Comparator, type Filter, filterKinds, type ListField } from './syntax.js';

export type ParsedFilter =
  /** The filter is null for an empty line. */
  | { readonly filter: Filter | null; readonly problem: null }
  | { readonly filter: null; readonly problem: FilterProblem };

/** Levels to which parentheses and opposites may be nested. */
const maxDepth = 100;

/** Parses a filter line. Positions of a problem are indices into the string. */
export function parseFilter(line: string): ParsedFilter {
  try {
    return { filter: new Parser(line).parse(), problem: null };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { filter: null, problem: error.problem };
  }
}

class ParseError extends Error {
  readonly problem: FilterProblem;

  constructor(problem: FilterProblem) {
    super(problem.problem);
    this.problem = problem;
  }
}

interface Value {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const space = /\s*/y;
const bareText = /[^\s()"]+/y;
const keyword = /(and|or|not)(?=[\s()"]|$)/iy;
/** Start of a term that is meant as a field, even where none has this name. An "=" does not make one: "a=b" is a name. */
const fieldStart = /([A-Za-z]+)(:|[<>]=?)|(ext|kind|owner|path|size|age)(=)/iy;
const fields = ['ext', 'kind', 'owner', 'path', 'size', 'age'];

class Parser {
  private readonly line: string;
  private at = 0;
  private depth = 0;

  constructor(line: string) {
    this.line = line;
  }

  parse(): Filter | null {
    this.skipSpace();
    if (this.at === this.line.length) return null;
    const filter = this.parseOr();
    if (this.at < this.line.length) this.fail('unexpected', this.at, this.at + 1);
    return filter;
  }

  private parseOr(): Filter {
    const parts = [this.parseAnd()];
    for (let word = this.takeKeyword('or'); word; word = this.takeKeyword('or')) {
      this.needOperand(word);
      parts.push(this.parseAnd());
    }
    return combine('or', parts);
  }

  private parseAnd(): Filter {
    const parts = [this.parseOpposite()];
    for (;;) {
      const word = this.takeKeyword('and');
      if (word) this.needOperand(word);
      else if (this.isAtEnd() || this.peekKeyword() === 'or') return combine('and', parts);
      parts.push(this.parseOpposite());
    }
  }

  private parseOpposite(): Filter {
    const start = this.at;
    const word = this.takeKeyword('not') ?? this.takeMinus();
    if (!word) return this.parseTerm();
    this.needOperand(word);
    const part = this.nested(start, () => this.parseOpposite());
    return part.type === 'not' ? part.part : { type: 'not', part };
  }

  private parseTerm(): Filter {
    const start = this.at;
    const first = this.line[start];
    if (first === '(') return this.parseGroup();
    if (first === ')' || this.peekKeyword()) {
      this.fail('unexpected', start, first === ')' ? start + 1 : this.match(keyword)!.end);
    }
    const field = this.match(fieldStart);
    if (field) return this.parseField(field, start);
    const { text, end } = this.takeValue(start);
    if (text === '') this.fail('missingValue', start, end);
    return { type: 'word', text };
  }

  private parseGroup(): Filter {
    const start = this.at;
    this.advance(start + 1);
    if (this.at === this.line.length) this.fail('unclosed', start, start + 1);
    const filter = this.nested(start, () => this.parseOr());
    if (this.line[this.at] !== ')') this.fail('unclosed', start, start + 1);
    this.advance(this.at + 1);
    return filter;
  }

  private parseField({ end, groups }: Match, start: number): Filter {
    const name = (groups[1] ?? groups[3]!).toLowerCase();
    const operator = groups[2] ?? groups[4]!;
    if (!fields.includes(name)) this.fail('unknownField', start, start + name.length);
    const isNumber = name === 'size' || name === 'age';
    if (!isNumber && operator !== ':' && operator !== '=') this.fail('unexpected', start + name.length, end);
    this.at = end;
    const comparison = operator === ':' && isNumber ? this.takeComparison() : (operator as Comparator);
    const value = this.takeValue(start);
    if (value.text === '') this.fail('missingValue', start, value.end);
    if (name === 'size') return { type: 'size', comparison, ...this.number(value, 'badNumber', parseSize) };
    if (name === 'age') return { type: 'age', comparison, ...this.number(value, 'badDuration', parseAge) };
    if (name === 'path') return { type: 'path', glob: this.glob(value) };
    return { type: name as ListField, values: this.list(value, name as ListField) };
  }

  /** Takes the comparison that may follow "size:". */
  private takeComparison(): Comparator {
    const found = this.match(/[<>]=?|=|/y)!;
    this.at = found.end;
    return (found.groups[0] || '=') as Comparator;
  }

  private number<Limit>(
    value: Value,
    problem: FilterProblem['problem'],
    parse: (text: string) => Limit | undefined,
  ): Limit {
    return parse(value.text) ?? this.fail(problem, value.start, value.end, value.text);
  }

  private glob(value: Value): string {
    try {
      compileExclusion([value.text]);
    } catch {
      this.fail('badGlob', value.start, value.end, value.text);
    }
    return value.text;
  }

  private list(value: Value, field: ListField): readonly string[] {
    const clean = value.text.split(',').map(listValues[field]);
    if (clean.includes('')) this.fail('missingValue', value.start, value.end, value.text);
    if (field !== 'kind') return clean;
    const known = clean.map((each) => kinds.get(each));
    const unknown = known.indexOf(undefined);
    if (unknown >= 0) this.fail('unknownKind', value.start, value.end, clean[unknown]);
    return known as string[];
  }

  /**
   * Takes bare or quoted text; empty where there is none.
   * @param start of the term that it belongs to.
   */
  private takeValue(start: number): Value {
    const from = this.at;
    const isQuoted = this.line[from] === '"';
    const bare = this.match(bareText);
    const text = isQuoted ? this.takeQuoted(start) : (bare?.groups[0] ?? '');
    if (!isQuoted && bare) this.at = bare.end;
    const end = this.at;
    this.skipSpace();
    return { text, start: from, end };
  }

  private takeQuoted(start: number): string {
    let text = '';
    for (let at = this.at + 1; at < this.line.length; at++) {
      if (this.line[at] === '"') {
        this.at = at + 1;
        return text;
      }
      if (this.line[at] === '\\' && at + 1 < this.line.length) at++;
      text += this.line[at];
    }
    return this.fail('unclosed', start, this.line.length);
  }

  private takeKeyword(word: string): Value | undefined {
    return this.peekKeyword() === word ? this.take(this.at + word.length) : undefined;
  }

  private takeMinus(): Value | undefined {
    return this.line[this.at] === '-' ? this.take(this.at + 1) : undefined;
  }

  private take(end: number): Value {
    const start = this.at;
    this.advance(end);
    return { text: this.line.slice(start, end), start, end };
  }

  /** Fails where nothing follows an operator. */
  private needOperand({ text, start, end }: Value): void {
    if (this.at === this.line.length || (text === '-' && this.at > end))
      this.fail('missingValue', start, end, text);
  }

  private nested(start: number, parse: () => Filter): Filter {
    if (++this.depth > maxDepth) this.fail('unexpected', start, start + 1);
    const filter = parse();
    this.depth--;
    return filter;
  }

  private isAtEnd(): boolean {
    return this.at === this.line.length || this.line[this.at] === ')';
  }

  private peekKeyword(): string | undefined {
    const found = this.match(keyword);
    return found?.groups[0].toLowerCase();
  }

  private match(pattern: RegExp): Match | undefined {
    pattern.lastIndex = this.at;
    const groups = pattern.exec(this.line);
    return groups ? { groups, end: this.at + groups[0].length } : undefined;
  }

  private advance(end: number): void {
    this.at = end;
    this.skipSpace();
  }

  private skipSpace(): void {
    this.at = this.match(space)!.end;
  }

  private fail(problem: FilterProblem['problem'], start: number, end: number, text?: string): never {
    throw new ParseError({ start, end, problem, text: text ?? this.line.slice(start, end) });
  }
}

interface Match {
  readonly groups: RegExpExecArray;
  readonly end: number;
}

const listValues: Readonly<Record<ListField, (value: string) => string>> = {
  ext: (value) => value.toLowerCase().replace(/^\.+/, ''),
  kind: (value) => value.toLowerCase(),
  owner: (value) => value,
};

const kinds = new Map(filterKinds.map((kind) => [kind.toLowerCase(), kind]));

/** Joins parts. A single part stands for itself; a part of the same type is replaced by its own parts. */
function combine(type: 'and' | 'or', parts: readonly Filter[]): Filter {
  if (parts.length === 1) return parts[0]!;
  return { type, parts: parts.flatMap((part) => (part.type === type ? part.parts : [part])) };
}
