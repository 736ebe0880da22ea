import { ROOT_NODE, type Tree } from '../../../src/core/tree/tree.js';
import { type SnapshotHeader, totalsOf } from '../../../src/engine/snapshots/header.js';

/** Makes a header for a tree that does not come from a scan. */
export function headerOf(tree: Tree, followLinks: boolean): SnapshotHeader {
  return {
    root: Uint8Array.from(tree.nodes.name(ROOT_NODE)),
    rules: { followLinks: followLinks ? 'once' : false, crossMounts: false, exclude: ['*.tmp', '\udcff'] },
    started: 1_790_000_000_000,
    finished: 1_790_000_001_000,
    complete: true,
    backend: 'statx',
    scanners: 2,
    totals: totalsOf(tree),
    trusted: { files: 3, allocatedBytes: 2n ** 60n },
    writer: 'test',
  };
}
