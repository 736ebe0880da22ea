/** A user whose home, trash and journal lie in a folder of the test's own. */
import { lstatSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { statusOf } from '../../../native/directory-changes.js';
import { joinComponents, splitPath } from '../../../src/actions/absolute-path.js';
import { isProblem } from '../../../src/actions/action-problem.js';
import { JournalWriter } from '../../../src/actions/journal.js';
import { Locator } from '../../../src/actions/locator.js';
import type { ProtectedPlaces } from '../../../src/actions/protected-paths.js';
import { type SeenEntry, seenOf } from '../../../src/actions/seen-entry.js';
import type { TrashOwner } from '../../../src/actions/trash/trash-folder.js';
import { TrashFolders } from '../../../src/actions/trash/trash-folders.js';
import { type TrashOutcome, TrashRun } from '../../../src/actions/trash/trash-run.js';
import { type MoveResult, moveToTrash } from '../../../src/actions/trash/trashed-entry.js';

export const nothingProtected: ProtectedPlaces = {
  homeFolders: [],
  ownFolders: [],
  trashFolders: [],
  mountPoints: [],
};

export const pathBytes = (path: string): Uint8Array => joinComponents(splitPath(Buffer.from(path)));

/** What an entry is now, as somebody sees it who looks. */
export function look(path: Uint8Array): SeenEntry {
  const locator = new Locator();
  try {
    const located = locator.locate(path);
    if (isProblem(located)) throw new Error(`cannot reach it: ${located.reason}`);
    const status = statusOf(located.parent.descriptor, located.name);
    if (typeof status === 'number') throw new Error(`cannot see it: ${status}`);
    return seenOf(status);
  } finally {
    locator.close();
  }
}

export class OwnTrash {
  readonly owner: TrashOwner;
  readonly journalPath: string;
  readonly folders: TrashFolders;

  constructor(home: string) {
    mkdirSync(home, { recursive: true });
    this.owner = { uid: lstatSync(home).uid, homeTrash: join(home, 'Trash') };
    this.journalPath = join(home, 'state', 'actions.jsonl');
    this.folders = new TrashFolders(this.owner);
  }

  /** Trashes what lies at the paths, as it is now. */
  trash(paths: readonly Uint8Array[], id = 'run', places = nothingProtected): TrashOutcome[] {
    return this.trashSeen(
      paths.map((path) => ({ path, seen: look(path) })),
      id,
      places,
    );
  }

  trashSeen(
    entries: readonly { readonly path: Uint8Array; readonly seen: SeenEntry }[],
    id = 'run',
    places = nothingProtected,
  ): TrashOutcome[] {
    const journal = new JournalWriter(this.journalPath);
    try {
      return [...new TrashRun(this.folders, places, journal).run(id, entries)].flat();
    } finally {
      journal.close();
    }
  }

  /** Moves one entry without a journal, as quickly as it goes. */
  move(path: Uint8Array, seen: SeenEntry): MoveResult {
    const locator = new Locator();
    try {
      const located = locator.locate(path);
      if (isProblem(located)) return { problem: located };
      const trash = this.folders.forDirectory(located.parent);
      if (trash === undefined) return { problem: { reason: 'noTrash' } };
      return moveToTrash(located, seen, trash, new Date());
    } finally {
      locator.close();
    }
  }

  close(): void {
    this.folders.close();
  }
}
