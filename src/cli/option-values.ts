/** Parsers of the values of options and arguments, with what is said where they are wrong. */
import { InvalidArgumentError } from 'commander';
import { parseSize } from '../core/filter/numbers.js';
import { sizeUnits } from '../core/filter/syntax.js';
import { globBelow } from '../core/globs/glob-below.js';
import { parseGlob } from '../core/globs/glob-parser.js';

export function folder(value: string): string {
  if (value === '') throw new InvalidArgumentError('a folder cannot be empty; for this folder write .');
  return value;
}

export function folders(value: string, previous: string[] = []): string[] {
  return [...previous, folder(value)];
}

export function snapshot(value: string): string {
  // why: any id begins with nothing, so that an empty variable would name one, and delete it.
  if (value === '')
    throw new InvalidArgumentError('an id cannot be empty; hectare snapshots list shows them.');
  return value;
}

export function snapshots(value: string, previous: string[] = []): string[] {
  return [...previous, snapshot(value)];
}

export function count(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('a whole number is needed, like 10.');
  return Number(value);
}

export function byteCount(value: string): number {
  const size = parseSize(value);
  if (!size) throw new InvalidArgumentError('a size is needed, like 64M or 2G.');
  return Math.floor(size.amount * sizeUnits[size.unit]);
}

export function threads(value: string): number {
  const number = count(value);
  if (number < 1 || number > 256) throw new InvalidArgumentError('a number from 1 to 256 is needed.');
  return number;
}

export function port(value: string): number {
  const number = count(value);
  if (number > 65_535) throw new InvalidArgumentError('a number up to 65535 is needed.');
  return number;
}

export function host(value: string): string {
  if (!/^[\w.:-]+$/.test(value)) throw new InvalidArgumentError('an address or a name is needed.');
  return value;
}

export function glob(value: string, previous: string[]): string[] {
  if (/^\/*$/.test(value)) throw new InvalidArgumentError('a pattern cannot be empty.');
  try {
    parseGlob(globBelow(value, '', process.platform === 'win32'));
  } catch (error) {
    throw new InvalidArgumentError(
      `the pattern is broken: ${(error as Error).message}; a \\ before a sign makes it a letter.`,
    );
  }
  return [...previous, value];
}

export function entries(value: string, previous: string[] = []): string[] {
  if (value === '') throw new InvalidArgumentError('a path cannot be empty.');
  return [...previous, value];
}
