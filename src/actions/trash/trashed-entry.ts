/** Moves single entries into a trash and back. Each step leaves the entry where it was, or in the trash with its note. */
import { closeSync, fstatSync, readSync, writeSync } from 'node:fs';
import {
  createFile,
  maxNameBytes,
  openFile,
  removeName,
  renameWithoutReplacing,
  statusOf,
} from '../../../native/directory-changes.js';
import { type ActionProblem, problemOf } from '../action-problem.js';
import type { LocatedEntry } from '../locator.js';
import { isAsSeen, isSameInode, type SeenEntry, seenOf } from '../seen-entry.js';
import { notedPath, type TrashFolder } from './trash-folder.js';
import { parseTrashInfo, printTrashInfo, type TrashInfo } from './trash-info.js';

const infoEnding = Uint8Array.from(Buffer.from('.trashinfo'));
const EEXIST = 17;
const ENOENT = 2;
/** Notes of other programs are short; a longer one is no note. */
const maxNoteBytes = 1 << 16;
/** So many names are tried in turn; then they get random endings, so that a thousand alike cost no square. */
const maxCountedNames = 16;
const maxRandomNames = 64;

/** What came of moving one entry: why it was refused, and the name in the trash of what was moved. */
export interface MoveResult {
  readonly problem?: ActionProblem;
  /** With a problem: another entry that had got the name, and whose place was taken before it could go back. */
  readonly name?: Uint8Array;
}

/** Moves an entry into a trash of its mount, where it is as it was seen. */
export function moveToTrash(
  { parent, name }: LocatedEntry,
  seen: SeenEntry,
  trash: TrashFolder,
  now: Date,
): MoveResult {
  const status = statusOf(parent.descriptor, name);
  if (typeof status === 'number') return { problem: problemOf(status) };
  if (status.isMountPoint) return { problem: { reason: 'mountPoint' } };
  if (!isAsSeen(seen, seenOf(status))) return { problem: { reason: 'changed' } };
  const note = printTrashInfo(notedPath(trash, [...parent.components, name]), now);
  for (const candidate of candidateNames(name)) {
    const written = writeNote(trash, candidate, note);
    if (written === -EEXIST) continue;
    if (written < 0) return { problem: { reason: 'failed', errno: -written } };
    const moved = renameWithoutReplacing(parent.descriptor, name, trash.files, candidate);
    if (moved === 0) return confirmMoved({ parent, name }, seen, trash, candidate);
    removeNote(trash, candidate);
    // why: a file without a note has the name, left there by a program that was ended in between.
    if (moved !== -EEXIST) return { problem: problemOf(moved) };
  }
  return { problem: { reason: 'failed', errno: EEXIST } };
}

/** why: between the look and the rename another entry can have got the name; then it goes back where it was. */
function confirmMoved(
  { parent, name }: LocatedEntry,
  seen: SeenEntry,
  trash: TrashFolder,
  candidate: Uint8Array,
): MoveResult {
  const status = statusOf(trash.files, candidate);
  if (typeof status !== 'number' && isSameInode(seen, seenOf(status))) return { name: candidate };
  const problem: ActionProblem = { reason: 'changed' };
  const back = renameWithoutReplacing(trash.files, candidate, parent.descriptor, name);
  // Where its name is taken again, it stays in the trash with its note, and can be restored from there.
  if (back < 0) return { problem, name: candidate };
  removeNote(trash, candidate);
  return { problem };
}

/** Moves a trashed entry to where it was, or to another name. @param seen what it must be, where that is known. */
export function restoreFromTrash(
  trash: TrashFolder,
  trashName: Uint8Array,
  { parent, name }: LocatedEntry,
  seen?: SeenEntry,
): 'restored' | ActionProblem {
  const status = statusOf(trash.files, trashName);
  if (typeof status === 'number') return problemOf(status);
  if (seen !== undefined && !isSameInode(seen, seenOf(status))) return { reason: 'changed' };
  const moved = renameWithoutReplacing(trash.files, trashName, parent.descriptor, name);
  if (moved < 0) return problemOf(moved);
  removeNote(trash, trashName);
  return 'restored';
}

/** Returns the note of a trashed entry, or undefined where there is none that can be read. */
export function readNote(trash: TrashFolder, noteName: Uint8Array): TrashInfo | undefined {
  const file = openFile(trash.info, noteName);
  if (file < 0) return undefined;
  try {
    const { size } = fstatSync(file);
    if (size > maxNoteBytes) return undefined;
    const bytes = new Uint8Array(size);
    return parseTrashInfo(bytes.subarray(0, readSync(file, bytes)));
  } catch {
    // why: a folder, or a broken disk: no note.
    return undefined;
  } finally {
    closeSync(file);
  }
}

/** Returns the name of the entry that a note is of, or undefined for another file. */
export function entryOfNote(noteName: Uint8Array): Uint8Array | undefined {
  const length = noteName.length - infoEnding.length;
  const isNote = length > 0 && Buffer.compare(noteName.subarray(length), infoEnding) === 0;
  return isNote ? noteName.slice(0, length) : undefined;
}

export const noteOfEntry = (name: Uint8Array): Uint8Array => Uint8Array.from([...name, ...infoEnding]);

export function removeNote(trash: TrashFolder, name: Uint8Array): number {
  const removed = removeName(trash.info, noteOfEntry(name), false);
  return removed === -ENOENT ? 0 : removed;
}

/** Writes a note that is not there. Returns 0 or a negative errno, and leaves nothing behind then. */
function writeNote(trash: TrashFolder, name: Uint8Array, note: Uint8Array): number {
  const file = createFile(trash.info, noteOfEntry(name), 0o600);
  if (file < 0) return file;
  let failure = 0;
  try {
    for (let at = 0; at < note.length; ) at += writeSync(file, note, at);
  } catch (error) {
    // Without a number it is none of the file system's: EIO stands for it.
    failure = (error as NodeJS.ErrnoException).errno ?? -5;
  } finally {
    closeSync(file);
  }
  if (failure < 0) removeNote(trash, name);
  return failure;
}

/** Names that an entry could have in the trash: its own, with a number, and with a random ending. */
function* candidateNames(name: Uint8Array): Generator<Uint8Array> {
  yield shorten(name, infoEnding.length);
  for (let number = 2; number <= maxCountedNames; number++) yield withEnding(name, `.${number}`);
  for (let attempt = 0; attempt < maxRandomNames; attempt++) {
    yield withEnding(name, `.${Math.floor(Math.random() * 2 ** 48).toString(36)}`);
  }
}

function withEnding(name: Uint8Array, ending: string): Uint8Array {
  const bytes = Buffer.from(ending);
  return Uint8Array.from([...shorten(name, infoEnding.length + bytes.length), ...bytes]);
}

/** Cuts a name off so that `room` bytes more fit, and between characters where it is UTF-8. */
function shorten(name: Uint8Array, room: number): Uint8Array {
  let length = Math.min(name.length, maxNameBytes - room);
  if (length < name.length) while (length > 1 && (name[length]! & 0xc0) === 0x80) length--;
  return name.subarray(0, length);
}
