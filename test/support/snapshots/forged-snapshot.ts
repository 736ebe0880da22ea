import { deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import {
  chainSum,
  decodeHead,
  END_HEAD,
  HEAD_LENGTH,
  SUM_LENGTH,
} from '../../../src/engine/snapshots/block.js';

/** A change of bytes: its place as a share of the length, and the new bytes. */
const mutation = fc.record({
  part: fc.constantFrom('numbers', 'numbers', 'numbers', 'names', 'head'),
  place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  value: fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 47, 46, 255)),
});

export type Mutation = typeof mutation extends fc.Arbitrary<infer Value> ? Value : never;
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(mutation, {
  minLength: 1,
  maxLength: 4,
});

/** Changes the only block of a snapshot, and corrects all checksums. */
export function forge(bytes: Buffer, changes: readonly Mutation[]): Buffer {
  const start = 16 + bytes.readUInt32LE(12) + SUM_LENGTH;
  const head = Buffer.from(bytes.subarray(start, start + HEAD_LENGTH));
  const { numbersLength, namesLength } = decodeHead(head);
  const data = start + HEAD_LENGTH;
  const parts = {
    head,
    numbers: inflateRawSync(bytes.subarray(data, data + numbersLength)),
    names: inflateRawSync(bytes.subarray(data + numbersLength, data + numbersLength + namesLength)),
  };
  for (const { part, place, value } of changes) {
    const target = parts[part as keyof typeof parts];
    // The compressed lengths are set below.
    const from = part === 'head' ? 8 : 0;
    target[from + Math.floor(place * (target.length - from))] = value;
  }
  const numbers = deflateRawSync(parts.numbers);
  const names = deflateRawSync(parts.names);
  head.writeUInt32LE(numbers.length, 0);
  head.writeUInt32LE(names.length, 4);
  const before = bytes.subarray(0, start);
  const sum = chainSum(before.subarray(-SUM_LENGTH), head, numbers, names);
  return Buffer.concat([before, head, numbers, names, sum, END_HEAD, chainSum(sum, END_HEAD)]);
}
