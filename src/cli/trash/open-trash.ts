import type { ActionProblem } from '../../actions/action-problem.js';
import { JournalWriter } from '../../actions/journal.js';
import { localMountPoints } from '../../actions/protected-places.js';
import { listTrash, type TrashedEntry } from '../../actions/trash/trash-contents.js';
import { hasTrash, TrashFolders } from '../../actions/trash/trash-folders.js';
import { encodeName } from '../../core/columns/text.js';
import { homeTrashFolder, stateFolder } from '../../engine/files/data-folder.js';
import { ExitCode, UserError } from '../exit-code.js';
import { openOutput } from '../output.js';
import { terminalText } from '../terminal-text.js';
import { explainProblem } from './problem-text.js';

export const journalFile = (): string => `${needed(stateFolder())}/actions.jsonl`;

/** @throws UserError where there is no home, and so no folder. */
function needed(folder: string | undefined): string {
  if (folder !== undefined) return folder;
  throw new UserError('there is no trash, since this user has no home: set HOME', ExitCode.incomplete);
}

export async function withTrash(
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

export const existingTrashes = (folders: TrashFolders) => folders.existing(localMountPoints());

export const openFolders = (): TrashFolders =>
  new TrashFolders({ uid: process.getuid?.() ?? -1, homeTrash: needed(homeTrashFolder()) });

export function openJournal(): JournalWriter {
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

export function reportProblem(action: string, path: Uint8Array, problem: ActionProblem): void {
  process.stderr.write(`hectare: cannot ${action} ${terminalText(path)}: ${explainProblem(problem)}\n`);
}

export function checkSystem(): void {
  if (hasTrash) return;
  throw new UserError('the trash is only there on Linux yet: use the file manager', ExitCode.usage);
}

export async function print(text: string): Promise<void> {
  const output = await openOutput(undefined);
  await output.write(encodeName(text));
}
