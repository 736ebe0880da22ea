/**
 * Directories that a scanner has still to read: last in, first out, so that the depth and not the width of a
 * tree decides how many there are. The oldest, which lie nearest to the root and hold most, are given away first.
 */
import { IDENTITY_WORDS } from '../contract/identity.js';

/** Places in a row: the identity's words begin at `identity`. */
const Word = { reference: 0, identity: 1, descend: 1 + IDENTITY_WORDS, pathEnd: 2 + IDENTITY_WORDS } as const;
const wordsEach = 3 + IDENTITY_WORDS;

export class PendingDirectories {
  /** A row each, as `Word` says. */
  private rows = new Uint32Array(1024 * wordsEach);
  private paths = new Uint8Array(1 << 16);
  /** Of the directory taken last. */
  reference = 0;
  /** Identity of the directory taken last. */
  readonly identity: Uint32Array = new Uint32Array(IDENTITY_WORDS);
  /** Of the directory taken last: whether to go on with those found there. */
  descend = true;
  private taken = new Uint8Array(4096);
  private first = 0;
  private end = 0;
  private pathsEnd = 0;

  get count(): number {
    return this.end - this.first;
  }

  /** Appends `directory/name`; the directory's path without a slash at its end, empty for the root. */
  push(
    reference: number,
    identity: ArrayLike<number>,
    descend: boolean,
    directory: Uint8Array,
    name: Uint8Array,
  ): void {
    this.reserve(directory.length + 1 + name.length);
    this.paths.set(directory, this.pathsEnd);
    this.pathsEnd += directory.length;
    if (directory.length > 0 && name.length > 0) this.paths[this.pathsEnd++] = 47;
    this.paths.set(name, this.pathsEnd);
    this.pathsEnd += name.length;
    const at = this.end * wordsEach;
    this.rows[at + Word.reference] = reference;
    for (let word = 0; word < IDENTITY_WORDS; word++) {
      this.rows[at + Word.identity + word] = identity[word]!;
    }
    this.rows[at + Word.descend] = descend ? 1 : 0;
    this.rows[at + Word.pathEnd] = this.pathsEnd;
    this.end++;
  }

  /**
   * Takes the newest: returns its path and leaves `reference`, `identity` and `descend`. Undefined where there is none.
   * The path lies in memory that the next call writes over.
   */
  pop(): Uint8Array | undefined {
    if (this.count === 0) return undefined;
    this.end--;
    const { rows } = this;
    const at = this.end * wordsEach;
    this.reference = rows[at + Word.reference]!;
    for (let word = 0; word < IDENTITY_WORDS; word++) this.identity[word] = rows[at + Word.identity + word]!;
    this.descend = rows[at + Word.descend] === 1;
    const start = this.end === 0 ? 0 : rows[at - wordsEach + Word.pathEnd]!;
    const length = this.pathsEnd - start;
    if (length > this.taken.length) this.taken = new Uint8Array(length * 2);
    const path = this.taken.subarray(0, length);
    path.set(this.paths.subarray(start, this.pathsEnd));
    this.pathsEnd = start;
    if (this.count === 0) this.clear();
    return path;
  }

  /** Takes the references of the older half. */
  takeOlderHalf(): Uint32Array {
    const taken = new Uint32Array(this.count >> 1);
    for (let index = 0; index < taken.length; index++)
      taken[index] = this.rows[(this.first + index) * wordsEach]!;
    this.first += taken.length;
    return taken;
  }

  clear(): void {
    this.first = 0;
    this.end = 0;
    this.pathsEnd = 0;
  }

  private reserve(bytes: number): void {
    if ((this.end + 1) * wordsEach > this.rows.length) {
      const longer = new Uint32Array(this.rows.length * 2);
      longer.set(this.rows);
      this.rows = longer;
    }
    if (this.pathsEnd + bytes > this.paths.length) {
      const longer = new Uint8Array(Math.max(this.paths.length * 2, this.pathsEnd + bytes));
      longer.set(this.paths);
      this.paths = longer;
    }
  }
}
