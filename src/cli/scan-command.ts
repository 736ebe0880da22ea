/** `hectare scan`: totals of one or several folders. */
import { addCounted, type CountedRoots, noCountedRoots, type ScanResult } from '../engine/scan.js';
import type { SpawnScanner } from '../engine/scanner-thread.js';
import { ExitCode, UserError } from './exit-code.js';
import { watchInterrupt } from './interrupt.js';
import { type RootOptions, reportFailures, scanRoot } from './root-scan.js';
import { scanReport, totalReport } from './scan-report.js';
import { addSummaries, type ScanSummary, summarize, summaryJson } from './scan-summary.js';

export interface ScanCommandOptions extends RootOptions {
  readonly json?: true;
  readonly top: number;
  readonly depth: number;
  readonly apparent?: true;
  readonly countLinks?: true;
}

/** Returns the exit code. A root that cannot be read does not keep the others from being read. */
export async function scan(
  folders: string[],
  options: ScanCommandOptions,
  spawn: SpawnScanner,
): Promise<number> {
  const summaries: ScanSummary[] = [];
  let counted: CountedRoots | undefined = folders.length > 1 ? noCountedRoots() : undefined;
  let exitCode: number = ExitCode.ok;
  const interrupt = watchInterrupt();
  for (const folder of folders) {
    try {
      const result = await scanRoot(folder, options, 'once', spawn, interrupt, counted);
      if (counted) counted = addCounted(result.tree, counted);
      if (reportFailures(result)) exitCode = Math.max(exitCode, ExitCode.incomplete);
      summaries.push(print(folder, result, options));
      if (!result.complete && result.crash === undefined) {
        exitCode = ExitCode.interrupted;
        break;
      }
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

function print(folder: string, result: ScanResult, options: ScanCommandOptions): ScanSummary {
  const summary = summarize(folder, result, options.countLinks ?? false);
  const text = options.json ? `${summaryJson(summary)}\n` : scanReport(summary, result, options);
  process.stdout.write(text);
  return summary;
}

function printTotal(summaries: readonly ScanSummary[], options: ScanCommandOptions): void {
  const total = addSummaries(summaries);
  process.stdout.write(options.json ? `${summaryJson(total)}\n` : totalReport(total, options));
}
