import { join } from 'node:path';
import { type Contender, readJsonClaim } from './contender.js';

const COMMAND_LINE = join(import.meta.dirname, '../out/node/cli.js');

/** Makes contenders of `hectare scan`; for an undefined thread count it chooses itself. */
export function scans(tree: string, threadCounts: readonly (number | undefined)[]): Contender[] {
  return threadCounts.map((threads) => ({
    name: threads === undefined ? 'hectare scan' : `hectare scan × ${threads}`,
    command: [
      process.execPath,
      COMMAND_LINE,
      'scan',
      '--json',
      ...(threads === undefined ? [] : ['--threads', `${threads}`]),
      tree,
    ],
    readClaim: readJsonClaim,
    ...(threads === undefined ? {} : { threads }),
  }));
}

/** The plain sequential walk of the library: the baseline of the batched listing. */
export function plainListing(tree: string): Contender {
  return { name: 'FileListWalker', threads: 1, ...runProgram('list.mjs', 'plain', tree) };
}

export function batchedListings(tree: string, scannerCounts: readonly number[]): Contender[] {
  return scannerCounts.map((scanners) => ({
    name: `batched listing × ${scanners}`,
    threads: scanners,
    ...runProgram('list.mjs', 'batched', tree, `${scanners}`),
  }));
}

export function promisesWalk(tree: string): Contender {
  return { name: 'fs.promises', ...runProgram('walk-promises.mjs', tree) };
}

function runProgram(name: string, ...arguments_: string[]): Pick<Contender, 'command' | 'readClaim'> {
  const program = join(import.meta.dirname, 'programs', name);
  return { command: [process.execPath, program, ...arguments_], readClaim: readJsonClaim };
}
