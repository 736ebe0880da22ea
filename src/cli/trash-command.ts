/** `hectare trash`: moves to the trash, lists it, restores from it, empties it. */
import { homedir } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { joinPath } from '../actions/absolute-path.js';
import type { ActionProblem } from '../actions/action-problem.js';
import { JournalWriter, readJournal } from '../actions/journal.js';
import { findProtectedPlaces, localMountPoints } from '../actions/protected-places.js';
import { readDirectorySizes } from '../actions/trash/directory-sizes.js';
import {
  deleteLeftovers,
  deleteTrashed,
  listTrash,
  restoreEntry,
  type TrashedEntry,
  trashAt,
} from '../actions/trash/trash-contents.js';
import { hasTrash, TrashFolders } from '../actions/trash/trash-folders.js';
import { TrashRun } from '../actions/trash/trash-run.js';
import { encodeName } from '../core/columns/text.js';
import { dataFolder, homeTrashFolder, stateFolder } from '../engine/files/data-folder.js';
import type { SpawnScanner } from '../engine/scanners/scanner-thread.js';
import { ExitCode, UserError } from './exit-code.js';
import { watchInterrupt } from './interrupt.js';
import { pathMembers, stringifyJson } from './json.js';
import { formatBytes, plural } from './numbers.js';
import { openOutput } from './output.js';
import { explainProblem } from './problem-text.js';
import { terminalText } from './terminal-text.js';
import { absolutePath, type PreparedTrash, prepareTrash } from './trash-plan.js';

const journalFile = (): string => `${stateFolder()}/actions.jsonl`;

/** `hectare trash PATH…`. Returns the exit code, as all of these. @throws UserError */
export async function trashPaths(
  paths: readonly string[],
  options: { readonly dryRun?: true },
  spawn: SpawnScanner,
): Promise<number> {
  checkSystem();
  if (paths.length === 0) throw new UserError('nothing to move: name files or folders', ExitCode.usage);
  const interrupt = watchInterrupt();
  const folders = openFolders();
  try {
    const places = findProtectedPlaces(homedir(), [dataFolder(), stateFolder()], existingTrashes(folders));
    const plan = await prepareTrash(paths, places, spawn, interrupt);
    if (interrupt.isRequested) return ExitCode.interrupted;
    for (const { path, problem } of plan.refused) reportProblem('trash', path, problem);
    if (options.dryRun) {
      await print(describePlan(plan));
      return plan.refused.length > 0 ? ExitCode.incomplete : ExitCode.ok;
    }
    const journal = openJournal();
    let moved = 0;
    let failed = plan.refused.length;
    try {
      for (const outcomes of new TrashRun(folders, places, journal).run(newRunId(), plan.entries)) {
        for (const { entry, problem } of outcomes) {
          if (problem === undefined) moved++;
          else {
            failed++;
            reportProblem('trash', entry.path, problem);
          }
        }
        if (interrupt.isRequested) break;
      }
    } finally {
      journal.close();
    }
    await print(describeMoved(moved, plan));
    if (interrupt.isRequested) return ExitCode.interrupted;
    return failed > 0 ? ExitCode.incomplete : ExitCode.ok;
  } finally {
    folders.close();
    interrupt.release();
  }
}

function describePlan({ entries, freed }: PreparedTrash): string {
  const lines = entries.map(
    ({ path, allocatedBytes }) => `${formatBytes(allocatedBytes ?? 0n).padStart(8)}  ${terminalText(path)}\n`,
  );
  const total = `${plural(entries.length, 'entry', 'entries')} would be moved; emptying the trash would free ${formatBytes(freed.bytes)}`;
  return `${lines.join('')}${total}${describeKept(freed)}\n`;
}

function describeMoved(moved: number, { entries, freed }: PreparedTrash): string {
  const count = `moved ${plural(moved, 'entry', 'entries')} to the trash`;
  if (moved === 0) return '';
  // What an interrupt or a refusal left behind would make the sum wrong.
  const isAll = moved === entries.length;
  return isAll
    ? `${count}; emptying it frees ${formatBytes(freed.bytes)}${describeKept(freed)}\n`
    : `${count}\n`;
}

