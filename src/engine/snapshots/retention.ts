/** Limits of the kept snapshots: removes what is beyond them, and what crashed writers have left. */
import { stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { namesIn, rootFolders } from './folder.js';
import { idOfName, idSetAside, newestFirst, writerOfPart } from './names.js';

export interface SnapshotLimits {
  /** Max number of snapshots of each root. */
  readonly perRoot: number;
  /** Max bytes of all roots together. */
  readonly bytes: number;
}

export const defaultLimits: SnapshotLimits = { perRoot: 10, bytes: 2_000_000_000 };

/** Max time for which a writer is believed to be alive that cannot be asked. */
const maxWritingMs = 24 * 60 * 60 * 1000;

/**
 * Removes the oldest where there are too many or they take too much room, those set aside before others, and what crashed
 * writers have left. What cannot be removed stays: another process may have it open, or it is another user's.
 * @param kept stays in any case.
 */
export async function tidySnapshots(folder: string, limits: SnapshotLimits, kept: string): Promise<void> {
  const snapshots: Aged[] = [];
  const setAside: Aged[] = [];
  for (const rootFolder of await readable(rootFolders(folder))) {
    const names = await readable(namesIn(rootFolder));
    for (const part of names) if (await isLeftover(rootFolder, part)) await remove(join(rootFolder, part));
    for (const [list, idIn] of [
      [snapshots, idOfName],
      [setAside, idSetAside],
    ] as const) {
      const found = names.flatMap((name) => {
        const id = idIn(name);
        return id === undefined ? [] : [{ id, path: join(rootFolder, name) }];
      });
      const paths = sortByAge(found);
      list.push(...paths.slice(0, limits.perRoot));
      for (const { path } of paths.slice(limits.perRoot)) if (path !== kept) await remove(path);
    }
  }
  const all = [...sortByAge(snapshots), ...sortByAge(setAside)];
  await removeBeyond(
    all.map(({ path }) => path),
    limits.bytes,
    kept,
  );
}

interface Aged {
  readonly id: string;
  readonly path: string;
}

/** Returns no names where they cannot be read. why: that must not spoil what was saved. */
const readable = (names: Promise<string[]>): Promise<string[]> => names.catch(() => []);

function sortByAge(files: readonly Aged[]): Aged[] {
  const byAge = newestFirst();
  return [...files].sort((a, b) => byAge(a.id, b.id));
}

/** Removes the last files until all together have at most `maxBytes`. */
async function removeBeyond(paths: readonly string[], maxBytes: number, kept: string): Promise<void> {
  const sizes = await Promise.all(paths.map(sizeOf));
  let bytes = sizes.reduce((sum, size) => sum + size, 0);
  for (let index = paths.length - 1; index >= 0 && bytes > maxBytes; index--) {
    if (paths[index] === kept) continue;
    await remove(paths[index]!);
    bytes -= sizes[index]!;
  }
}

async function isLeftover(folder: string, name: string): Promise<boolean> {
  const writer = writerOfPart(name);
  if (!writer) return false;
  if (writer.isHere && !isAlive(writer.pid)) return true;
  const found = await stat(join(folder, name)).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > maxWritingMs;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // why: EPERM, and it is another user's (kill(2)).
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

const remove = (path: string): Promise<void> => unlink(path).catch(() => undefined);
