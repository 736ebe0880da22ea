/**
 * Scans and rescans of a root in one process, in turns, each timed.
 *
 * Usage: node rescan.js WORKER SCANNERS ROUNDS ROOT [new], bundled by `bundle.ts`. With `new`, each reading starts its
 * scanners, whose code is compiled as it runs; otherwise they stay, as those of an open root do.
 */
import { nodePath } from '../../src/core/tree/paths.js';
import type { Tree } from '../../src/core/tree/tree.js';
import { quickChoice, quickDefaults } from '../../src/core/update/quick-choice.js';
import type { ScanResult } from '../../src/engine/reading/reading.js';
import { Rescan, type RescanOptions } from '../../src/engine/reading/rescan.js';
import { Scan } from '../../src/engine/reading/scan.js';
import { KeptScanners } from '../../src/engine/scanners/kept-scanners.js';
import { scannerThreads } from '../../src/engine/scanners/scanner-thread.js';

/** Milliseconds of each kind of reading, one per round. */
export interface RescanReport {
  readonly entries: number;
  readonly fresh: number[];
  readonly exact: number[];
  readonly quick: number[];
  /** A folder, its number of entries, and the time of an exact rescan of it. */
  readonly part: { readonly path: string; readonly entries: number; readonly elapsed: number[] };
}

const [worker, scanners, rounds, root, mode] = process.argv.slice(2);
const count = Number(scanners);
const threads = scannerThreads(new URL(`./${worker}.js`, import.meta.url));
const kept = new KeptScanners(threads, count);
const common = {
  root: Buffer.from(root!),
  crossMounts: false,
  exclude: [],
  scanners: { start: count, max: count },
  spawn: mode === 'new' ? threads : kept.spawn,
};

async function complete(reading: Scan | Rescan): Promise<ScanResult> {
  const result = await reading.finished();
  if (!result.complete) throw new Error(`the reading did not end: ${result.crash}`);
  return result;
}

const scan = () => complete(new Scan({ ...common, followLinks: false }));
const rescan = ({ tree, began }: ScanResult, more: Partial<RescanOptions> = {}) =>
  complete(new Rescan({ ...common, tree, before: began, ...more }));

/** Finds the directory that holds about a tenth of all entries. */
function chooseDirectory({ directories }: Tree): number {
  const wanted = directories.totals.entries(0) / 10;
  let best = 0;
  for (let directory = 1; directory < directories.count; directory++) {
    const distance = (of: number) => Math.abs(directories.totals.entries(of) - wanted);
    if (distance(directory) < distance(best)) best = directory;
  }
  return best;
}

let last = await scan();
const { tree } = last;
const directory = chooseDirectory(tree);
// why: a tree in which nothing is recent is to be measured, though it was made today.
const isWanted = quickChoice(tree.nodes, { ...quickDefaults, recentDays: 0 }, Date.now() / 1000);
const report: RescanReport = {
  entries: tree.nodes.count - 1,
  fresh: [],
  exact: [],
  quick: [],
  part: {
    path: Buffer.from(nodePath(tree, tree.directories.node(directory))).toString(),
    entries: tree.directories.totals.entries(directory),
    elapsed: [],
  },
};
for (let round = 0; round < Number(rounds); round++) {
  report.fresh.push((await scan()).elapsedMilliseconds);
  last = await rescan(last);
  report.exact.push(last.elapsedMilliseconds);
  report.part.elapsed.push((await rescan(last, { directory })).elapsedMilliseconds);
  report.quick.push((await rescan(last, { isWanted })).elapsedMilliseconds);
}
kept.close();
if (tree.nodes.count - 1 !== report.entries) throw new Error('the tree has changed meanwhile');
console.log(JSON.stringify(report));
