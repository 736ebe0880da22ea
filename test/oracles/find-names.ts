import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

/** Patterns of one run of find: more would not fit into its arguments. */
const patternsAtOnce = 500;

/**
 * Makes a file of each name in a folder, and lets `find -name` match them, which calls fnmatch(3).
 * @returns for each pattern the names that it matches, in Latin-1, sorted.
 */
export function findNames(folder: string, names: readonly Buffer[], patterns: readonly string[]): string[][] {
  for (const name of names) writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), name]), '');
  const matched: string[][] = patterns.map(() => []);
  for (let first = 0; first < patterns.length; first += patternsAtOnce) {
    const tests = patterns
      .slice(first, first + patternsAtOnce)
      .flatMap((pattern, index) => [
        ...(index === 0 ? [] : [',']),
        ...['(', '-name', pattern, '-printf', `${first + index} %f\\0`, ')'],
      ]);
    const { stdout, status } = spawnSync('find', [folder, '-mindepth', '1', ...tests], {
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
      maxBuffer: 2 ** 28,
    });
    if (status !== 0) throw new Error(`find ended with ${status}`);
    for (const line of stdout.toString('latin1').split('\0').slice(0, -1)) {
      const space = line.indexOf(' ');
      matched[Number(line.slice(0, space))]!.push(line.slice(space + 1));
    }
  }
  return matched.map((found) => found.sort());
}
