import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface Options {
  /** Number of files in the generated tree; its directories follow from it. */
  readonly files: number;
  /** Number of timed runs of each contender. */
  readonly rounds: number;
  /** Sections to run, in the order of the registry; all when empty. */
  readonly only: readonly string[];
  /** A folder to measure instead of the generated tree. It is only read. */
  readonly tree: string | undefined;
  /** Another checkout, built, with which this one is compared. */
  readonly against: string | undefined;
  /** File to which every sample is written as JSON. */
  readonly json: string | undefined;
}

export const USAGE =
  'npm run bench -- [--files N] [--rounds N] [--only SECTION,…] [--tree DIR] [--json FILE | --against CHECKOUT]';

/** Parses the options. Throws a TypeError or RangeError with a message for people. */
export function parseOptions(arguments_: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...arguments_],
    options: {
      files: { type: 'string', default: '500000' },
      rounds: { type: 'string', default: '5' },
      only: { type: 'string', default: '' },
      tree: { type: 'string' },
      against: { type: 'string' },
      json: { type: 'string' },
    },
  });
  return {
    files: parseCount('--files', values.files),
    rounds: parseCount('--rounds', values.rounds),
    only: values.only.split(',').filter((name) => name !== ''),
    tree: values.tree === undefined ? undefined : resolve(values.tree),
    against: values.against === undefined ? undefined : resolve(values.against),
    json: values.json,
  };
}

function parseCount(option: string, text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new RangeError(`${option} wants a whole number of at least 1, not "${text}"`);
  }
  return count;
}
