/** Progress and results of scans: the same numbers as `hectare scan --json`. */
import type { Finished, Progress } from '../../contract/scans.js';
import { ROOT_DIRECTORY, type Tree } from '../../core/tree/tree.js';
import { sumTrusted } from '../../core/update/trusted-sums.js';
import type { ScanResult, ScanStatus } from '../reading/reading.js';

export function describeProgress(
  tree: Tree,
  status: Omit<ScanStatus, 'backend'> & { readonly backend: string },
): Progress {
  const { totals } = tree.directories;
  const entries = totals.entries(ROOT_DIRECTORY);
  const { elapsedMilliseconds } = status;
  return {
    entries,
    allocatedBytes: `${totals.allocatedBytes(ROOT_DIRECTORY)}`,
    apparentBytes: `${totals.apparentBytes(ROOT_DIRECTORY)}`,
    failures: tree.failures.length,
    entriesPerSecond: elapsedMilliseconds > 0 ? (entries / elapsedMilliseconds) * 1000 : 0,
    elapsedMilliseconds,
    scanners: status.scanners,
    backend: status.backend,
    ...(status.rescan && { rescan: status.rescan }),
    ...(status.waitingFor.length > 0 && { waitingFor: status.waitingFor }),
  };
}

/** Result of a scan, also of a saved one, whose backend may be missing here. */
export type EndedScan = Omit<
  ScanResult,
  'backend' | 'began' | 'refused' | 'waitingFor' | 'aliases' | 'unmatchedGlobs'
> & {
  readonly backend: string;
};

export function describeResult(result: EndedScan): Finished {
  const { tree, complete, crash } = result;
  const { files, paths, duplicateBytes } = tree.hardLinks;
  const trusted = sumTrusted(tree.nodes);
  return {
    ...describeProgress(tree, { waitingFor: [], ...result }),
    complete,
    ...tree.directories.totals.counts(ROOT_DIRECTORY),
    hardLinks: { files, paths, duplicateBytes: `${duplicateBytes}` },
    otherMounts: tree.otherMounts.length,
    trusted: { files: trusted.files, allocatedBytes: `${trusted.allocatedBytes}` },
    ...(crash !== undefined && { crash }),
  };
}
