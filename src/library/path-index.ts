/**
 * Finds cached paths: which row of which shelf holds a path's metadata.
 *
 * Open addressing over dense numbers, 20 bytes a path; the paths themselves are kept by the shelves. Not a JavaScript
 * Map of strings, which takes a hundred bytes more a path and ends at 2^24 of them.
 */
import { mixWord } from '../core/tree/attribute-table.js';

/** Keeps some paths with their metadata, a row each. */
export interface PathKeeper {
  isPath(row: number, path: Uint8Array): boolean;
}

export class PathIndex<Keeper extends PathKeeper> {
  count = 0;
  #hashes = new Uint32Array(16);
  #keepers = new Uint32Array(16);
  #rows = new Uint32Array(16);
  /** Number + 1, or 0 for a free place. */
  #places = new Uint32Array(32);
  readonly #keeperOf: (number: number) => Keeper;

  /** @param keeperOf the keeper for the number under which paths were added. */
  constructor(keeperOf: (number: number) => Keeper) {
    this.#keeperOf = keeperOf;
  }

  /** The dense number of a path; -1 where it is not there. */
  find(path: Uint8Array, hash: number): number {
    const mask = this.#places.length - 1;
    for (let place = mixWord(0, hash) & mask; ; place = (place + 1) & mask) {
      const number = this.#places[place]! - 1;
      if (number < 0) return -1;
      if (this.#hashes[number] !== hash) continue;
      if (this.#keeperOf(this.#keepers[number]!).isPath(this.#rows[number]!, path)) return number;
    }
  }

  keeper(number: number): number {
    return this.#keepers[number]!;
  }

  row(number: number): number {
    return this.#rows[number]!;
  }

  /** Adds a path that is not there yet. */
  add(hash: number, keeper: number, row: number): void {
    this.reserve(1);
    const number = this.count++;
    this.#hashes[number] = hash;
    this.#place(number);
    this.move(number, keeper, row);
  }

  /** Lets another keeper keep a path. */
  move(number: number, keeper: number, row: number): void {
    this.#keepers[number] = keeper;
    this.#rows[number] = row;
  }

  /** Makes room for so many more paths at once. */
  reserve(more: number): void {
    const wanted = this.count + more;
    if (wanted > this.#hashes.length) {
      const length = Math.max(wanted, Math.ceil(this.#hashes.length * 1.5));
      this.#hashes = longer(this.#hashes, length);
      this.#keepers = longer(this.#keepers, length);
      this.#rows = longer(this.#rows, length);
    }
    if (wanted * 4 > this.#places.length * 3) this.#rebuild(wanted);
  }

  /** Forgets all paths but those for which the answer is true. */
  retain(isWanted: (keeper: number, row: number) => boolean): void {
    let kept = 0;
    for (let number = 0; number < this.count; number++) {
      if (!isWanted(this.#keepers[number]!, this.#rows[number]!)) continue;
      this.#hashes[kept] = this.#hashes[number]!;
      this.move(kept++, this.#keepers[number]!, this.#rows[number]!);
    }
    if (kept === this.count) return;
    this.count = kept;
    this.#rebuild(kept);
  }

  #rebuild(count: number): void {
    let length = 32;
    while (length * 3 < count * 4) length *= 2;
    this.#places = new Uint32Array(length);
    for (let number = 0; number < this.count; number++) this.#place(number);
  }

  #place(number: number): void {
    const mask = this.#places.length - 1;
    let place = mixWord(0, this.#hashes[number]!) & mask;
    while (this.#places[place] !== 0) place = (place + 1) & mask;
    this.#places[place] = number + 1;
  }
}

function longer(numbers: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(length);
  grown.set(numbers);
  return grown;
}

/** The hash of no bytes: FNV-1a (Fowler, Noll, Vo), which goes on where it stopped, so that a folder's is taken once. */
const EMPTY_HASH = 0x811c9dc5;

/** The hash of bytes hashed before, and one more. */
export const hashByte = (hash: number, byte: number): number => Math.imul(hash ^ byte, 0x01000193) >>> 0;

/** The hash of bytes hashed before, and more. */
export function hashBytes(bytes: Uint8Array, before: number = EMPTY_HASH): number {
  let hash = before;
  for (let at = 0; at < bytes.length; at++) hash = hashByte(hash, bytes[at]!);
  return hash;
}
