/** A walk over the rows of a batch, in their order. */
import type { EntryBatch } from '../../contract/entry-batch.js';
import { translated } from '../tree/nodes.js';

export class ArrivedRows {
  readonly batch: EntryBatch;
  row = 0;
  /** The tree's number of the attributes of each row. */
  readonly attributes: Uint32Array;
  private directoryAt = 0;
  private failureAt = 0;

  /** @param attributes the tree's number for each of the sender's attribute numbers. */
  constructor(batch: EntryBatch, attributes: Uint32Array) {
    this.batch = batch;
    this.attributes = translated(batch.attribute, attributes);
  }

  /** Goes to a row, also back. */
  goTo(row: number): void {
    if (row < this.row) {
      this.directoryAt = 0;
      this.failureAt = 0;
    }
    this.moveTo(row);
  }

  /** Goes on to a row. */
  moveTo(row: number): void {
    const { directoryRow, failureRow } = this.batch;
    this.row = row;
    while (directoryRow[this.directoryAt]! < row) this.directoryAt++;
    while (failureRow[this.failureAt]! < row) this.failureAt++;
  }

  /** The tree's number of the row's attributes. */
  get attribute(): number {
    return this.attributes[this.row]!;
  }

  /** Returns whether the row is a directory to be read. */
  get isDirectory(): boolean {
    return this.batch.directoryRow[this.directoryAt] === this.row;
  }

  /** Returns the place of a directory among those of the batch. */
  get directoryPlace(): number {
    return this.directoryAt;
  }

  /** The first row from here on that is a directory to be read; behind the last where there is none. */
  get nextDirectory(): number {
    return this.batch.directoryRow[this.directoryAt] ?? this.batch.count;
  }

  /** The first row from here on whose stat failed. */
  get nextFailure(): number {
    return this.batch.failureRow[this.failureAt] ?? this.batch.count;
  }

  /** Why its stat failed, or 0. */
  get errno(): number {
    return this.batch.failureRow[this.failureAt] === this.row ? this.batch.failureErrno[this.failureAt]! : 0;
  }
}

/** Calls back with each section of a batch, and its rows. */
export function eachSection(
  { sections }: EntryBatch,
  visit: (section: number, from: number, to: number) => void,
): void {
  for (let section = 0, from = 0; section < sections.end.length; section++) {
    visit(section, from, sections.end[section]!);
    from = sections.end[section]!;
  }
}
