/**
 * Matches paths, as bytes, with several globs at once, in time linear in the path.
 *
 * `GlobStates` is in several states at once; such a set of states is a point of a deterministic automaton. Points are
 * found when a path first leads to them, and kept, so that most symbols cost one look into a table. Memory is bounded:
 * when it is used up, all points are dropped, and found again.
 */
import { SLASH } from '../columns/bytes.js';
import { decodeSymbol, symbolLength } from '../columns/text.js';
import { fnvOffset, hashByte } from '../tree/file-extension.js';
import type { Glob } from './glob-parser.js';
import { GlobStates, StateKind } from './glob-states.js';
import { isInSet, type SymbolSet } from './symbol-set.js';

/** Point of the automaton that a path leads to. */
export interface GlobState {
  /** Numbers of the globs that the path matches, whatever it is. */
  readonly globs: readonly number[];
  /** Numbers of the globs that it matches as the path of a directory. */
  readonly directoryGlobs: readonly number[];
  /** Whether neither this path nor any longer one matches. */
  readonly isDead: boolean;
  /** States of `GlobStates`, ascending. */
  readonly members: Uint32Array;
  /** By class of symbols: the point that the next one leads to. */
  next: (GlobState | undefined)[];
  /** The same point for a name that ends the path; undefined where it is not known yet. */
  ofLastName: GlobState | undefined;
}

/** Size of all points that are kept, in members and classes: some 8 MB. */
const maxKept = 1 << 20;
/** Number of symbols beyond ASCII whose classes are kept. */
const maxSymbols = 1 << 16;

export class GlobAutomaton {
  /** Point of the root's path, which is empty. */
  readonly start: GlobState;
  /** Point of a path that cannot match. */
  private readonly dead: GlobState;
  /** Count of members looked at, by which tests bound the time. */
  work = 0;
  private readonly states: GlobStates;
  private readonly classes: SymbolClasses;
  /** Points that were found, by a hash of their members. */
  private readonly kept = new Map<number, GlobState[]>();
  private keptSize = 0;
  /** By state: the last set that it was added to. */
  private readonly marks: Uint32Array;
  private mark = 0;
  /** By state: 1 where an end can be reached within a name. */
  private readonly endsInName: Uint8Array;
  /** 1 for each byte with which a path that matches may end. */
  private readonly lastBytes: Uint8Array;

  constructor(globs: readonly Glob[]) {
    this.states = new GlobStates(globs);
    this.classes = new SymbolClasses(this.states);
    this.marks = new Uint32Array(this.states.count);
    const { states } = this;
    this.endsInName = states.markEnding(
      (state) => states.value[state] !== SLASH || states.kind[state] !== StateKind.symbol,
    );
    this.lastBytes = findLastBytes(states);
    this.dead = this.newPoint(new Uint32Array());
    this.start = this.keep(this.close([...states.starts]));
  }

  /**
   * Returns the point that the last name of a path leads to. Perf: stops as soon as it cannot match
   * (`npm run bench -- --only filter`).
   */
  runLastName(from: GlobState, bytes: Uint8Array, start: number, end: number): GlobState {
    if (this.lastBytes[bytes[end - 1]!] === 0) return this.dead;
    return this.run(from.ofLastName ?? this.ofLastName(from), bytes, start, end);
  }

  /** Returns the point that bytes of a path lead to from another point. */
  run(from: GlobState, bytes: Uint8Array, start: number, end: number): GlobState {
    const { classes } = this;
    const { ascii } = classes;
    let point = from;
    for (let at = start; at < end; ) {
      if (point.isDead) return point;
      const byte = bytes[at]!;
      let symbolClass: number;
      if (byte < 0x80) {
        symbolClass = ascii[byte]!;
        at++;
      } else {
        const symbol = decodeSymbol(bytes, at);
        symbolClass = classes.of(symbol);
        at += symbolLength(symbol);
      }
      point = point.next[symbolClass] ?? this.step(point, symbolClass);
    }
    return point;
  }

  /** Number of states: a few for each character of the globs. */
  get size(): number {
    return this.states.count;
  }

  private step(from: GlobState, symbolClass: number): GlobState {
    const { states } = this;
    const symbol = this.classes.example(symbolClass);
    const next: number[] = [];
    for (const state of from.members) {
      if (!states.takes(state, symbol)) continue;
      next.push(states.kind[state] === StateKind.star ? state : states.next[state]!);
    }
    this.work += from.members.length;
    const found = this.keep(this.close(next));
    from.next[symbolClass] = found;
    return found;
  }

