/** Tells whether a snapshot, or a folder of them, is the user's alone: what others can write says what they like. */
import type { Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { SnapshotProblem } from './file.js';

const othersMayWrite = 0o022;

/** Checks a folder, if it is there. @throws SnapshotProblem for a link, another user's folder, or one open to others. */
export async function checkOwnFolder(folder: string): Promise<void> {
  const found = await lstat(folder).catch(() => undefined);
  if (!found) return;
  if (found.isSymbolicLink()) throw new SnapshotProblem('unsafe', 'the folder is a symbolic link');
  checkOwn(found);
}

/** @throws SnapshotProblem */
export function checkOwn({ uid, mode }: Stats): void {
  // Windows has neither.
  const user = process.geteuid?.();
  if (user === undefined) return;
  if (uid !== user) throw new SnapshotProblem('unsafe', 'it belongs to another user');
  if ((mode & othersMayWrite) !== 0) throw new SnapshotProblem('unsafe', 'other users may write there');
}
