/** Runs the scan of one root for a command: options, interrupt, progress, errors of the root. */
import { availableParallelism } from 'node:os';
import type { BackendName } from '../contract/scanner-protocol.js';
import { fullPath } from '../core/paths.js';
import { encodeName } from '../core/text.js';
import type { Tree } from '../core/tree.js';
import { type CountedRoots, RootError, Scan, type ScanOptions, type ScanResult } from '../engine/scan.js';
import { mostScannerThreads, type SpawnScanner } from '../engine/scanner-thread.js';
import { ExitCode, UserError } from './exit-code.js';
import { explainErrno } from './failure-text.js';
import type { Interrupt } from './interrupt.js';
import { showProgress } from './progress.js';
import { terminalText } from './terminal-text.js';

/** Options that all commands have in common. */
export interface RootOptions {
  readonly crossMounts?: true;
  readonly followLinks?: true;
  readonly exclude: string[];
  readonly threads?: number;
  readonly backend?: BackendName;
}

/** Reads a root to its end, or until the user interrupts. @throws UserError */
export async function scanRoot(
  folder: string,
  options: RootOptions,
  followLinks: ScanOptions['followLinks'],
  spawn: SpawnScanner,
  interrupt: Interrupt,
  counted?: CountedRoots,
): Promise<ScanResult> {
  const start = options.threads ?? Math.min(availableParallelism(), mostScannerThreads);
  const scan = new Scan({
    root: encodeName(folder),
    followLinks: options.followLinks ? followLinks : false,
    crossMounts: options.crossMounts ?? false,
    exclude: options.exclude,
    ...(options.backend && { backend: options.backend }),
    scanners: { start, most: options.threads ?? mostScannerThreads },
    spawn,
    ...(counted && { counted }),
  });
  interrupt.listen(() => scan.cancel());
  const hideProgress = showProgress(scan.tree);
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

/** One line on standard error for everything that could not be read. Returns whether there was any. */
export function reportFailures({ tree, crash }: ScanResult): boolean {
  for (const { path, operation, errno } of sortedFailures(tree)) {
    const what = operation === 'stat' ? 'cannot look at' : 'cannot read';
    process.stderr.write(`hectare: ${what} ${terminalText(path)}: ${explainErrno(errno)}\n`);
  }
  if (crash !== undefined) {
    process.stderr.write(
      `hectare: a scanner ended before its time (${crash}): what it had left is missing; scan again\n`,
    );
  }
  return tree.failures.length > 0 || crash !== undefined;
}

/** What could not be read, by full path, sorted: the order in which scanners came upon it does not show. */
export function sortedFailures(tree: Tree): { path: Uint8Array; operation: string; errno: number }[] {
  return tree.failures
    .map(({ node, operation, errno }) => ({ path: fullPath(tree, node), operation, errno }))
    .sort((a, b) => Buffer.compare(a.path, b.path));
}

function explainRoot(error: RootError): string {
  if (error.errno === 0) return error.message;
  const advice: Record<number, string> = {
    2: ' there is no such folder: check its name',
    20: ' it is not a folder: name the folder that holds it',
  };
  return `${explainErrno(error.errno).split(':')[0]}:${advice[error.errno] ?? ' run as a user who may read it'}`;
}
