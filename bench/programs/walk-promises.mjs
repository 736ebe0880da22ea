/**
 * What most programs for Node do: fs.promises, the stats of one directory at once. JavaScript, so that plain
 * Node runs it: what tsx adds to the start would be measured too.
 *
 * Usage: node walk-promises.mjs ROOT
 */
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const start = performance.now();
const pending = [process.argv[2]];
let entries = 0;
let allocatedBytes = 0;
for (let directory = pending.pop(); directory !== undefined; directory = pending.pop()) {
  const names = await readdir(directory);
  const paths = names.map((name) => join(directory, name));
  const stats = await Promise.all(paths.map((path) => lstat(path)));
  for (const [index, stat] of stats.entries()) {
    entries++;
    allocatedBytes += stat.blocks * 512;
    if (stat.isDirectory()) pending.push(paths[index]);
  }
}
console.log(JSON.stringify({ entries, allocatedBytes, elapsedMs: performance.now() - start }));
