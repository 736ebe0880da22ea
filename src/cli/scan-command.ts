/** `hectare scan`: prints the totals of one or several folders. */

import type { ScanResult } from '../engine/reading/reading.js';
import { addCounted, type CountedRoots, noCountedRoots } from '../engine/reading/scan.js';
import { readyScanners } from '../engine/scanners/ready-ports.js';
import type { SpawnScanner } from '../engine/scanners/scanner-thread.js';
import type { SnapshotStore } from '../engine/snapshots/store.js';
import { ExitCode, UserError } from './exit-code.js';
import { watchInterrupt } from './interrupt.js';
import { findPlaceProblem, type KeepOptions, keepScan, openStore } from './kept-snapshots.js';
import { type RescanKeptOptions, rescanKept } from './rescan-kept.js';
import {
  firstScanners,
  type ReadingOptions,
  type RootTask,
  reportFailures,
  rulesOf,
  scanRoot,
} from './root-scan.js';
import { scanReport, totalReport } from './scan-report.js';
import { addSummaries, type RootSummary, summarize, summaryJson } from './scan-summary.js';
import { outputHasEnded } from './standard-streams.js';

export interface ScanCommandOptions extends ReadingOptions, KeepOptions, RescanKeptOptions {
  readonly json?: true;
  readonly top: number;
  readonly depth: number;
  readonly apparent?: true;
  readonly countLinks?: true;
  readonly rescan?: true;
}

/** Scans, and returns the exit code. A root that cannot be read does not keep others from being read. @throws UserError */
export async function scanCommand(
  folders: string[],
  options: ScanCommandOptions,
  spawn: SpawnScanner,
): Promise<number> {
  const { save, rescan, quick, snapshots } = options;
  const isKept = save || rescan || quick || snapshots !== undefined;
  checkOptions(options, isKept ?? false);
  // why: what was found is worth more than its snapshot; without a place for that, the scan is made all the same.
  const problem = isKept ? findPlaceProblem(options) : undefined;
  const store = isKept && problem === undefined ? openStore(options) : undefined;
  // why: what a later folder holds may have been counted in an earlier one, and would be missing in its snapshot.
  if (isKept && folders.length > 1) {
    throw new UserError('snapshots are of one folder each: name one at a time', ExitCode.usage);
  }
  const run: ScanRun = { options, store, summaries: [], exitCode: ExitCode.ok };
  const interrupt = watchInterrupt();
  let counted: CountedRoots | undefined = folders.length > 1 ? noCountedRoots() : undefined;
  for (const folder of folders) {
    if (interrupt.isRequested || (outputHasEnded() && !store)) break;
    try {
      const result = await read({ folder, options, spawn, interrupt }, { store, counted });
      if (counted) counted = addCounted(result.tree, counted);
      await report(run, folder, result);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      process.stderr.write(`hectare: ${error.message}\n`);
      addExitCode(run, error.exitCode);
    }
  }
  interrupt.release();
  if (problem !== undefined) {
    process.stderr.write(`hectare: nothing was kept: ${problem}\n`);
    addExitCode(run, ExitCode.incomplete);
  }
  if (folders.length > 1) printTotal(run.summaries, folders.length, options);
  return interrupt.isRequested ? ExitCode.interrupted : run.exitCode;
}

interface ScanRun {
  readonly options: ScanCommandOptions;
  readonly store: SnapshotStore | undefined;
  readonly summaries: RootSummary[];
  exitCode: number;
}

/** Keeps the worst exit code. */
function addExitCode(run: ScanRun, exitCode: number): void {
  run.exitCode = Math.max(run.exitCode, exitCode);
}

/** Prints the result of a folder, and saves it where that is asked for. @throws UserError */
async function report(run: ScanRun, folder: string, result: ScanResult): Promise<void> {
  const { options, store, summaries } = run;
  if (reportFailures(result, false)) addExitCode(run, ExitCode.incomplete);
  summaries.push(print(folder, result, options));
  if (store && result.complete) {
    await keepScan(store, folder, rulesOf(options, { followLinks: linkRule(options) }), result);
  }
}

/** Checks options. @throws UserError where one would do nothing: something else was meant. */
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

/** Links lead to each folder once, as with du -L, or on every path to it where each name counts, as with du -Ll. */
const linkRule = ({ countLinks }: ScanCommandOptions): 'everyPath' | 'once' =>
  countLinks ? 'everyPath' : 'once';

interface Before {
  /** Store that has the snapshot a rescan begins with. */
  readonly store: SnapshotStore | undefined;
  /** What earlier folders of the command have counted. */
  readonly counted: CountedRoots | undefined;
}

async function read(task: RootTask<ScanCommandOptions>, { store, counted }: Before): Promise<ScanResult> {
  const { options, spawn } = task;
  const rule = { followLinks: linkRule(options), counted };
  if (!store || !(options.rescan || options.quick)) return scanRoot(task, rule);
  // Perf: the scanners load while the snapshot is read (`npm run bench -- --only rescan`).
  const scanners = readyScanners(spawn);
  scanners.prepare(firstScanners(options));
  const ready = { ...task, spawn: () => scanners.take() };
  try {
    return (await rescanKept(store, ready)) ?? (await scanRoot(ready, rule));
  } finally {
    scanners.close();
  }
}

function print(folder: string, result: ScanResult, options: ScanCommandOptions): RootSummary {
  const summary = summarize(folder, result, options.countLinks ?? false);
  const text = options.json ? `${summaryJson(summary)}\n` : scanReport(summary, result.tree, options);
  process.stdout.write(text);
  return summary;
}

/** @param folders number of folders that were to be scanned. */
function printTotal(summaries: readonly RootSummary[], folders: number, options: ScanCommandOptions): void {
  const total = addSummaries(summaries, folders);
  process.stdout.write(options.json ? `${summaryJson(total)}\n` : totalReport(total, options));
}