function describeKept({ keptFiles, keptBytes }: PreparedTrash['freed']): string {
  if (keptFiles === 0) return '';
  return ` (${plural(keptFiles, 'file has', 'files have')} other names and would stay: ${formatBytes(keptBytes)})`;
}

/** `hectare trash list`. */
export async function printTrash(options: { readonly json?: true }): Promise<number> {
  checkSystem();
  return withTrash(async (listed) => {
    const sizes = sizeReader();
    const lines = listed.map((entry) => (options.json ? jsonLine(entry, sizes) : textLine(entry, sizes)));
    if (lines.length === 0) process.stderr.write('hectare: the trash is empty\n');
    await print(lines.join(''));
    return ExitCode.ok;
  });
}

type SizeOf = (entry: TrashedEntry) => bigint | undefined;

/** Directories have their size in the trash's own cache, where whoever trashed them knew it. */
function sizeReader(): SizeOf {
  const known = new Map<TrashedEntry['trash'], Map<string, bigint>>();
  return ({ trash, name, status }) => {
    if ((status.mode & 0o170000) !== 0o040000) return status.allocatedBytes;
    const sizes = known.get(trash) ?? readDirectorySizes(trash);
    known.set(trash, sizes);
    return sizes.get(Buffer.from(name).toString('latin1'));
  };
}

function textLine(entry: TrashedEntry, sizeOf: SizeOf): string {
  const size = sizeOf(entry);
  const time = entry.deleted === undefined ? 'unknown time' : localTime(entry.deleted);
  const text = size === undefined ? '–' : formatBytes(size);
  return `${time.padEnd(19)}  ${text.padStart(8)}  ${terminalText(entry.path)}\n`;
}

function localTime(date: Date): string {
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 19).replace('T', ' ');
}

function jsonLine(entry: TrashedEntry, sizeOf: SizeOf): string {
  const size = sizeOf(entry);
  const members = {
    ...pathMembers('path', entry.path),
    deleted: entry.deleted?.toISOString() ?? null,
    allocatedBytes: size ?? null,
    ...pathMembers('trash', joinPath(entry.trash.components)),
    ...pathMembers('name', entry.name),
  };
  return `${stringifyJson(members)}\n`;
}

/** `hectare trash restore PATH…` and `--last`. */
export async function restoreTrashed(
  paths: readonly string[],
  { last }: { readonly last?: true },
): Promise<number> {
  checkSystem();
  if ((paths.length === 0) === (last === undefined)) {
    throw new UserError('say what to restore: paths, or --last', ExitCode.usage);
  }
  return last ? restoreLastRun() : withTrash((listed) => restorePaths(paths, listed));
}

async function restorePaths(paths: readonly string[], listed: readonly TrashedEntry[]): Promise<number> {
  let failed = 0;
  for (const path of paths) {
    const wanted = await absolutePath(path);
    // Listed the newest first: of several that were at one path, the last one comes back.
    const entry = listed.find((candidate) => Buffer.compare(candidate.path, wanted) === 0);
    const problem: ActionProblem | undefined =
      entry === undefined ? { reason: 'notInTrash' } : restoreEntry(entry);
    if (problem !== undefined) {
      failed++;
      reportProblem('restore', wanted, problem);
    }
  }
  return reportRestored(paths.length - failed, failed);
}

async function restoreLastRun(): Promise<number> {
  const run = readJournal(journalFile()).findLast(({ entries }) =>
    entries.some(({ trashed, isRestored }) => trashed !== undefined && !isRestored),
  );
  if (run === undefined)
    throw new UserError('nothing was moved to the trash by hectare yet', ExitCode.noRoot);
  return withTrash(async (_, trashes) => {
    const restored: number[] = [];
    let failed = 0;
    for (const [index, { path, seen, trashed, isRestored }] of run.entries.entries()) {
      if (trashed === undefined || isRestored) continue;
      const trash = trashAt(trashes, trashed.trash);
      const problem: ActionProblem | undefined =
        trash === undefined ? { reason: 'noTrash' } : restoreEntry({ trash, name: trashed.name, path }, seen);
      if (problem === undefined) restored.push(index);
      else {
        failed++;
        reportProblem('restore', path, problem);
      }
    }
    const journal = openJournal();
    journal.restored(run.id, restored);
    journal.close();
    return reportRestored(restored.length, failed);
  });
}

