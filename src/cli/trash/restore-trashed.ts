import type { ActionProblem } from '../../actions/action-problem.js';
import { readJournal } from '../../actions/journal.js';
import { restoreEntry, type TrashedEntry, trashAt } from '../../actions/trash/trash-contents.js';
import { ExitCode, UserError } from '../exit-code.js';
import { plural } from '../numbers.js';
import { checkSystem, journalFile, openJournal, print, reportProblem, withTrash } from './open-trash.js';
import { absolutePath } from './trash-plan.js';

/** Moves back what was at the paths, or all that the last run moved. Returns the exit code. @throws UserError */
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
