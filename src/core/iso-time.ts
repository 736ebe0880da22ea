/** Times by ISO 8601 with nanoseconds, in UTC: "2026-11-22T09:30:00.123456789Z". */
import type { Timestamp } from './nodes.js';

/** What a Date can hold: 8.64e15 milliseconds on each side of 1970 (ECMAScript, Time Values). */
const furthest = 8_640_000_000_000n;
const daySeconds = 86_400n;
/** The Gregorian calendar repeats itself after 400 years. */
const cycleSeconds = 146_097n * daySeconds;

/** @param timestamp also outside of what a `Date` can hold: years then have a sign and more digits. */
export function isoTime(timestamp: Timestamp): string {
  const { seconds, nanoseconds } = timestamp;
  const fraction = nanoseconds.toString().padStart(9, '0');
  if (seconds >= -furthest && seconds <= furthest) {
    return new Date(Number(seconds) * 1000).toISOString().replace('.000Z', `.${fraction}Z`);
  }
  const cycles = seconds / cycleSeconds;
  const [, sign, year, rest] = /^([+-]?)(\d+)(-.*)\.000Z$/.exec(
    new Date(Number(seconds - cycles * cycleSeconds) * 1000).toISOString(),
  )!;
  const shifted = BigInt(`${sign}${year}`) + cycles * 400n;
  const digits = (shifted < 0n ? -shifted : shifted).toString();
  return `${shifted < 0n ? '-' : '+'}${digits.padStart(6, '0')}${rest}.${fraction}Z`;
}
