/** One side of a comparison: a folder as it is now, or a snapshot of one. */
import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { ChangeCounts } from '../core/change-counts.js';
import type { Changes } from '../core/changes.js';
import { encodeName } from '../core/text.js';
import type { Tree } from '../core/tree.js';
import type { ScanOptions } from '../engine/scan.js';
import type { SpawnScanner } from '../engine/scanner-thread.js';
import { readSnapshot, type Snapshot, SnapshotProblem } from '../engine/snapshot-file.js';
import { ExitCode, UserError } from './exit-code.js';
import { explainErrno } from './failure-text.js';
import type { Interrupt } from './interrupt.js';
import { type RootOptions, reportFailures, scanRoot } from './root-scan.js';
import { terminalText } from './terminal-text.js';

/** The options of a scan that decide about what it finds. */
export type ScanRules = Pick<ScanOptions, 'followLinks' | 'crossMounts' | 'exclude'>;

export interface ComparedScan {
  /** The root's path. */
  readonly root: Uint8Array;
  readonly tree: Tree;
  readonly rules: ScanRules;
  /** Milliseconds since 1970, when the scan began. */
  readonly started: number;
  readonly isSnapshot: boolean;
  readonly complete: boolean;
  readonly hasFailures: boolean;
}

/** What is compared, the earlier one first, and what can be said of it. */
export interface ComparedScans {
  readonly before: ComparedScan;
  readonly after: ComparedScan;
  readonly changes: Changes;
  readonly counts: ChangeCounts;
}

/** Whether a word names a folder, and not a snapshot. */
export async function isFolder(word: string): Promise<boolean> {
  return stat(word).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Scans a folder. @throws UserError */
export async function scanFolder(
  folder: string,
  rules: ScanRules,
  options: Omit<RootOptions, keyof ScanRules>,
  spawn: SpawnScanner,
  interrupt: Interrupt,
): Promise<ComparedScan> {
  const started = Date.now();
  const { followLinks, crossMounts, exclude } = rules;
  const rootOptions: RootOptions = {
    ...options,
    exclude: [...exclude],
    ...(followLinks !== false && { followLinks: true }),
    ...(crossMounts && { crossMounts: true }),
  };
  const result = await scanRoot(folder, rootOptions, followLinks, spawn, interrupt);
  const { tree, complete } = result;
  const hasFailures = reportFailures(result);
  return { root: encodeName(folder), tree, rules, started, isSnapshot: false, complete, hasFailures };
}

/** Reads a snapshot's file. @throws UserError */
export async function loadSnapshot(path: string): Promise<ComparedScan> {
  try {
    const { O_RDONLY, O_NONBLOCK = 0 } = constants;
    // why: a pipe that nobody writes to does not keep us waiting.
    const file = await open(path, O_RDONLY | O_NONBLOCK);
    try {
      return fromSnapshot(await readSnapshot(file));
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new UserError(`${terminalText(encodeName(path))}: ${explain(error)}`, ExitCode.noRoot);
  }
}

function fromSnapshot({ header, tree }: Snapshot): ComparedScan {
  const { root, rules, started, complete, totals } = header;
  return { root, tree, rules, started, isSnapshot: true, complete, hasFailures: totals.failures > 0 };
}

function explain(error: unknown): string {
  if (error instanceof SnapshotProblem) return `${error.message}: choose another one`;
  const { errno, code } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  if (code === 'ENOENT') return 'there is no such folder or snapshot: check its name';
  return explainErrno(-(errno ?? 0));
}
