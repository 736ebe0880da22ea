/**
 * The totals of every directory: itself and all below, each inode once, and what the further names of
 * inodes would add.
 *
 * Bytes can pass 2^53 and even 2^64, so a sum is two words: the low one below 2^32, the high one a double,
 * exact up to 2^85. A change is a row of doubles (`Change`), whose low sums may be negative or pass 2^32.
 */
import { SectionSum } from '../../contract/entry-batch.js';
import { type Column, doubles, words } from '../columns/column.js';

const twoTo32 = 4_294_967_296;

/** Places in a change. Counts are of what is below the directory; blocks are units of 512 bytes. */
export const Change = {
  // The first are those of a section, so that its sums can be added as they are.
  ...SectionSum,
  duplicateApparentLow: 8,
  duplicateApparentHigh: 9,
  duplicateBlocksLow: 10,
  duplicateBlocksHigh: 11,
  failures: 12,
} as const;
export const CHANGE_LENGTH = 13;

/** Numbers of entries of each kind below a directory. */
export interface KindCounts {
  readonly files: number;
  readonly directories: number;
  readonly symlinks: number;
  readonly others: number;
}

/** Sums of a directory and all below it. */
export interface DirectoryTotals extends KindCounts {
  readonly apparentBytes: bigint;
  readonly allocatedBytes: bigint;
}

class Sum {
  private readonly low = words();
  private readonly high = doubles();

  add(row: number, low: number, high: number): void {
    if (low === 0 && high === 0) return;
    const sum = this.low.get(row) + low;
    const carry = Math.floor(sum / twoTo32);
    this.low.set(row, sum - carry * twoTo32);
    this.high.set(row, this.high.get(row) + high + carry);
  }

  get(row: number): bigint {
    return (BigInt(this.high.get(row)) << 32n) + BigInt(this.low.get(row));
  }

  /** Returns the sum, rounded to a double: good enough to compare and to draw. */
  approximate(row: number): number {
    return this.high.get(row) * twoTo32 + this.low.get(row);
  }
}

export class Totals {
  readonly files: Column<Uint32Array> = words();
  readonly directories: Column<Uint32Array> = words();
  readonly symlinks: Column<Uint32Array> = words();
  readonly others: Column<Uint32Array> = words();
  readonly failures: Column<Uint32Array> = words();
  private readonly apparent = new Sum();
  private readonly blocks = new Sum();
  private readonly duplicateApparent = new Sum();
  private readonly duplicateBlocks = new Sum();
  /** In the order of `Change`. */
  private readonly countColumns = [this.files, this.directories, this.symlinks, this.others];
  private readonly sums = [this.apparent, this.blocks, this.duplicateApparent, this.duplicateBlocks];

  /** Adds a change to one directory. Perf: loops, as code for each column by itself takes V8 40 ms to compile. */
  add(directory: number, change: Float64Array, at: number): void {
    for (let index = 0; index < this.countColumns.length; index++) {
      addTo(this.countColumns[index]!, directory, change[at + index]!);
    }
    for (let index = 0; index < this.sums.length; index++) {
      const low = at + Change.apparentLow + 2 * index;
      this.sums[index]!.add(directory, change[low]!, change[low + 1]!);
    }
    addTo(this.failures, directory, change[at + Change.failures]!);
  }

  entries(directory: number): number {
    return (
      this.files.get(directory) +
      this.directories.get(directory) +
      this.symlinks.get(directory) +
      this.others.get(directory)
    );
  }

  counts(directory: number): KindCounts {
    return {
      files: this.files.get(directory),
      directories: this.directories.get(directory),
      symlinks: this.symlinks.get(directory),
      others: this.others.get(directory),
    };
  }

  /** `everyLink`: count an inode at each of its names. */
  of(directory: number, everyLink = false): DirectoryTotals {
    return {
      ...this.counts(directory),
      apparentBytes: this.apparentBytes(directory, everyLink),
      allocatedBytes: this.allocatedBytes(directory, everyLink),
    };
  }

  /** Bytes. `everyLink`: count an inode at each of its names. */
  apparentBytes(directory: number, everyLink = false): bigint {
    return this.apparent.get(directory) + (everyLink ? this.duplicateApparent.get(directory) : 0n);
  }

  /** Bytes: blocks of 512. */
  allocatedBytes(directory: number, everyLink = false): bigint {
    return (this.blocks.get(directory) + (everyLink ? this.duplicateBlocks.get(directory) : 0n)) * 512n;
  }

  /** Returns the same, rounded to doubles. */
  approximateApparentBytes(directory: number, everyLink = false): number {
    return (
      this.apparent.approximate(directory) + (everyLink ? this.duplicateApparent.approximate(directory) : 0)
    );
  }

  approximateAllocatedBytes(directory: number, everyLink = false): number {
    const blocks =
      this.blocks.approximate(directory) + (everyLink ? this.duplicateBlocks.approximate(directory) : 0);
    return blocks * 512;
  }
}

function addTo(column: Column<Uint32Array>, row: number, value: number): void {
  if (value !== 0) column.set(row, column.get(row) + value);
}
