/** Times by ISO 8601 with nanoseconds, in UTC: "2026-11-22T09:30:00.123456789Z". */
import type { Timestamp } from './nodes.js';

/** Limit of a Date: 8.64e15 milliseconds on each side of 1970 (ECMAScript, Time Values). */
const furthest = 8_640_000_000_000n;
const daySeconds = 86_400n;
/** The Gregorian calendar repeats itself after 400 years. */
const cycleSeconds = 146_097n * daySeconds;

let lastDay = Number.NaN;
let lastDate = '';

/** Perf: entries beside each other are often of the same day; a Date is made only for another one. */
function dayAndTime(seconds: number): string {
  const day = Math.floor(seconds / 86_400);
  if (day !== lastDay) {
    lastDay = day;
    lastDate = new Date(day * 86_400_000).toISOString().slice(0, -'00:00:00.000Z'.length);
  }
  const ofDay = seconds - day * 86_400;
  return `${lastDate}${two(Math.floor(ofDay / 3600))}:${two(Math.floor(ofDay / 60) % 60)}:${two(ofDay % 60)}`;
}

const two = (number: number): string => (number < 10 ? `0${number}` : `${number}`);

/** @param timestamp also outside of what a `Date` can hold: years then have a sign and more digits. */
export function isoTime(timestamp: Timestamp): string {
  const { seconds, nanoseconds } = timestamp;
  const fraction = nanoseconds.toString().padStart(9, '0');
  if (seconds >= -furthest && seconds <= furthest) {
    return `${dayAndTime(Number(seconds))}.${fraction}Z`;
  }
  const cycles = seconds / cycleSeconds;
  const [, sign, year, rest] = /^([+-]?)(\d+)(-.*)\.000Z$/.exec(
    new Date(Number(seconds - cycles * cycleSeconds) * 1000).toISOString(),
  )!;
  const shifted = BigInt(`${sign}${year}`) + cycles * 400n;
  const digits = (shifted < 0n ? -shifted : shifted).toString();
  return `${shifted < 0n ? '-' : '+'}${digits.padStart(6, '0')}${rest}.${fraction}Z`;
}
