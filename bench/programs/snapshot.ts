/**
 * Keeps a scan, or opens a snapshot, as a whole process: nothing is compiled yet, as in a program that has just started.
 *
 * Usage: node snapshot.js save WORKER ROOT FOLDER | open ROOT FOLDER, bundled by `bundle.ts`
 */

import { FileKinds } from '../../src/core/kinds/file-kinds.js';
import { LegendKeys } from '../../src/core/kinds/legend-keys.js';
import { MapLayout } from '../../src/core/map/layout.js';
import { EntrySizes } from '../../src/core/view/entry-sizes.js';
import { Scan } from '../../src/engine/reading/scan.js';
import { scannerThreads } from '../../src/engine/scanners/scanner-thread.js';
import { SnapshotStore } from '../../src/engine/snapshots/store.js';

/** Output of `save`, as JSON. */
export interface SaveReport {
  readonly entries: number;
  readonly bytes: number;
  /** Milliseconds until it is on the disk under its name. */
  readonly milliseconds: number;
}

/** Output of `open`. */
export interface OpenReport {
  /** Milliseconds until the tree is read, and until the first frame of its map is laid out. */
  readonly read: number;
  readonly drawn: number;
  readonly tiles: number;
}

const rules = { followLinks: false, crossMounts: false, exclude: [] } as const;
const view = { focus: 0, width: 1920, height: 1080, colours: 'type' } as const;
const now = 1_790_000_000;
const scanners = 2;

function storeIn(folder: string): SnapshotStore {
  return new SnapshotStore(folder, ({ path, problem }) => {
    throw new Error(`${path}: ${problem.message}`);
  });
}

async function save(worker: string, path: string, folder: string): Promise<SaveReport> {
  const root = Buffer.from(path);
  const spawn = scannerThreads(new URL(`./${worker}.js`, import.meta.url));
  const scan = new Scan({ root, ...rules, scanners: { start: scanners, max: scanners }, spawn });
  const { tree, began, backend, complete } = await scan.finished();
  const start = performance.now();
  const started = began.wall;
  const { bytes } = await storeIn(folder).save({ tree, root, rules, started, complete, backend, scanners });
  return { entries: tree.nodes.count - 1, bytes, milliseconds: performance.now() - start };
}

async function openKept(path: string, folder: string): Promise<OpenReport> {
  const start = performance.now();
  const newest = await storeIn(folder).newest(Buffer.from(path), rules);
  if (!newest) throw new Error('there is no snapshot');
  const { tree } = newest;
  const read = performance.now() - start;
  const sizes = new EntrySizes(tree, { measure: 'allocated', everyLink: false });
  const layout = new MapLayout(sizes, new LegendKeys(tree, new FileKinds(tree.nodes), now));
  const tiles = layout.layOut(view, false).node.length;
  return { read, drawn: performance.now() - start, tiles };
}

const [action, first, second, third] = process.argv.slice(2);
const report = action === 'save' ? await save(first!, second!, third!) : await openKept(first!, second!);
console.log(JSON.stringify(report));
