import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoTime } from './iso-time.js';

const day = 86_400n;
/** Seconds of so many whole cycles of 400 years: the calendar repeats itself after 146,097 days. */
const cycles = (count: bigint): bigint => count * 146_097n * day;

test.each<[seconds: bigint, nanoseconds: number, text: string]>([
  [0n, 0, '1970-01-01T00:00:00.000000000Z'],
  [1_795_339_800n, 123_456_789, '2026-11-22T09:30:00.123456789Z'],
  [-1n, 999_999_999, '1969-12-31T23:59:59.999999999Z'],
  [-2_000_000_001n, 500_000_000, '1906-08-16T20:26:39.500000000Z'],
  [253_402_300_799n, 1, '9999-12-31T23:59:59.000000001Z'],
  [253_402_300_800n, 0, '+010000-01-01T00:00:00.000000000Z'],
  [-62_167_219_200n, 0, '0000-01-01T00:00:00.000000000Z'],
  [-62_167_219_201n, 0, '-000001-12-31T23:59:59.000000000Z'],
  [8_640_000_000_000n, 7, '+275760-09-13T00:00:00.000000007Z'],
  [8_640_000_000_001n, 7, '+275760-09-13T00:00:01.000000007Z'],
  [-8_640_000_000_000n, 0, '-271821-04-20T00:00:00.000000000Z'],
  [-8_640_000_000_001n, 0, '-271821-04-19T23:59:59.000000000Z'],
  [2n ** 63n - 1n, 999_999_999, '+292277026596-12-04T15:30:07.999999999Z'],
  [-(2n ** 63n), 0, '-292277022657-01-27T08:29:52.000000000Z'],
])('%s s and %i ns are %s', (seconds, nanoseconds, text) => {
  expect(isoTime({ seconds, nanoseconds })).toBe(text);
});

describe('times', () => {
  test('are those of Date, to the nanosecond, where a Date can hold them', () => {
    const range = { min: -8_640_000_000_000n, max: 8_640_000_000_000n - 1n };
    fc.assert(
      fc.property(fc.bigInt(range), fc.nat(999_999_999), (seconds, nanoseconds) => {
        const text = isoTime({ seconds, nanoseconds });
        const milliseconds = Number(seconds) * 1000 + Math.floor(nanoseconds / 1e6);
        expect(text.replace(/\d{6}Z$/, 'Z')).toBe(new Date(milliseconds).toISOString());
        expect(Number(text.slice(-10, -1))).toBe(nanoseconds);
      }),
    );
  });

  test('beyond that differ from those 400 years apart by the year alone', () => {
    const range = { min: -(2n ** 62n), max: 2n ** 62n };
    fc.assert(
      fc.property(fc.bigInt(range), fc.bigInt({ min: -1000n, max: 1000n }), (seconds, count) => {
        const split = (of: bigint) => /^([+-]?\d+)(-.*)$/.exec(isoTime({ seconds: of, nanoseconds: 5 }))!;
        const [, year, rest] = split(seconds);
        const [, otherYear, otherRest] = split(seconds + cycles(count));
        expect(otherRest).toBe(rest);
        expect(BigInt(otherYear!) - BigInt(year!)).toBe(count * 400n);
      }),
    );
  });
});
