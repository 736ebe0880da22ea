/** Runs the scan of one root for a command: options, interrupt, progress, errors of the root. */
import { availableParallelism } from 'node:os';
import { NodeFlag } from '../contract/entry-batch.js';
import type { Backend } from '../contract/scanner-protocol.js';
import { encodeName } from '../core/columns/text.js';
import { fullPath } from '../core/tree/paths.js';
import type { Tree } from '../core/tree/tree.js';
import { RootError, type ScanResult } from '../engine/reading/reading.js';
import { Rescan, type RescanOptions } from '../engine/reading/rescan.js';
import { type CountedRoots, Scan, type ScanTask } from '../engine/reading/scan.js';
import { maxScannerThreads, type SpawnScanner } from '../engine/scanners/scanner-thread.js';
import type { ScanRules } from '../engine/snapshots/header.js';
import { ExitCode, UserError } from './exit-code.js';
import { explainErrno, explainRootErrno } from './failure-text.js';
import type { Interrupt } from './interrupt.js';
import { showProgress } from './progress.js';
import { terminalText } from './terminal-text.js';

/** Options by which all commands read folders. */
export interface ReadingOptions {
  readonly crossMounts?: true;
  readonly followLinks?: true;
  readonly exclude: string[];
  readonly threads?: number;
  readonly backend?: Backend;
}

/** Root to read, and what it is read with. */
export interface RootTask<Options extends ReadingOptions = ReadingOptions> {
  readonly folder: string;
  readonly options: Options;
  readonly spawn: SpawnScanner;
  readonly interrupt: Interrupt;
}

/** Way in which a command follows links, if it is told to. */
export interface LinkRule {
  readonly followLinks: ScanTask['followLinks'];
}

/** Reads a root to its end, or until the user interrupts. @throws UserError */
export function scanRoot(
  task: RootTask,
  { followLinks, counted }: LinkRule & { readonly counted?: CountedRoots | undefined },
): Promise<ScanResult> {
  const rules = rulesOf(task.options, { followLinks });
  return finish(task, new Scan({ ...crewOptions(task), ...rules, ...(counted && { counted }) }));
}

/** Reads a root again, starting from the result of a scan by the same rules that followed no links. @throws UserError */
export function rescanRoot(
  task: RootTask,
  known: Pick<RescanOptions, 'tree' | 'before' | 'directory' | 'isWanted'>,
): Promise<ScanResult> {
  const { crossMounts, exclude } = rulesOf(task.options, { followLinks: false });
  return finish(task, new Rescan({ ...crewOptions(task), crossMounts, exclude, ...known }));
}

/** Returns the rules that options ask for. */
export function rulesOf(
  options: Pick<ReadingOptions, 'crossMounts' | 'followLinks' | 'exclude'>,
  { followLinks }: LinkRule,
): ScanRules {
  return {
    followLinks: options.followLinks ? followLinks : false,
    crossMounts: options.crossMounts ?? false,
    exclude: options.exclude,
  };
}

function crewOptions({ folder, options, spawn }: RootTask) {
  const { threads, backend } = options;
  return {
    root: encodeName(folder),
    ...(backend && { backend }),
    scanners: { start: firstScanners(options), max: threads ?? maxScannerThreads },
    spawn,
  };
}

/** Returns the number of scanners that a root begins with. */
export const firstScanners = ({ threads }: ReadingOptions): number =>
  threads ?? Math.min(availableParallelism(), maxScannerThreads);

async function finish(task: RootTask, scan: Scan | Rescan): Promise<ScanResult> {
  const result = await waitFor(task, scan);
  reportUnmatched(task.folder, result);
  return result;
}

async function waitFor({ folder, interrupt }: RootTask, scan: Scan | Rescan): Promise<ScanResult> {
  interrupt.listen(() => scan.cancel());
  const hideProgress = showProgress(scan);
  try {
    return await scan.finished();
  } catch (error) {
    if (!(error instanceof RootError)) throw error;
    throw new UserError(`${terminalText(encodeName(folder))}: ${explainRoot(error)}`, ExitCode.noRoot);
  } finally {
    hideProgress();
    interrupt.listen(undefined);
  }
}

/** Writes a line on standard error for each pattern that has left nothing out: it may be mistyped. */
function reportUnmatched(folder: string, { unmatchedGlobs }: ScanResult): void {
  for (const glob of unmatchedGlobs) {
    const [where, pattern] = [folder, glob].map((text) => terminalText(encodeName(text)));
    process.stderr.write(`hectare: ${where}: nothing matches --exclude "${pattern}"\n`);
  }
}

/**
 * Writes a line on standard error for everything that could not be read. Returns whether there was any.
 * @param withLoops whether links that lead back to a folder above are among it, as find -L has it; du -L leaves them out.
 */
export function reportFailures({ tree, crash, waitingFor }: ScanResult, withLoops = true): boolean {
  const failures = sortedFailures(tree, withLoops);
  for (const { path, operation, errno } of failures) {
    const what = operation === 'stat' ? 'cannot look at' : 'cannot read';
    process.stderr.write(`hectare: ${what} ${terminalText(path)}: ${explainErrno(errno)}\n`);
  }
  for (const path of waitingFor) {
    process.stderr.write(`hectare: ${terminalText(path)} does not answer: what it holds is missing\n`);
  }
  if (crash !== undefined) {
    const advice = crash.includes('EMFILE') ? 'raise the limit with ulimit -n, and scan again' : 'scan again';
    process.stderr.write(
      `hectare: a scanner ended before its time (${crash}): what it had left is missing; ${advice}\n`,
    );
  }
  return failures.length > 0 || crash !== undefined || waitingFor.length > 0;
}

/** Returns what could not be read, sorted by full path, so that the order of scanners does not show. */
export function sortedFailures(
  tree: Tree,
  withLoops: boolean,
): { path: Uint8Array; operation: string; errno: number }[] {
  return tree.failures
    .filter(
      ({ node, operation }) => withLoops || operation === 'stat' || !tree.nodes.hasFlag(node, NodeFlag.loop),
    )
    .map(({ node, operation, errno }) => ({ path: fullPath(tree, node), operation, errno }))
    .sort((a, b) => Buffer.compare(a.path, b.path));
}

const explainRoot = ({ errno, message }: RootError): string =>
  errno === 0 ? message : explainRootErrno(errno);
