import { chooseReader } from '../../../native/choose-reader.js';
import type { RootOptions } from '../../../native/directory-reader.js';
import type { Backend } from '../../../src/contract/scanner-protocol.js';
import type { ScanResult } from '../../../src/engine/reading/reading.js';
import { Rescan, type RescanOptions } from '../../../src/engine/reading/rescan.js';
import { InProcessScanners, startScan } from './in-process-scanners.js';

/** Scans and rescans of real folders by scanners within the thread of the test. */
export interface RescanRules {
  readonly root: string;
  readonly scanners?: number;
  readonly backend?: Backend | undefined;
  readonly exclude?: readonly string[];
  readonly crossMounts?: boolean;
}

const readers = (rules: RescanRules) => (options: RootOptions) => chooseReader(options, rules.backend);

export function scanFolder(rules: RescanRules): Promise<ScanResult> {
  const { root, scanners = 2, exclude = [], crossMounts = false } = rules;
  return startScan(readers(rules), scanners, { root: Buffer.from(root), exclude, crossMounts }).finished();
}

export function startRescan(
  rules: RescanRules,
  { tree, began }: Pick<ScanResult, 'tree' | 'began'>,
  more: Partial<RescanOptions> = {},
): Rescan {
  const { root, scanners = 2, exclude = [], crossMounts = false } = rules;
  return new Rescan({
    root: Buffer.from(root),
    exclude,
    crossMounts,
    scanners: { start: scanners, max: scanners },
    spawn: new InProcessScanners(readers(rules)).spawn,
    tree,
    before: began,
    ...more,
  });
}

export const rescanFolder = (...of: Parameters<typeof startRescan>): Promise<ScanResult> =>
  startRescan(...of).finished();

/** Moments of a scan and a rescan some minutes in the future, so that all times of directories are old. */
export const withReliableStamps = ({ tree }: Pick<ScanResult, 'tree'>) => ({
  tree,
  began: { wall: Date.now() + 100_000 },
});
export const later = () => ({ now: { wall: Date.now() + 200_000 } });
