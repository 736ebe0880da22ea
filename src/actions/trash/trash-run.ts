/**
 * One run that trashes entries, journalled: each entry ends where it was, or in a trash with its note.
 * Runs go by groups, so that callers can show progress, and stop between two.
 */

import { joinComponents } from '../absolute-path.js';
import { type ActionProblem, isProblem } from '../action-problem.js';
import type { JournalWriter } from '../journal.js';
import { Locator } from '../locator.js';
import { type ProtectedPlaces, protectionOf } from '../protected-paths.js';
import { isDirectoryMode, type SeenEntry } from '../seen-entry.js';
import { type DirectorySize, updateDirectorySizes } from './directory-sizes.js';
import type { TrashFolder } from './trash-folder.js';
import type { TrashFolders } from './trash-folders.js';
import { moveToTrash } from './trashed-entry.js';

/** An entry that the user confirmed. */
export interface ConfirmedEntry {
  /** Absolute, without links. */
  readonly path: Uint8Array;
  readonly seen: SeenEntry;
  /** What a directory and all below occupy, where that is known. */
  readonly allocatedBytes?: bigint;
}

export interface TrashOutcome {
  readonly entry: ConfirmedEntry;
  /** Why it is still where it was. */
  readonly problem?: ActionProblem;
  /** Where it is now. With a problem: where another entry is that had its name (see `moveToTrash`). */
  readonly trashed?: { readonly trash: Uint8Array; readonly name: Uint8Array };
}

/** Entries that are planned, and then moved, together: a group is written to the disk before it is moved. */
const groupSize = 256;

export class TrashRun {
  private readonly folders: TrashFolders;
  private readonly places: ProtectedPlaces;
  private readonly journal: JournalWriter;
  private readonly locator = new Locator();
  private readonly sizes = new Map<TrashFolder, DirectorySize[]>();
  private planned = 0;

  constructor(folders: TrashFolders, places: ProtectedPlaces, journal: JournalWriter) {
    this.folders = folders;
    this.places = places;
    this.journal = journal;
  }

  /** Yields what came of each group. @throws the system's error, where the journal cannot be written. */
  *run(id: string, entries: readonly ConfirmedEntry[]): Generator<TrashOutcome[]> {
    this.journal.begin(id, new Date());
    try {
      for (let start = 0; start < entries.length; start += groupSize) {
        yield this.moveGroup(id, entries.slice(start, start + groupSize));
      }
    } finally {
      this.locator.close();
      for (const [trash, sizes] of this.sizes) updateDirectorySizes(trash, sizes);
      this.journal.sync();
    }
  }

  private moveGroup(id: string, group: readonly ConfirmedEntry[]): TrashOutcome[] {
    this.journal.plan(id, group);
    const outcomes = group.map((entry) => this.move(entry));
    const moved = outcomes.flatMap(({ trashed }, index) =>
      trashed === undefined ? [] : [{ index: this.planned + index, ...trashed }],
    );
    this.journal.moved(id, moved);
    this.planned += group.length;
    return outcomes;
  }

  private move(entry: ConfirmedEntry): TrashOutcome {
    const protection = protectionOf(entry.path, this.places);
    if (protection !== undefined) return { entry, problem: protection };
    const located = this.locator.locate(entry.path);
    if (isProblem(located)) return { entry, problem: located };
    const trash = this.folders.forDirectory(located.parent);
    if (trash === undefined) return { entry, problem: { reason: 'noTrash' } };
    const { problem, name } = moveToTrash(located, entry.seen, trash, new Date());
    if (problem === undefined && name !== undefined) this.noteSize(trash, entry, name);
    const trashed = name && { trash: joinComponents(trash.components), name };
    return { entry, ...(problem && { problem }), ...(trashed && { trashed }) };
  }

  private noteSize(trash: TrashFolder, { seen, allocatedBytes }: ConfirmedEntry, name: Uint8Array): void {
    if (!isDirectoryMode(seen.kind) || allocatedBytes === undefined) return;
    const sizes = this.sizes.get(trash) ?? [];
    sizes.push({ name, allocatedBytes });
    this.sizes.set(trash, sizes);
  }
}
