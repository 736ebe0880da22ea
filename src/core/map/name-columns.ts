/** Columns of the names of many lists, one list behind the other. */

import { lengthen } from '../columns/lengthen.js';
import type { LargestNames } from './largest-names.js';

/** Colour of a name that has none yet. */
export const UNCOLOURED = 0xffff;

export class NameColumns {
  length = 0;
  node: Uint32Array = new Uint32Array(4096);
  /** Each node's number as a directory, or -1. */
  directory: Int32Array = new Int32Array(4096);
  bytes: Float64Array = new Float64Array(4096);
  /** The legend's key, or `UNCOLOURED`. */
  colour: Uint16Array = new Uint16Array(4096);
  /** Position of the name in the last layout of a scan (`steady-layout.ts`): its row + 1, and its rank among all. */
  row: Uint16Array = new Uint16Array(4096);
  rank: Uint32Array = new Uint32Array(4096);
  /** `TileFlag`s, valid once there is a colour. */
  flags: Uint8Array = new Uint8Array(4096);

  /** Appends a list and returns where it begins. */
  append({ order, node, directory, bytes }: LargestNames): number {
    const first = this.makeRoom(order.length);
    for (let at = 0; at < order.length; at++) {
      const index = order[at]!;
      this.node[first + at] = node[index]!;
      this.directory[first + at] = directory[index]!;
      this.bytes[first + at] = bytes[index]!;
    }
    this.row.fill(0, first, this.length);
    return first;
  }

  /** Copies the positions of names from an older list of the same directory. */
  takeRows(from: number, to: number, olderFrom: number, olderTo: number): void {
    const older = new Map<number, number>();
    for (let at = olderFrom; at < olderTo; at++) if (this.row[at] !== 0) older.set(this.node[at]!, at);
    if (older.size === 0) return;
    for (let at = from; at < to; at++) {
      const known = older.get(this.node[at]!);
      if (known === undefined) continue;
      this.row[at] = this.row[known]!;
      this.rank[at] = this.rank[known]!;
    }
  }

  /** Appends a range of other columns and returns where it begins. */
  take(other: NameColumns, from: number, to: number): number {
    const first = this.makeRoom(to - from);
    this.node.set(other.node.subarray(from, to), first);
    this.directory.set(other.directory.subarray(from, to), first);
    this.bytes.set(other.bytes.subarray(from, to), first);
    this.colour.set(other.colour.subarray(from, to), first);
    this.flags.set(other.flags.subarray(from, to), first);
    this.row.set(other.row.subarray(from, to), first);
    this.rank.set(other.rank.subarray(from, to), first);
    return first;
  }

  private makeRoom(count: number): number {
    const first = this.length;
    this.length += count;
    this.node = lengthen(this.node, this.length);
    this.directory = lengthen(this.directory, this.length);
    this.bytes = lengthen(this.bytes, this.length);
    this.colour = lengthen(this.colour, this.length);
    this.flags = lengthen(this.flags, this.length);
    this.row = lengthen(this.row, this.length);
    this.rank = lengthen(this.rank, this.length);
    return first;
  }
}
