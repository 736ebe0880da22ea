/** `hectare compare`: says what has changed between two scans of a root. */
import { ChangeKind } from '../contract/change-kind.js';
import { decodeName } from '../core/columns/text.js';
import { ChangeCounts } from '../core/comparison/change-counts.js';
import { Changes } from '../core/comparison/changes.js';
import { Comparison } from '../core/comparison/comparison.js';
import type { SpawnScanner } from '../engine/scanners/scanner-thread.js';
import type { ScanRules } from '../engine/snapshots/header.js';
import { leaveOutTheSame } from '../engine/snapshots/same-rules.js';
import { compareJson } from './compare/json.js';
import { compareReport } from './compare/report.js';
import {
  type ComparedScan,
  type ComparedScans,
  isFolder,
  loadNewest,
  loadSnapshot,
  scanFolder,
} from './compared-scan.js';
import { ExitCode, UserError } from './exit-code.js';
import { type Interrupt, watchInterrupt } from './interrupt.js';
import type { StoreOptions } from './kept-snapshots.js';
import { openOutput } from './output.js';
import type { ReadingOptions } from './root-scan.js';
import { terminalText } from './terminal-text.js';

/** Words for what is compared: one folder or snapshot, or an earlier and a later one. */
export type ComparedWords = readonly [first: string, second?: string | undefined];

export interface CompareOptions extends ReadingOptions, StoreOptions {
  readonly json?: true;
  readonly top: number;
  readonly apparent?: true;
}

const defaultRules: ScanRules = { followLinks: false, crossMounts: false, exclude: [] };

/** Compares, and returns the exit code. @throws UserError */
export async function compareCommand(
  words: ComparedWords,
  options: CompareOptions,
  spawn: SpawnScanner,
): Promise<number> {
  const interrupt = watchInterrupt();
  try {
    const scans = await readScans(words, options, spawn, interrupt);
    if (!scans) {
      process.stderr.write('hectare: interrupted: nothing was compared\n');
      return ExitCode.interrupted;
    }
    // why: from here on nothing waits, and a signal may end the process as it is.
    interrupt.release();
    const [before, after] = scans;
    checkComparable(before, after);
    for (const note of notesOn(before, after)) process.stderr.write(`hectare: ${note}\n`);
    const hasUnclear = await print(before, after, options);
    return hasUnclear || before.hasFailures || after.hasFailures ? ExitCode.incomplete : ExitCode.ok;
  } finally {
    interrupt.release();
  }
}

/**
 * Reads both sides, snapshots first: a scan of an hour should not end in one that cannot be read.
 * @returns undefined where the user has interrupted before.
 */
async function readScans(
  words: ComparedWords,
  options: CompareOptions,
  spawn: SpawnScanner,
  interrupt: Interrupt,
): Promise<readonly [ComparedScan, ComparedScan] | undefined> {
  const sides = await readSnapshots(words, options);
  const isScan = (side: ComparedScan | string) => typeof side !== 'string';
  const rules = givenRules(options) ?? sides.find(isScan)?.rules ?? defaultRules;
  const scan = async (side: ComparedScan | string) =>
    typeof side === 'string' ? scanFolder({ folder: side, options, spawn, interrupt }, rules) : side;
  const before = await scan(sides[0]);
  if (interrupt.isRequested) return undefined;
  return [before, await scan(sides[1])];
}

/** Returns both sides: snapshots, and folders that are still to be scanned. */
async function readSnapshots(
  [first, second]: ComparedWords,
  options: CompareOptions,
): Promise<readonly [ComparedScan | string, ComparedScan | string]> {
  const read = async (word: string) => ((await isFolder(word)) ? word : loadSnapshot(word, options));
  const before = await read(first);
  if (second !== undefined) return [before, await read(second)];
  if (typeof before === 'string') return [await loadNewest(before, givenRules(options), options), before];
  return [before, decodeName(before.root)];
}

/** Returns the rules that options give; undefined where none does, and those of a snapshot count. */
function givenRules({ followLinks, crossMounts, exclude }: CompareOptions): ScanRules | undefined {
  if (!followLinks && !crossMounts && exclude.length === 0) return undefined;
  return { followLinks: followLinks ? 'once' : false, crossMounts: crossMounts ?? false, exclude };
}

/** @throws UserError */
function checkComparable(before: ComparedScan, after: ComparedScan): void {
  if (before.rules.followLinks === after.rules.followLinks) return;
  throw new UserError(
    'one of the two scans followed symbolic links (-L) and the other did not: they cannot be compared',
    ExitCode.usage,
  );
}

function notesOn(before: ComparedScan, after: ComparedScan): string[] {
  const notes: string[] = [];
  const ofOneRoot = Buffer.compare(before.path, after.path) === 0;
  if ((before.isSnapshot || after.isSnapshot) && !ofOneRoot) {
    const names = [before, after].map(({ path }) => terminalText(path));
    notes.push(`${names.join(' and ')} are two roots: what has the same path below them is compared`);
  }
  if (!leaveOutTheSame(before.rules, after.rules)) {
    notes.push('the two scans left out different things: what only one of them has seen is not compared');
  }
  for (const [scan, which] of [
    [before, 'earlier'],
    [after, 'later'],
  ] as const) {
    if (!scan.complete) notes.push(`the ${which} scan was ended early: what it had not read is not compared`);
  }
  return notes;
}

/** Prints the changes. Returns whether anything could not be compared. */
async function print(before: ComparedScan, after: ComparedScan, options: CompareOptions): Promise<boolean> {
  const comparison = new Comparison(before.tree, after.tree);
  const measure = options.apparent ? 'apparent' : 'allocated';
  const changes = new Changes(comparison, { measure, everyLink: false });
  const counts = new ChangeCounts(changes);
  const compared: ComparedScans = { before, after, changes, counts };
  const output = await openOutput(undefined);
  const parts = options.json ? compareJson(compared, options.top) : [compareReport(compared, options.top)];
  for (const part of parts) await output.write(Buffer.from(part));
  return counts.total(ChangeKind.notComparable) > 0;
}
