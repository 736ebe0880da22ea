/** How many snapshots are kept, and what else is removed from their folder. */
import { stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { namesIn } from './snapshot-folder.js';
import { idOfName, SET_ASIDE, writerOfPart } from './snapshot-names.js';

export interface SnapshotLimits {
  /** Of each root. */
  readonly perRoot: number;
  /** Of all roots together. */
  readonly bytes: number;
}

export const usualLimits: SnapshotLimits = { perRoot: 10, bytes: 2_000_000_000 };

/** Milliseconds after which nobody writes any more who is not known to be gone. */
const longestWriting = 24 * 60 * 60 * 1000;

/**
 * Removes the oldest where there are too many or they take too much room, those set aside before others, and what crashed
 * writers have left. What cannot be removed stays: another process may have it open.
 * @param kept stays in any case.
 */
export async function tidySnapshots(folder: string, limits: SnapshotLimits, kept: string): Promise<void> {
  const snapshots: string[] = [];
  const setAside: string[] = [];
  for (const name of await namesIn(folder)) {
    const rootFolder = join(folder, name);
    const names = (await namesIn(rootFolder)).sort().reverse();
    const ofRoot = { snapshots: names.filter(isSnapshot), setAside: names.filter(isSetAside) };
    for (const part of names) if (await isLeftover(rootFolder, part)) await remove(join(rootFolder, part));
    for (const [list, found] of [
      [snapshots, ofRoot.snapshots],
      [setAside, ofRoot.setAside],
    ] as const) {
      const paths = found.map((each) => join(rootFolder, each));
      list.push(...paths.slice(0, limits.perRoot));
      for (const path of paths.slice(limits.perRoot)) if (path !== kept) await remove(path);
    }
  }
  await removeBeyond([...sortByAge(snapshots), ...sortByAge(setAside)], limits.bytes, kept);
}

const isSnapshot = (name: string): boolean => idOfName(name) !== undefined;
const isSetAside = (name: string): boolean => name.endsWith(SET_ASIDE);

/** By their names, the newest first. */
function sortByAge(paths: readonly string[]): string[] {
  const name = (path: string) => path.slice(path.search(/[^/\\]*$/));
  return [...paths].sort((a, b) => (name(a) < name(b) ? 1 : -1));
}

/** Removes the last where all together are more than so many bytes. */
async function removeBeyond(paths: readonly string[], most: number, kept: string): Promise<void> {
  const sizes = await Promise.all(paths.map(sizeOf));
  let bytes = sizes.reduce((sum, size) => sum + size, 0);
  for (let index = paths.length - 1; index >= 0 && bytes > most; index--) {
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
  return found !== undefined && Date.now() - found.mtimeMs > longestWriting;
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
