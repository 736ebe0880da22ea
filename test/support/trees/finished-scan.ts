import type { Tree } from '../../../src/core/tree/tree.js';
import type { FinishedScan } from '../../../src/engine/snapshots/store.js';

/** Makes the result of a scan that found a tree at a root. */
export function finishedScan(tree: Tree, root: string, more: Partial<FinishedScan> = {}): FinishedScan {
  return {
    tree,
    root: Buffer.from(root),
    rules: { followLinks: false, crossMounts: false, exclude: [] },
    started: 1_790_000_000_000,
    complete: true,
    backend: 'statx',
    scanners: 2,
    ...more,
  };
}
