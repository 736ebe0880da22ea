/** Folder of all snapshots: it has a folder for each root, and in it files by their age. */
import { readdir, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { idOfName, isFolderOfRoot, newestFirst } from './names.js';

export interface SnapshotPlace {
  readonly id: string;
  readonly folder: string;
  readonly path: string;
}

const isMissing = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

/** Returns the names in a folder; none where there is no such folder. @throws what node:fs throws otherwise. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Returns the snapshots in a root's folder, the newest first. */
export async function placesIn(folder: string): Promise<SnapshotPlace[]> {
  const places = (await namesIn(folder)).flatMap((name) => {
    const id = idOfName(name);
    return id === undefined ? [] : [{ id, folder, path: join(folder, name) }];
  });
  return sortPlaces(places);
}

/** Returns the folders of all roots. @throws what node:fs throws. */
export async function rootFolders(folder: string): Promise<string[]> {
  return (await namesIn(folder)).filter(isFolderOfRoot).map((name) => join(folder, name));
}

/**
 * Returns the snapshots of all roots, the newest first.
 * @param onUnreadable called for a root's folder that cannot be read: it may be another user's.
 */
export async function allPlaces(
  folder: string,
  onUnreadable: (folder: string, error: NodeJS.ErrnoException) => void,
): Promise<SnapshotPlace[]> {
  const places = (await rootFolders(folder)).map((each) =>
    placesIn(each).catch((error: NodeJS.ErrnoException) => {
      onUnreadable(each, error);
      return [];
    }),
  );
  return sortPlaces((await Promise.all(places)).flat());
}

function sortPlaces(places: SnapshotPlace[]): SnapshotPlace[] {
  const byAge = newestFirst();
  return places.sort((a, b) => byAge(a.id, b.id));
}

/** Removes a file, and its folder with the last one. A file that is gone is no failure. */
export async function removeSnapshot(path: string): Promise<void> {
  await unlink(path).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
  });
  // why: rmdir removes only an empty folder.
  await rmdir(join(path, '..')).catch(() => undefined);
}
