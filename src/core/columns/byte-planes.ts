/**
 * Columns as planes of bytes: first the lowest byte of every number, then the next. Numbers of one kind differ in their
 * low bytes, and are alike in their high ones, which then compress to nearly nothing.
 */
import { lengthen } from './lengthen.js';

/** Writes columns one behind the other to an array that is as long as all together. */
export class PlaneWriter {
  private readonly bytes: Uint8Array;
  private at = 0;

  constructor(length: number) {
    this.bytes = new Uint8Array(length);
  }

  byteColumn(column: Uint8Array): void {
    this.bytes.set(column, this.at);
    this.at += column.length;
  }

  wordColumn(column: Uint32Array): void {
    const { length } = column;
    const { bytes } = this;
    for (let plane = 0, shift = 0; plane < 4; plane++, shift += 8) {
      const at = this.at + plane * length;
      for (let row = 0; row < length; row++) bytes[at + row] = column[row]! >>> shift;
    }
    this.at += 4 * length;
  }

  halfColumn(column: Uint16Array): void {
    this.byteColumn(Uint8Array.from(column, (value) => value & 0xff));
    this.byteColumn(Uint8Array.from(column, (value) => value >>> 8));
  }

  take(): Uint8Array {
    if (this.at !== this.bytes.length) throw new Error('the columns are not as long as was said');
    return this.bytes;
  }
}

/**
 * Reads what `PlaneWriter` has written. The array must be as long as all columns that are asked for. Columns of words are
 * those of the array before, written over: half of the time went into new ones (`npm run bench -- --only snapshots`).
 */
export class PlaneReader {
  private bytes: Uint8Array = new Uint8Array();
  private at = 0;
  private readonly columns: Uint32Array[] = [];
  private used = 0;

  start(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.at = 0;
    this.used = 0;
  }

  byteColumn(length: number): Uint8Array {
    const column = this.bytes.slice(this.at, this.at + length);
    this.at += length;
    return column;
  }

  wordColumn(length: number): Uint32Array {
    const column = this.take(length);
    const { bytes, at } = this;
    const second = at + length;
    const third = second + length;
    const fourth = third + length;
    for (let row = 0; row < length; row++) {
      column[row] =
        bytes[at + row]! |
        (bytes[second + row]! << 8) |
        (bytes[third + row]! << 16) |
        (bytes[fourth + row]! << 24);
    }
    this.at = fourth + length;
    return column;
  }

  private take(length: number): Uint32Array {
    const column = lengthen(this.columns[this.used] ?? new Uint32Array(length), length);
    this.columns[this.used++] = column;
    return column.length === length ? column : column.subarray(0, length);
  }

  halfColumn(length: number): Uint16Array {
    const low = this.byteColumn(length);
    const high = this.byteColumn(length);
    return Uint16Array.from(low, (value, row) => value | (high[row]! << 8));
  }
}
