/** Saves a tree again and again until it is killed. Arguments: the folder of the snapshots, entries, how many are kept. */
import { SnapshotStore } from '../../../src/engine/snapshots/store.js';
import { finishedScan } from '../trees/finished-scan.js';
import { largeTree } from '../trees/large-tree.js';

const [folder, entries, perRoot] = process.argv.slice(2);
const refuse = (): never => {
  throw new Error('a snapshot was refused');
};
const store = new SnapshotStore(folder!, refuse, { perRoot: Number(perRoot), bytes: 1e12 });
const scan = finishedScan(largeTree(Number(entries)), '/root');
for (;;) {
  await store.save({ ...scan, started: Date.now() });
  process.stdout.write('saved\n');
}
