/**
 * The columns with a number for each row of a batch, and the kind of each: the one list from which batches, trees and
 * snapshots make theirs. 64-bit values are two words, low and high. Snapshots keep the columns in this order.
 */
export const ROW_COLUMNS = {
  /** Scanner's number of the row's attributes; `attributes` brings the new ones. */
  attribute: 'word',
  /** `NodeFlag`s. */
  flags: 'byte',
  /** Bytes: `st_size`. */
  apparentLow: 'word',
  apparentHigh: 'word',
  /** Units of 512 bytes: `st_blocks`. */
  blocksLow: 'word',
  blocksHigh: 'word',
  /** Seconds since 1970, signed, and nanoseconds. */
  mtimeLow: 'word',
  mtimeHigh: 'word',
  mtimeNanoseconds: 'word',
  inodeLow: 'word',
  inodeHigh: 'word',
  /** `birthWord` of the inode's birth time; 0 where the system does not tell. Tells inodes of one number apart. */
  birth: 'word',
} as const;

interface ColumnArrays {
  word: Uint32Array;
  byte: Uint8Array;
}

export type RowColumn = keyof typeof ROW_COLUMNS;

export type RowColumns = {
  readonly [Name in RowColumn]: ColumnArrays[(typeof ROW_COLUMNS)[Name]];
};
