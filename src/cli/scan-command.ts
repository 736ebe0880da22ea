/** `hectare scan`: totals of one or several folders. */

import type { ScanResult } from '../engine/reading/reading.js';
import { addCounted, type CountedRoots, noCountedRoots } from '../engine/reading/scan.js';
import { readyScanners } from '../engine/scanners/ready-ports.js';
import type { SpawnScanner } from '../engine/scanners/scanner-thread.js';
import type { SnapshotStore } from '../engine/snapshots/store.js';
import { ExitCode, UserError } from './exit-code.js';
import { type Interrupt, watchInterrupt } from './interrupt.js';
import { type KeepOptions, keepScan, openStore } from './kept-snapshots.js';
import { type RescanKeptOptions, rescanKept } from './rescan-kept.js';
import { firstScanners, type RootOptions, reportFailures, rulesOf, scanRoot } from './root-scan.js';
import { scanReport, totalReport } from './scan-report.js';
import { addSummaries, type ScanSummary, summarize, summaryJson } from './scan-summary.js';

export interface ScanCommandOptions extends RootOptions, KeepOptions, RescanKeptOptions {
  readonly json?: true;
  readonly top: number;
  readonly depth: number;
  readonly apparent?: true;
  readonly countLinks?: true;
  readonly rescan?: true;
}

/** Returns the exit code. A root that cannot be read does not keep the others from being read. @throws UserError */
export async function scan(
  folders: string[],
  options: ScanCommandOptions,
  spawn: SpawnScanner,
): Promise<number> {
  const { save, rescan, quick, snapshots } = options;
  const isKept = save || rescan || quick || snapshots !== undefined;
  checkOptions(options, isKept ?? false);
  const store = isKept ? openStore(options) : undefined;
  // why: what a later folder holds may have been counted in an earlier one, and would be missing in its snapshot.
  if (store && folders.length > 1) {
    throw new UserError('snapshots are of one folder each: name one at a time', ExitCode.usage);
  }
  const summaries: ScanSummary[] = [];
  let counted: CountedRoots | undefined = folders.length > 1 ? noCountedRoots() : undefined;
  let exitCode: number = ExitCode.ok;
  const interrupt = watchInterrupt();
  for (const folder of folders) {
    try {
      const result = await read(folder, options, store, spawn, interrupt, counted);
      if (counted) counted = addCounted(result.tree, counted);
      if (reportFailures(result)) exitCode = Math.max(exitCode, ExitCode.incomplete);
      summaries.push(print(folder, result, options));
      if (!result.complete && result.crash === undefined) {
        exitCode = ExitCode.interrupted;
        break;
      }
      if (store && result.complete) await keepScan(store, folder, rulesOf(options, 'once'), result);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      process.stderr.write(`hectare: ${error.message}\n`);
      exitCode = Math.max(exitCode, error.exitCode);
    }
  }
  interrupt.release();
  if (folders.length > 1) printTotal(summaries, options);
  return exitCode;
}

/** @throws UserError where an option would do nothing: what was meant is something else. */
function checkOptions(options: ScanCommandOptions, isKept: boolean): void {
  const { rescan, quick, only, quickLarge, quickRecent, keep, keepBytes } = options;
  const refuse = (words: string) => {
    throw new UserError(words, ExitCode.usage);
  };
  if (only !== undefined && !rescan && !quick) refuse('--only is for rescans: add --rescan, or --quick');
  if ((quickLarge ?? quickRecent) !== undefined && !quick) {
    refuse('--quick-large and --quick-recent are for quick rescans: add --quick');
  }
  if ((keep ?? keepBytes) !== undefined && !isKept) {
    refuse('--keep and --keep-bytes are for snapshots: add --save');
  }
}

async function read(
  folder: string,
  options: ScanCommandOptions,
  store: SnapshotStore | undefined,
  spawn: SpawnScanner,
  interrupt: Interrupt,
  counted: CountedRoots | undefined,
): Promise<ScanResult> {
  if (!store || !(options.rescan || options.quick)) {
    return scanRoot(folder, options, 'once', spawn, interrupt, counted);
  }
  // Perf: the scanners load while the snapshot is read (`npm run bench -- --only rescan`).
  const scanners = readyScanners(spawn);
  scanners.prepare(firstScanners(options));
  const take = () => scanners.take();
  try {
    const again = await rescanKept(store, folder, options, take, interrupt);
    return again ?? (await scanRoot(folder, options, 'once', take, interrupt, counted));
  } finally {
    scanners.close();
  }
}

function print(folder: string, result: ScanResult, options: ScanCommandOptions): ScanSummary {
  const summary = summarize(folder, result, options.countLinks ?? false);
  const text = options.json ? `${summaryJson(summary)}\n` : scanReport(summary, result.tree, options);
  process.stdout.write(text);
  return summary;
}

function printTotal(summaries: readonly ScanSummary[], options: ScanCommandOptions): void {
  const total = addSummaries(summaries);
  process.stdout.write(options.json ? `${summaryJson(total)}\n` : totalReport(total, options));
}