async function reportRestored(restored: number, failed: number): Promise<number> {
  if (restored > 0) await print(`restored ${plural(restored, 'entry', 'entries')}\n`);
  return failed > 0 ? ExitCode.incomplete : ExitCode.ok;
}

/** `hectare trash empty`. */
export async function emptyTrash(options: {
  readonly olderThan?: number;
  readonly yes?: true;
}): Promise<number> {
  checkSystem();
  return withTrash(async (listed, trashes) => {
    const now = new Date();
    const cutoff = now.getTime() - (options.olderThan ?? 0) * 86_400_000;
    const chosen =
      options.olderThan === undefined
        ? listed
        : listed.filter(({ deleted }) => deleted !== undefined && deleted.getTime() <= cutoff);
    if (!options.yes && !(await confirm(chosen.length))) return ExitCode.usage;
    const outcomes = chosen.map(deleteTrashed);
    if (options.olderThan === undefined)
      outcomes.push(...trashes.flatMap((trash) => deleteLeftovers(trash, now)));
    let failed = 0;
    for (const { path, problems } of outcomes) {
      if (problems.length > 0) failed++;
      for (const { path: below, problem } of problems) {
        reportProblem(
          'delete',
          Buffer.concat([path, below.length > 0 ? joinPath(below) : Buffer.of()]),
          problem,
        );
      }
    }
    const removed = outcomes.length - failed;
    await print(`deleted ${plural(removed, 'entry', 'entries')} for good\n`);
    return failed > 0 ? ExitCode.incomplete : ExitCode.ok;
  });
}

/** why: what is deleted here cannot be brought back, so that nothing is done without a yes. */
async function confirm(count: number): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new UserError('deleting for good asks first: add --yes where nobody can answer', ExitCode.usage);
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await lines.question(`Delete ${plural(count, 'entry', 'entries')} for good? [y/N] `);
  lines.close();
  return /^y(es)?$/i.test(answer.trim());
}

async function withTrash(
  use: (listed: TrashedEntry[], trashes: readonly TrashedEntry['trash'][]) => Promise<number>,
): Promise<number> {
  const folders = openFolders();
  try {
    const trashes = existingTrashes(folders);
    return await use(listTrash(trashes), trashes);
  } finally {
    folders.close();
  }
}

const existingTrashes = (folders: TrashFolders) => folders.existing(localMountPoints());

const openFolders = (): TrashFolders =>
  new TrashFolders({ uid: process.getuid?.() ?? -1, homeTrash: homeTrashFolder() });

function openJournal(): JournalWriter {
  const path = journalFile();
  try {
    return new JournalWriter(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // why: without a journal there is no undo, so that nothing is moved.
    throw new UserError(
      `cannot write the journal ${terminalText(encodeName(path))} (${code}): choose another folder with HECTARE_DATA`,
      ExitCode.incomplete,
    );
  }
}

/** Sorts by time, and differs between two programs that start at once. */
const newRunId = (): string =>
  `${Date.now().toString(36)}-${Math.floor(Math.random() * 2 ** 32).toString(36)}`;

function reportProblem(action: string, path: Uint8Array, problem: ActionProblem): void {
  process.stderr.write(`hectare: cannot ${action} ${terminalText(path)}: ${explainProblem(problem)}\n`);
}

function checkSystem(): void {
  if (hasTrash) return;
  throw new UserError('the trash is only there on Linux yet: use the file manager', ExitCode.usage);
}

async function print(text: string): Promise<void> {
  const output = await openOutput(undefined);
  await output.write(encodeName(text));
}
