import { Scan } from '../../../src/engine/reading/scan.js';
import type { ScanRules } from '../../../src/engine/snapshots/header.js';
import { SnapshotStore } from '../../../src/engine/snapshots/store.js';
import { localScanners } from '../scanners/local-scanners.js';

/** Scans a folder and keeps it as a snapshot below another folder. Returns its id and the path of its file. */
export async function saveSnapshot(
  folder: string,
  snapshots: string,
  rules: ScanRules = { followLinks: false, crossMounts: false, exclude: [] },
): Promise<{ id: string; path: string }> {
  const root = Buffer.from(folder);
  const started = Date.now();
  const scan = new Scan({ root, ...rules, scanners: { start: 1, max: 1 }, spawn: localScanners() });
  const { tree, complete, backend, scanners } = await scan.finished();
  const store = new SnapshotStore(snapshots, () => undefined);
  return store.save({ tree, root, rules, started, complete, backend, scanners });
}
