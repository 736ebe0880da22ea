/** What is in a trash: listed, restored, and deleted for good. */
import { type FileStatus, statusOf } from '../../../native/directory-changes.js';
import { isSamePath, splitPath } from '../absolute-path.js';
import { type ActionProblem, isProblem } from '../action-problem.js';
import { DirectoryNames } from '../directory-names.js';
import { Locator } from '../locator.js';
import { removeEntry } from '../removal.js';
import { type SeenEntry, seenOf } from '../seen-entry.js';
import { updateDirectorySizes } from './directory-sizes.js';
import { originalPath, type TrashFolder } from './trash-folder.js';
import { entryOfNote, noteOfEntry, readNote, removeNote, restoreFromTrash } from './trashed-entry.js';

/** An entry of a trash with its note. */
export interface TrashedEntry {
  readonly trash: TrashFolder;
  /** Its name in `files`. */
  readonly name: Uint8Array;
  /** Where it was; absolute. */
  readonly path: Uint8Array;
  readonly deleted: Date | undefined;
  readonly status: FileStatus;
}

/** Lists the entries that have a note, the newest first. Notes whose entry is gone, and entries without one, are left out. */
export function listTrash(trashes: readonly TrashFolder[]): TrashedEntry[] {
  const names = new DirectoryNames();
  const found: TrashedEntry[] = [];
  for (const trash of trashes) {
    names.forEach(trash.info, (noteName) => {
      const entry = readTrashedEntry(trash, noteName);
      if (entry !== undefined) found.push(entry);
    });
  }
  return found.sort((a, b) => (b.deleted?.getTime() ?? 0) - (a.deleted?.getTime() ?? 0));
}

function readTrashedEntry(trash: TrashFolder, noteName: Uint8Array): TrashedEntry | undefined {
  const name = entryOfNote(noteName);
  const note = name === undefined ? undefined : readNote(trash, noteName);
  if (name === undefined || note === undefined) return undefined;
  const status = statusOf(trash.files, name);
  if (typeof status === 'number') return undefined;
  return { trash, name, path: originalPath(trash, note.path), deleted: note.deleted, status };
}

/** Moves an entry back to where it was. @param seen what it must be, where the journal says so. */
export function restoreEntry(
  { trash, name, path }: Pick<TrashedEntry, 'trash' | 'name' | 'path'>,
  seen?: SeenEntry,
): ActionProblem | undefined {
  const locator = new Locator();
  try {
    const located = locator.locate(path);
    if (isProblem(located)) return located;
    const result = restoreFromTrash(trash, name, located, seen);
    return result === 'restored' ? undefined : result;
  } finally {
    locator.close();
  }
}

/** What came of deleting one entry of a trash: names that are gone, and what is still there below it. */
export interface DeletionOutcome {
  readonly path: Uint8Array;
  readonly removed: number;
  readonly problems: readonly { readonly path: readonly Uint8Array[]; readonly problem: ActionProblem }[];
}

/** Deletes an entry of a trash for good, and then its note. */
export function deleteTrashed({ trash, name, path, status }: TrashedEntry): DeletionOutcome {
  const { removed, problems } = removeEntry(trash.files, name, seenOf(status));
  // The note goes last: what could not be deleted can still be restored.
  if (problems.length === 0) removeNote(trash, name);
  return { path, removed, problems };
}

/** Another program may be between writing a note and moving the entry, or the other way round: nanoseconds. */
const leftoverAge = 3_600_000_000_000n;

/** Deletes old notes whose entry is gone, and old entries without a note: what programs that were ended leave behind. */
export function deleteLeftovers(trash: TrashFolder, now: Date): DeletionOutcome[] {
  const names = new DirectoryNames();
  const isOld = ({ ctime }: FileStatus): boolean => BigInt(now.getTime()) * 1_000_000n - ctime > leftoverAge;
  names.forEach(trash.info, (noteName) => {
    const name = entryOfNote(noteName);
    if (name === undefined || typeof statusOf(trash.files, name) !== 'number') return;
    const status = statusOf(trash.info, noteName);
    if (typeof status !== 'number' && isOld(status)) removeNote(trash, name);
  });
  const outcomes: DeletionOutcome[] = [];
  names.forEach(trash.files, (name) => {
    const status = statusOf(trash.files, name);
    if (typeof status === 'number' || !isOld(status)) return;
    if (readNote(trash, noteOfEntry(name)) === undefined) {
      outcomes.push({ path: name, ...removeEntry(trash.files, name, seenOf(status)) });
    }
  });
  updateDirectorySizes(trash, []);
  return outcomes;
}

/** Finds the trash of a path among those that are open. */
export const trashAt = (trashes: readonly TrashFolder[], path: Uint8Array): TrashFolder | undefined =>
  trashes.find(({ components }) => isSamePath(components, splitPath(path)));
