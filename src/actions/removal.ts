/**
 * Deletes an entry and all below it, by descriptors.
 *
 * why not fs.rm: it takes paths, and loses the race against a directory that is swapped for a link (CVE-2022-21658).
 * Here every directory is opened relative to the one that holds it, following nothing, and its files are unlinked from
 * its descriptor. On the way up `..` is compared with the directory that was left. Mounts are never entered.
 * Depth costs no descriptors: only the current directory is open.
 */
import { closeSync } from 'node:fs';
import {
  openDirectory,
  openParent,
  removeName,
  statusOf,
  statusOfOpen,
} from '../../native/directory-changes.js';
import { type ActionProblem, problemOf } from './action-problem.js';
import { DirectoryNames } from './directory-names.js';
import { isDirectoryMode, isSameInode, type SeenEntry, seenOf } from './seen-entry.js';

/** A directory on the way down, whose descriptor is closed again. */
interface Level {
  readonly seen: SeenEntry;
  readonly name: Uint8Array;
  /** Names of its directories that are still to be removed. */
  readonly pending: Uint8Array[];
}

export interface RemovalReport {
  /** Names that were unlinked, directories too. */
  removed: number;
  /** What is still there, and why; paths below the entry, components from the top. */
  readonly problems: { readonly path: readonly Uint8Array[]; readonly problem: ActionProblem }[];
}

const ENOENT = 2;
const EPERM = 1;
const EISDIR = 21;
const ENOTEMPTY = 39;

/**
 * Deletes what has a name in an open directory, where it is what was seen.
 *
 * why callers move it into a trash first: between the look and the unlink another entry can get the name. Nobody else
 * can give names in a trash.
 */
export function removeEntry(parent: number, name: Uint8Array, seen: SeenEntry): RemovalReport {
  const report: RemovalReport = { removed: 0, problems: [] };
  const status = statusOf(parent, name);
  if (typeof status === 'number') report.problems.push({ path: [], problem: problemOf(status) });
  else if (!isSameInode(seen, seenOf(status)))
    report.problems.push({ path: [], problem: { reason: 'changed' } });
  else if (status.isMountPoint) report.problems.push({ path: [], problem: { reason: 'mountPoint' } });
  else if (isDirectoryMode(status.mode)) new DirectoryRemoval(parent, report).run(name, seen);
  else removeLast(parent, name, false, report);
  return report;
}

function removeLast(parent: number, name: Uint8Array, isDirectory: boolean, report: RemovalReport): void {
  const result = removeName(parent, name, isDirectory);
  if (result === 0) report.removed++;
  else if (result !== -ENOENT) report.problems.push({ path: [], problem: problemOf(result) });
}

class DirectoryRemoval {
  private readonly parent: number;
  private readonly report: RemovalReport;
  private readonly names = new DirectoryNames();
  private readonly levels: Level[] = [];

  constructor(parent: number, report: RemovalReport) {
    this.parent = parent;
    this.report = report;
  }

  run(name: Uint8Array, seen: SeenEntry): void {
    let current = this.enter(this.parent, name, seen);
    while (current >= 0) {
      const level = this.levels.at(-1)!;
      const next = level.pending.pop();
      current = next === undefined ? this.leave(current) : this.descend(current, next);
    }
  }

  /** Opens a directory, removes its files and notes its directories. Returns its descriptor, or -1. */
  private enter(parent: number, name: Uint8Array, seen: SeenEntry | undefined): number {
    const opened = openDirectory(parent, name);
    if (opened < 0) return this.fail(name, problemOf(opened));
    const status = statusOfOpen(opened);
    if (typeof status === 'number') return this.failOpened(opened, name, problemOf(status));
    if (status.isMountPoint) return this.failOpened(opened, name, { reason: 'mountPoint' });
    const now = seenOf(status);
    if (seen !== undefined && !isSameInode(seen, now))
      return this.failOpened(opened, name, { reason: 'changed' });
    const level = { seen: now, name, pending: [] };
    this.levels.push(level);
    this.removeFiles(opened, level);
    return opened;
  }

  /** Goes into a directory of the current one. Returns the descriptor of where the removal is then. */
  private descend(current: number, name: Uint8Array): number {
    const opened = this.enter(current, name, undefined);
    if (opened < 0) return current;
    closeSync(current);
    return opened;
  }

  /** Goes back to the directory that holds the current one, and removes that. Returns its descriptor, or -1 at the end. */
  private leave(current: number): number {
    const { name } = this.levels.pop()!;
    const above = this.levels.at(-1);
    const parent = above === undefined ? this.parent : this.openAbove(current, above);
    closeSync(current);
    if (parent < 0) return -1;
    const result = removeName(parent, name, true);
    if (result === 0) this.report.removed++;
    else if (result !== -ENOENT && !this.isConsequence(result)) this.fail(name, problemOf(result));
    return above === undefined ? -1 : parent;
  }

  /** That a directory is not empty is told by what is still in it. */
  private isConsequence(result: number): boolean {
    return result === -ENOTEMPTY && this.report.problems.length > 0;
  }

  /** why: whoever moves a directory away while it is emptied must not lead the removal into another. */
  private openAbove(current: number, above: Level): number {
    const opened = openParent(current);
    if (opened < 0) return this.fail(above.name, problemOf(opened));
    const status = statusOfOpen(opened);
    if (typeof status !== 'number' && isSameInode(above.seen, seenOf(status))) return opened;
    return this.failOpened(opened, above.name, { reason: 'changed' });
  }

  private removeFiles(directory: number, level: Level): void {
    const result = this.names.forEach(directory, (name, mode) =>
      this.removeOrNote(directory, name, mode, level),
    );
    if (result < 0) this.fail(undefined, problemOf(result));
  }

  private removeOrNote(directory: number, name: Uint8Array, mode: number, level: Level): void {
    if (isDirectoryMode(mode)) {
      level.pending.push(name);
      return;
    }
    const result = removeName(directory, name, false);
    if (result === 0) this.report.removed++;
    // Some file systems tell no kinds with the names; Linux says EISDIR of a directory, POSIX EPERM (unlink(2)).
    else if (result === -EISDIR || (result === -EPERM && mode === 0)) level.pending.push(name);
    else if (result !== -ENOENT) this.fail(name, problemOf(result));
  }

  private failOpened(opened: number, name: Uint8Array, problem: ActionProblem): -1 {
    closeSync(opened);
    return this.fail(name, problem);
  }

  /** @param name in the current directory; undefined for that itself. */
  private fail(name: Uint8Array | undefined, problem: ActionProblem): -1 {
    const above = this.levels.slice(1).map((level) => level.name);
    this.report.problems.push({ path: name === undefined ? above : [...above, name], problem });
    return -1;
  }
}
