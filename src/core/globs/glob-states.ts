/**
 * States of a nondeterministic automaton for globs (Thompson, "Regular Expression Search Algorithm", 1968).
 *
 * Paths are read symbol by symbol, slashes included, from the root on. There are a few states for each part of a glob, so
 * that they are as many as its characters. States are made from the end of a glob to its beginning: each knows what follows.
 */
import { SLASH } from '../columns/bytes.js';
import type { Glob, GlobPart, GlobParts } from './glob-parser.js';
import { isInSet, type SymbolSet } from './symbol-set.js';

/** What a state does with a symbol. */
export const StateKind = {
  /** Takes the symbol `value`. */
  symbol: 0,
  /** Takes a symbol of the set `value`. */
  set: 1,
  /** Takes any symbol but a slash. */
  any: 2,
  /** Takes any symbols but a slash, or none. */
  star: 3,
  /** Takes nothing, and goes on as two states: `next` and `value`. */
  split: 4,
  /** Ends the glob `value`. */
  end: 5,
  /** Ends the glob `value`, if the path is that of a directory. */
  endOfDirectory: 6,
} as const;

type Kind = (typeof StateKind)[keyof typeof StateKind];

export class GlobStates {
  readonly kind: Kind[] = [];
  readonly value: number[] = [];
  readonly next: number[] = [];
  readonly sets: SymbolSet[] = [];
  /** First state of each glob. */
  readonly starts: readonly number[];

  constructor(globs: readonly Glob[]) {
    this.starts = globs.map((glob, number) => this.addGlob(glob, number));
  }

  get count(): number {
    return this.kind.length;
  }

  /** Tells whether a state that takes symbols takes this one. */
  takes(state: number, symbol: number): boolean {
    switch (this.kind[state]) {
      case StateKind.symbol:
        return this.value[state] === symbol;
      case StateKind.set:
        return isInSet(this.sets[this.value[state]!]!, symbol);
      case StateKind.any:
      case StateKind.star:
        return symbol !== SLASH;
      default:
        return false;
    }
  }

  /** Marks the states from which an end is reached by symbols that a filter lets pass, or by none. */
  markEnding(passes: (state: number) => boolean): Uint8Array {
    const marks = new Uint8Array(this.count);
    // States mostly follow those that they lead to, so that a few rounds are enough.
    for (let hasChanged = true; hasChanged; ) {
      hasChanged = false;
      for (let state = 0; state < this.count; state++) {
        if (marks[state] === 1 || !this.isEnding(state, marks, passes)) continue;
        marks[state] = 1;
        hasChanged = true;
      }
    }
    return marks;
  }

  private isEnding(state: number, marks: Uint8Array, passes: (state: number) => boolean): boolean {
    const isNext = () => marks[this.next[state]!] === 1;
    switch (this.kind[state]) {
      case StateKind.end:
      case StateKind.endOfDirectory:
        return true;
      case StateKind.split:
        return isNext() || marks[this.value[state]!] === 1;
      case StateKind.star:
        return isNext();
      default:
        return isNext() && passes(state);
    }
  }

  private addGlob({ isFromRoot, parts }: Glob, number: number): number {
    const start = this.addParts(parts, this.add(StateKind.end, number, -1), true);
    return isFromRoot ? start : this.addNames(start);
  }

  /**
   * Adds the states of parts that are followed by the state `next`.
   * @param isAtStart whether the parts begin with a name.
   */
  private addParts(parts: GlobParts, next: number, isAtStart: boolean): number {
    let state = next;
    for (let index = parts.length - 1; index >= 0; index--) {
      const before = parts[index - 1];
      state = this.addPart(parts[index]!, state, before === undefined ? isAtStart : before.type === 'slash');
    }
    return state;
  }

  private addPart(part: GlobPart, next: number, isAtStart: boolean): number {
    switch (part.type) {
      case 'symbol':
        return this.add(StateKind.symbol, part.symbol, next);
      case 'set':
        return this.add(StateKind.set, this.sets.push(part.set) - 1, next);
      case 'any':
        return this.add(StateKind.any, 0, next);
      case 'star':
        return this.addStar(next);
      case 'slash':
        return this.addSlash(next);
      case 'names':
        if (!isAtStart) return this.addStar(next);
        if (this.isEnd(next)) return this.addLastNames(next);
        return this.isSlash(next) ? this.addNames(this.next[next]!) : this.addStar(next);
      case 'choice':
        return part.choices
          .map((choice) => this.addParts(choice, next, isAtStart))
          .reduceRight((other, choice) => this.add(StateKind.split, other, choice));
    }
  }

  private addStar(next: number): number {
    return this.kind[next] === StateKind.star ? next : this.add(StateKind.star, 0, next);
  }

  /** Adds one slash for several. At the end of a glob, it stands for a directory. */
  private addSlash(next: number): number {
    if (this.kind[next] === StateKind.end) return this.add(StateKind.endOfDirectory, this.value[next]!, -1);
    if (this.kind[next] === StateKind.endOfDirectory || this.isSlash(next)) return next;
    return this.add(StateKind.symbol, SLASH, next);
  }

  /** Adds any number of names, each with its slash. */
  private addNames(next: number): number {
    const isName = this.add(StateKind.star, 0, -1);
    const name = this.add(StateKind.any, 0, isName);
    const start = this.add(StateKind.split, name, next);
    this.next[isName] = this.add(StateKind.symbol, SLASH, start);
    return start;
  }

  /** Adds one name or more, with slashes between them. */
  private addLastNames(next: number): number {
    const isName = this.add(StateKind.star, 0, -1);
    const name = this.add(StateKind.any, 0, isName);
    const slash = this.add(StateKind.symbol, SLASH, name);
    this.next[isName] = this.add(StateKind.split, slash, next);
    return name;
  }

  private isSlash(state: number): boolean {
    return this.kind[state] === StateKind.symbol && this.value[state] === SLASH;
  }

  private isEnd(state: number): boolean {
    return this.kind[state] === StateKind.end || this.kind[state] === StateKind.endOfDirectory;
  }

  private add(kind: Kind, value: number, next: number): number {
    this.value.push(value);
    this.next.push(next);
    return this.kind.push(kind) - 1;
  }
}
