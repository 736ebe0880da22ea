/**
 * Blocks of a snapshot: a batch each, compressed by the threads of Node's pool. The checksum of a block covers those of
 * all before it, so none can be missing or moved.
 */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, deflateRaw, inflateRaw } from 'node:zlib';
import type { EntryBatch } from '../../contract/entry-batch.js';
import {
  countsOf,
  type PackedCounts,
  packBatch,
  packedLength,
  storedColumns,
} from '../../core/stored/packed-batch.js';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

export const HEAD_LENGTH = 32;
export const SUM_LENGTH = 32;

/** Head before a block's bytes: eight words. */
export interface BlockHead {
  readonly counts: PackedCounts;
  readonly nameBytes: number;
  /** Length in compressed bytes. */
  readonly numbersLength: number;
  readonly namesLength: number;
}

/** Block without its checksum. */
export interface Block {
  readonly head: Uint8Array;
  readonly numbers: Uint8Array;
  readonly names: Uint8Array;
}

export async function compressBlock(batch: EntryBatch): Promise<Block> {
  const packed = packBatch(batch);
  const [numbers, names] = await Promise.all([
    // Numbers in planes have runs, and hardly anything else that comes again. Perf: bench snapshots.
    deflate(packed, { level: 1, strategy: constants.Z_RLE, chunkSize: chunkOf(packed.length) }),
    deflate(batch.names, { level: 1, chunkSize: chunkOf(batch.names.length) }),
  ]);
  const head = encodeHead({
    counts: countsOf(batch),
    nameBytes: batch.names.length,
    numbersLength: numbers.length,
    namesLength: names.length,
  });
  return { head, numbers, names };
}

/** Block before its compression. */
export interface ExpandedBlock {
  readonly counts: PackedCounts;
  readonly numbers: Uint8Array;
  readonly names: Uint8Array;
}

/** Expands a block of a version of the format. @throws Error where the bytes are not compressed, or become more than the head says. */
export async function expandBlock(
  { counts, nameBytes }: BlockHead,
  numbers: Uint8Array,
  names: Uint8Array,
  version: number,
): Promise<ExpandedBlock> {
  const length = packedLength(counts, storedColumns(version));
  const expanded = await Promise.all([expand(numbers, length), expand(names, nameBytes)]);
  return { counts, numbers: expanded[0], names: expanded[1] };
}

function expand(bytes: Uint8Array, length: number): Promise<Uint8Array> {
  // Perf: one chunk for all, since each is a way to another thread and back.
  return inflate(bytes, { maxOutputLength: Math.max(1, length), chunkSize: Math.max(64, length + 1) });
}

const chunkOf = (length: number): number => Math.max(1 << 12, length >> 1);

/** Returns the checksum of some bytes behind all that the checksum before covers. */
export function chainSum(before: Uint8Array, ...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256').update(before);
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function encodeHead({ counts, nameBytes, numbersLength, namesLength }: BlockHead): Uint8Array {
  const { rows, sections, directories, attributes, failures } = counts;
  const words = [numbersLength, namesLength, nameBytes, rows, sections, directories, attributes, failures];
  const head = new DataView(new ArrayBuffer(HEAD_LENGTH));
  words.forEach((word, index) => {
    head.setUint32(4 * index, word, true);
  });
  return new Uint8Array(head.buffer);
}

/** Head of an empty block, which ends a file. */
export const END_HEAD: Uint8Array = new Uint8Array(HEAD_LENGTH);

export function decodeHead(bytes: Uint8Array): BlockHead {
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEAD_LENGTH);
  const word = (index: number) => view.getUint32(4 * index, true);
  return {
    numbersLength: word(0),
    namesLength: word(1),
    nameBytes: word(2),
    counts: {
      rows: word(3),
      sections: word(4),
      directories: word(5),
      attributes: word(6),
      failures: word(7),
    },
  };
}
