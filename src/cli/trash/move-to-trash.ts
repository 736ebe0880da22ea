/** `hectare trash PATH…`: moves to the trash, or says what it would move. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { findProtectedPlaces } from '../../actions/protected-places.js';
import { TrashRun } from '../../actions/trash/trash-run.js';
import { dataFolder, homeFolder, stateFolder } from '../../engine/files/data-folder.js';
import type { SpawnScanner } from '../../engine/scanners/scanner-thread.js';
import { ExitCode, UserError } from '../exit-code.js';
import { watchInterrupt } from '../interrupt.js';
import { formatBytes, plural } from '../numbers.js';
import { terminalText } from '../terminal-text.js';
import {
  checkSystem,
  existingTrashes,
  openFolders,
  openJournal,
  print,
  reportProblem,
} from './open-trash.js';
import { type PreparedTrash, prepareTrash } from './trash-plan.js';

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
    const places = findProtectedPlaces(
      homeFolder() ?? '/',
      [dataFolder(), stateFolder()].filter((folder) => folder !== undefined),
      existingTrashes(folders),
    );
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
        // A signal is heard between two turns of the event loop.
        await nextTurn();
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

/** Sorts by time, and differs between two programs that start at once. */
const newRunId = (): string =>
  `${Date.now().toString(36)}-${Math.floor(Math.random() * 2 ** 32).toString(36)}`;
