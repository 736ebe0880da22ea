/** The rows of a batch, gone through in their order. */
import type { EntryBatch } from '../contract/entry-batch.js';

export class ArrivedRows {
  readonly batch: EntryBatch;
  row = 0;
  private readonly attributes: Uint32Array;
  private directoryAt = 0;
  private failureAt = 0;

  /** @param attributes the tree's number for each of the sender's attribute numbers. */
  constructor(batch: EntryBatch, attributes: Uint32Array) {
    this.batch = batch;
    this.attributes = attributes;
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
    return this.attributes[this.batch.attribute[this.row]!]!;
  }

  /** Whether the row is a directory to be read. */
  get isDirectory(): boolean {
    return this.batch.directoryRow[this.directoryAt] === this.row;
  }

  /** Of a directory: the words of its ctime. */
  get changed(): readonly [low: number, high: number, nanoseconds: number] {
    const { ctimeLow, ctimeHigh, ctimeNanoseconds } = this.batch;
    const at = this.directoryAt;
    return [ctimeLow[at]!, ctimeHigh[at]!, ctimeNanoseconds[at]!];
  }

  /** Why its stat failed, or 0. */
  get errno(): number {
    return this.batch.failureRow[this.failureAt] === this.row ? this.batch.failureErrno[this.failureAt]! : 0;
  }
}
