import { describe, expect, test } from 'vitest';
import { addressOf, declare, errno, NativeBuffer } from './libc.js';

describe('a native buffer', () => {
  test.each([0, 8, 4095, 4097])('of %i bytes is refused', (length) => {
    expect(() => new NativeBuffer(length)).toThrow(RangeError);
  });

  test('has the same memory as bytes and as words', () => {
    const buffer = new NativeBuffer(4096);
    buffer.words[1] = 0x0403_0201;
    expect(Array.from(buffer.bytes.subarray(4, 8))).toEqual([1, 2, 3, 4]);
  });

  test.each([-1, 4096, 2 ** 40])('has no address at %i', (offset) => {
    expect(() => new NativeBuffer(4096).at(offset)).toThrow(RangeError);
  });

  test('has addresses in a row', () => {
    const buffer = new NativeBuffer(8192);
    expect([buffer.at(0) - buffer.address, buffer.at(8191) - buffer.address]).toEqual([0, 8191]);
  });

  test('keeps its address while memory is made and thrown away', () => {
    const buffer = new NativeBuffer(4096);
    const { address } = buffer;
    for (let turn = 0; turn < 200; turn++) new Uint8Array(1 << 20).fill(turn);
    expect(addressOf(buffer.bytes)).toBe(address);
  });
});

test('small arrays have no address, since they may move', () => {
  expect(() => addressOf(new Uint8Array(4095))).toThrow(RangeError);
});

test('what the library lacks is undefined', () => {
  expect(declare('int no_such_function_at_all(int)')).toBeUndefined();
});

const hasClose = process.platform !== 'win32';

test.skipIf(!hasClose)(
  `errno is that of the call just made${hasClose ? '' : ' (skipped: needs POSIX)'}`,
  () => {
    const close = declare<(descriptor: number) => number>('int close(int)')!;
    expect([close(-1), errno()]).toEqual([-1, 9]);
  },
);
