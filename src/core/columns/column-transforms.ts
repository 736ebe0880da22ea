/** Columns as others of the same length that compress better, and back. All arithmetic is modulo 2^32. */

/** Each number as its distance from the one before, the sign in the lowest bit: neighbours are near each other. */
export function toDistances(column: Uint32Array): Uint32Array {
  const distances = new Uint32Array(column.length);
  for (let row = 0, last = 0; row < column.length; row++) {
    const distance = (column[row]! - last) | 0;
    distances[row] = (distance << 1) ^ (distance >> 31);
    last = column[row]!;
  }
  return distances;
}

/** Changes the distances into the numbers again, in place. */
export function fromDistances(distances: Uint32Array): Uint32Array {
  for (let row = 0, last = 0; row < distances.length; row++) {
    const folded = distances[row]!;
    last = (last + ((folded >>> 1) ^ -(folded & 1))) >>> 0;
    distances[row] = last;
  }
  return distances;
}

/**
 * Blocks where 1 stands for as many as the length needs in a file system of 4 KiB blocks: most files are neither
 * sparse nor compressed. The two change places, so that this is its own inverse.
 * @param folded where they go; may be the blocks themselves.
 */
export function foldBlocks(
  blocks: Uint32Array,
  apparentLow: Uint32Array,
  folded: Uint32Array = new Uint32Array(blocks.length),
): Uint32Array {
  for (let row = 0; row < blocks.length; row++) {
    const usual = Math.ceil(apparentLow[row]! / 4096) * 8;
    const value = blocks[row]!;
    folded[row] = usual !== 0 && value === usual ? 1 : value === 1 && usual !== 0 ? usual : value;
  }
  return folded;
}

/** The differences to what is expected in the same rows; `addExpected` leads back. */
export const subtractExpected = (
  column: Uint32Array,
  expected: Uint32Array,
  rows: Uint32Array,
): Uint32Array => column.map((value, index) => value - expected[rows[index]!]!);

export const addExpected = (column: Uint32Array, expected: Uint32Array, rows: Uint32Array): Uint32Array =>
  column.map((value, index) => value + expected[rows[index]!]!);
