/** What entries add to the sums of their section: `SectionColumns`. */
import { DIRECTORY_BITS, FILE_BITS, SYMLINK_BITS, TYPE_BITS } from './mode.js';

/** Adds an entry that counts: its mode, and the words of its sizes. */
export function addToSums(
  sums: Float64Array,
  mode: number,
  apparentLow: number,
  apparentHigh: number,
  blocksLow: number,
  blocksHigh: number,
): void {
  const type = mode & TYPE_BITS;
  if (type === FILE_BITS) sums[0]!++;
  else if (type === DIRECTORY_BITS) sums[1]!++;
  else if (type === SYMLINK_BITS) sums[2]!++;
  else sums[3]!++;
  if (type === FILE_BITS || type === SYMLINK_BITS) {
    sums[4] = sums[4]! + apparentLow;
    sums[5] = sums[5]! + apparentHigh;
  }
  sums[6] = sums[6]! + blocksLow;
  sums[7] = sums[7]! + blocksHigh;
}
