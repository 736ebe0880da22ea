/**
 * Index of cached paths: finds the shelf and the row that hold a path's metadata.
 *
 * Open addressing over dense numbers, 20 bytes a path; the shelves keep the paths themselves. A JavaScript Map
 * of strings would take a hundred bytes more a path, and ends at 2^24 of them.
 */
import { mixWord } from '../core/tree/attribute-table.js';
import { fnvOffset, hashByte } from '../core/tree/file-extension.js';

/** Keeper of some paths with their metadata, a row each. */
export interface PathKeeper {
  isPath(row: number, path: Uint8Array): boolean;
}

export class PathIndex<Keeper extends PathKeeper> {
  count = 0;
  private hashes = new Uint32Array(16);
  private keepers = new Uint32Array(16);
  private rows = new Uint32Array(16);
  /** Hash table: number + 1, or 0 for a free slot. */
  private places = new Uint32Array(32);
  private readonly keeperOf: (number: number) => Keeper;

  /** @param keeperOf returns the keeper for the number under which paths were added. */
  constructor(keeperOf: (number: number) => Keeper) {
    this.keeperOf = keeperOf;
  }

  /** Returns the dense number of a path; -1 where it is not there. */
  find(path: Uint8Array, hash: number): number {
    const mask = this.places.length - 1;
    for (let place = mixWord(0, hash) & mask; ; place = (place + 1) & mask) {
      const number = this.places[place]! - 1;
      if (number < 0) return -1;
      if (this.hashes[number] !== hash) continue;
      if (this.keeperOf(this.keepers[number]!).isPath(this.rows[number]!, path)) return number;
    }
  }

  keeper(number: number): number {
    return this.keepers[number]!;
  }

  row(number: number): number {
    return this.rows[number]!;
  }

  /** Adds a path that is not there yet. */
  add(hash: number, keeper: number, row: number): void {
    this.reserve(1);
    const number = this.count++;
    this.hashes[number] = hash;
    this.place(number);
    this.move(number, keeper, row);
  }

  /** Moves a path to another keeper. */
  move(number: number, keeper: number, row: number): void {
    this.keepers[number] = keeper;
    this.rows[number] = row;
  }

  /** Reserves room for more paths at once. */
  reserve(more: number): void {
    const wanted = this.count + more;
    if (wanted > this.hashes.length) {
      const length = Math.max(wanted, Math.ceil(this.hashes.length * 1.5));
      this.hashes = longer(this.hashes, length);
      this.keepers = longer(this.keepers, length);
      this.rows = longer(this.rows, length);
    }
    if (wanted * 4 > this.places.length * 3) this.rebuild(wanted);
  }

  /** Forgets all paths but those for which the answer is true. */
  retain(isWanted: (keeper: number, row: number) => boolean): void {
    let kept = 0;
    for (let number = 0; number < this.count; number++) {
      if (!isWanted(this.keepers[number]!, this.rows[number]!)) continue;
      this.hashes[kept] = this.hashes[number]!;
      this.move(kept++, this.keepers[number]!, this.rows[number]!);
    }
    if (kept === this.count) return;
    this.count = kept;
    this.rebuild(kept);
  }

  private rebuild(count: number): void {
    let length = 32;
    while (length * 3 < count * 4) length *= 2;
    this.places = new Uint32Array(length);
    for (let number = 0; number < this.count; number++) this.place(number);
  }

  private place(number: number): void {
    const mask = this.places.length - 1;
    let place = mixWord(0, this.hashes[number]!) & mask;
    while (this.places[place] !== 0) place = (place + 1) & mask;
    this.places[place] = number + 1;
  }
}

function longer(numbers: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(length);
  grown.set(numbers);
  return grown;
}

/** Returns the hash of what was hashed before and one byte more, unsigned as the columns hold it. */
export const hashPathByte = (hash: number, byte: number): number => hashByte(hash, byte) >>> 0;

/** Returns the hash (FNV-1a) of what was hashed before and more bytes: so that of a folder is computed once. */
export function hashBytes(bytes: Uint8Array, before: number = fnvOffset): number {
  let hash = before;
  for (let at = 0; at < bytes.length; at++) hash = hashPathByte(hash, bytes[at]!);
  return hash;
}
