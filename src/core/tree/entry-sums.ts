/** Sums of sections, entry by entry. */
import { SectionSum } from '../../contract/entry-batch.js';
import { DIRECTORY_BITS, FILE_BITS, SYMLINK_BITS, TYPE_BITS } from './mode.js';

/** Adds an entry that counts to the sums of its section: its mode, and the words of its sizes. */
export function addToSums(
  sums: Float64Array,
  mode: number,
  apparentLow: number,
  apparentHigh: number,
  blocksLow: number,
  blocksHigh: number,
): void {
  const type = mode & TYPE_BITS;
  if (type === FILE_BITS) sums[SectionSum.files]!++;
  else if (type === DIRECTORY_BITS) sums[SectionSum.directories]!++;
  else if (type === SYMLINK_BITS) sums[SectionSum.symlinks]!++;
  else sums[SectionSum.others]!++;
  if (type === FILE_BITS || type === SYMLINK_BITS) {
    sums[SectionSum.apparentLow] = sums[SectionSum.apparentLow]! + apparentLow;
    sums[SectionSum.apparentHigh] = sums[SectionSum.apparentHigh]! + apparentHigh;
  }
  sums[SectionSum.blocksLow] = sums[SectionSum.blocksLow]! + blocksLow;
  sums[SectionSum.blocksHigh] = sums[SectionSum.blocksHigh]! + blocksHigh;
}
