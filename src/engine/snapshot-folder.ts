/** What lies in the folder of all snapshots: a folder for each root, and in it files by their age. */
import { readdir, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { idOfName } from './snapshot-names.js';

export interface SnapshotPlace {
  readonly id: string;
  readonly folder: string;
  readonly path: string;
}

const isMissing = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

/** The names in a folder; none where there is no such folder. @throws what node:fs throws otherwise. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** The snapshots in a root's folder, the newest first. */
export async function placesIn(folder: string): Promise<SnapshotPlace[]> {
  const places = (await namesIn(folder)).flatMap((name) => {
    const id = idOfName(name);
    return id === undefined ? [] : [{ id, folder, path: join(folder, name) }];
  });
  return places.sort(newestFirst);
}

/** Those of all roots, the newest first. */
export async function allPlaces(folder: string): Promise<SnapshotPlace[]> {
  const folders = await namesIn(folder);
  const places = await Promise.all(folders.map((name) => placesIn(join(folder, name))));
  return places.flat().sort(newestFirst);
}

const newestFirst = (a: SnapshotPlace, b: SnapshotPlace): number => (a.id < b.id ? 1 : -1);

/** Removes a file, and its folder with the last one. What is not there any more is no failure. */
export async function removeSnapshot(path: string): Promise<void> {
  await unlink(path).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
  });
  // why: it is only removed where it is empty; all else is left as it is.
  await rmdir(join(path, '..')).catch(() => undefined);
}
