import { describe, expect, test } from 'vitest';
import { reliableTimes } from './reliable-times.js';

const ext4 = 0xef53;
/** Milliseconds since 1970. */
const start = 1_800_000_000_500;
const before = { wall: start, monotonic: 5000 };
const now = { wall: start + 60_000, monotonic: 65_000 };
const seconds = start / 1000;

describe('a time is reliable', () => {
  test.each([
    ['a step of the clock before the scan', -0.02, true],
    ['less than that', -0.009, false],
    ['after it began', 0.1, false],
    ['in the future', 1e6, false],
    ['long ago', -1e9, true],
  ])('%s: %d s', (_, offset, isReliable) => {
    expect(reliableTimes(ext4, before, now).includes(seconds + offset)).toBe(isReliable);
  });

  test.each([
    [0, false],
    [-1, true],
  ])('without nanoseconds only where a whole second lies between: %d s', (offset, isReliable) => {
    expect(reliableTimes(ext4, before, now).includes(Math.floor(seconds) + offset)).toBe(isReliable);
  });

  test.each([
    ['ext4', ext4, true],
    ['XFS', 0x58465342, true],
    ['btrfs', 0x9123683e, true],
    ['tmpfs', 0x01021994, true],
    ['NFS', 0x6969, false],
    ['SMB', 0xfe534d42, false],
    ['FUSE', 0x65735546, false],
    ['FAT', 0x4d44, false],
    ['overlayfs', 0x794c7630, false],
    ['one that is not known', 12_345, false],
    ['where the system does not tell', undefined, false],
  ])('on %s: %s', (_, type, isReliable) => {
    expect(reliableTimes(type, before, now).includes(seconds - 1000)).toBe(isReliable);
  });

  test.each([
    ['went on', 60_000, 65_000, true],
    ['went on while the machine slept', 9e6, 65_000, true],
    ['was set forward', 9e9, 65_000, true],
    ['was set back by an hour', -3_540_000, 65_000, false],
    ['was set back by a second', 59_000, 65_000, false],
    ['was set back to before the scan', -1, 5100, false],
    ['went on, in another process', 60_000, undefined, true],
    ['was set back, in another process', -1000, undefined, false],
  ])('after the clock %s: %d ms', (_, wall, monotonic, isReliable) => {
    const at = { wall: start + wall, monotonic };
    expect(reliableTimes(ext4, before, at).includes(seconds - 1000)).toBe(isReliable);
  });
});