  private ofLastName(point: GlobState): GlobState {
    const found = this.keep(point.members.filter((state) => this.endsInName[state] === 1));
    point.ofLastName = found;
    return found;
  }

  /** Returns some states, and all that they go on as without a symbol, ascending. Empties the list. */
  private close(pending: number[]): Uint32Array {
    const { marks } = this;
    const { kind, value, next } = this.states;
    const mark = ++this.mark;
    const members: number[] = [];
    while (pending.length > 0) {
      const state = pending.pop()!;
      if (marks[state] === mark) continue;
      marks[state] = mark;
      this.work++;
      if (kind[state] === StateKind.split) pending.push(value[state]!);
      else members.push(state);
      if (kind[state] === StateKind.split || kind[state] === StateKind.star) pending.push(next[state]!);
    }
    return Uint32Array.from(members).sort();
  }

  /** Returns the point with these members: the one that is kept, or a new one. */
  private keep(members: Uint32Array): GlobState {
    let hash = fnvOffset;
    for (const state of members) hash = hashByte(hash, state);
    const alike = this.kept.get(hash);
    const known = alike?.find((point) => areEqual(point.members, members));
    if (known !== undefined) return known;
    if (this.keptSize > maxKept) this.drop();
    const point = this.newPoint(members);
    this.keptSize += members.length + this.classes.count;
    const list = this.kept.get(hash);
    if (list) list.push(point);
    else this.kept.set(hash, [point]);
    return point;
  }

  private newPoint(members: Uint32Array): GlobState {
    const { kind, value } = this.states;
    const globsOf = (end: number) =>
      Array.from(members)
        .filter((state) => kind[state] === end)
        .map((state) => value[state]!);
    return {
      globs: globsOf(StateKind.end),
      directoryGlobs: globsOf(StateKind.endOfDirectory),
      isDead: members.length === 0,
      members,
      ofLastName: undefined,
      next: new Array<undefined>(this.classes.count).fill(undefined),
    };
  }

  /** Forgets all points. Those that somebody holds stay good, but know no other any more. */
  private drop(): void {
    for (const points of this.kept.values())
      for (const point of points) {
        point.next = [];
        point.ofLastName = undefined;
      }
    this.kept.clear();
    this.keptSize = 0;
  }
}

/** Classes of symbols that no state tells apart. */
class SymbolClasses {
  /** Class of each ASCII symbol. */
  readonly ascii: Uint32Array = new Uint32Array(128);
  private readonly sets: readonly SymbolSet[];
  private readonly literals: ReadonlySet<number>;
  private readonly others = new Map<number, number>();
  /** By the sets that a symbol is in, or the symbol itself if it is a literal. */
  private readonly known = new Map<string, number>();
  private readonly examples: number[] = [];

  constructor({ kind, value, sets }: GlobStates) {
    this.sets = sets;
    this.literals = new Set(value.filter((_, state) => kind[state] === StateKind.symbol));
    for (let symbol = 0; symbol < this.ascii.length; symbol++) this.ascii[symbol] = this.find(symbol);
  }

  get count(): number {
    return this.examples.length;
  }

  /** Returns a symbol of a class. */
  example(symbolClass: number): number {
    return this.examples[symbolClass]!;
  }

  of(symbol: number): number {
    const known = this.others.get(symbol);
    if (known !== undefined) return known;
    if (this.others.size === maxSymbols) this.others.clear();
    const found = this.find(symbol);
    this.others.set(symbol, found);
    return found;
  }

  private find(symbol: number): number {
    const isLiteral = this.literals.has(symbol) || symbol === SLASH;
    const key = isLiteral ? `${symbol}` : `in ${this.sets.map((set) => +isInSet(set, symbol)).join('')}`;
    const known = this.known.get(key) ?? this.examples.push(symbol) - 1;
    this.known.set(key, known);
    return known;
  }
}

/** Returns 1 for each byte that a state before an end may take. */
function findLastBytes(states: GlobStates): Uint8Array {
  const bytes = new Uint8Array(256);
  const { kind, next } = states;
  const endsHere = states.markEnding(() => false);
  for (let state = 0; state < states.count; state++) {
    const isLast = kind[state] === StateKind.star ? endsHere[state] === 1 : endsHere[next[state]!] === 1;
    if (!isLast) continue;
    for (let byte = 0; byte < 128; byte++) if (states.takes(state, byte)) bytes[byte] = 1;
    // why: what a byte of a longer symbol belongs to is not known by itself.
    bytes.fill(1, 128);
  }
  return bytes;
}

function areEqual(one: Uint32Array, other: Uint32Array): boolean {
  return one.length === other.length && one.every((state, index) => state === other[index]);
}
