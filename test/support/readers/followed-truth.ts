import { type BigIntStats, lstatSync, readdirSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import type { ExpectedTotals } from '../trees/model-totals.js';

export type FollowMode = 'once' | 'everyPath';

/** Expected result of a scan that follows links, put together with node:fs, a path at a time. */
export interface FollowedTruth {
  /** Paths of all entries, in the order of their bytes. */
  readonly paths: readonly string[];
  /** Paths of the folders whose names are in the tree. */
  readonly read: readonly string[];
  /** Folders that lead back to one above them, and links that lead in a circle. */
  readonly loops: readonly string[];
  /** Paths of entries whose inode counts at another path. */
  readonly duplicates: readonly string[];
  readonly failures: readonly string[];
  readonly totals: Readonly<Record<string, ExpectedTotals>>;
}

interface Entry {
  readonly path: string;
  /** Undefined where a link leads nowhere. */
  readonly stat: BigIntStats | undefined;
  readonly errno: number;
  readonly isLink: boolean;
  isRead: boolean;
  isLoop: boolean;
}

const { ELOOP } = constants.errno;

export function followTruth(root: string, mode: FollowMode): FollowedTruth {
  const entries = (mode === 'once' ? readOnce(root) : readEveryPath(root)).sort(byPath);
  const duplicates = duplicatesOf(entries);
  return {
    paths: entries.map(({ path }) => path),
    read: entries.filter(({ isRead }) => isRead).map(({ path }) => path),
    loops: entries.filter(({ isLoop, errno }) => isLoop || errno === ELOOP).map(({ path }) => path),
    duplicates: [...duplicates].map(({ path }) => path),
    failures: entries
      .flatMap(({ path, stat, errno, isLoop }) => {
        if (isLoop) return [`readdir ${ELOOP} ${path}`];
        return stat ? [] : [`stat ${errno} ${path}`];
      })
      .sort(),
    totals: totalsOf(entries, duplicates),
  };
}

/** Reads each folder at one path: its own where that is in the tree, otherwise the link that sorts first. */
function readOnce(root: string): Entry[] {
  const read = new Set<string>();
  const claim = (entry: Entry): boolean => {
    if (read.has(inodeOf(entry.stat!))) return false;
    read.add(inodeOf(entry.stat!));
    return true;
  };
  const found = [look(root, '')];
  let round = found.slice();
  while (round.length > 0) {
    const links: Entry[] = [];
    const folders = round.filter(claim);
    for (const folder of folders) {
      folder.isRead = true;
      for (const entry of lookInto(root, folder.path)) {
        found.push(entry);
        if (!entry.stat?.isDirectory()) continue;
        if (entry.isLink) links.push(entry);
        else if (claim(entry)) folders.push(entry);
      }
    }
    round = links.sort(byPath);
  }
  return found;
}

/** Reads each folder at every path to it that does not lead through itself. */
function readEveryPath(root: string): Entry[] {
  const found = [look(root, '')];
  const pending: [folder: Entry, above: readonly string[]][] = [[found[0]!, []]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [folder, above] = next;
    folder.isRead = true;
    const inodes = [...above, inodeOf(folder.stat!)];
    for (const entry of lookInto(root, folder.path)) {
      found.push(entry);
      if (!entry.stat?.isDirectory()) continue;
      entry.isLoop = inodes.includes(inodeOf(entry.stat));
      if (!entry.isLoop) pending.push([entry, inodes]);
    }
  }
  return found;
}

function lookInto(root: string, folder: string): Entry[] {
  const names = readdirSync(Buffer.from(`${root}/${folder}`, 'latin1'), 'latin1');
  return names.map((name) => look(root, folder === '' ? name : `${folder}/${name}`));
}

function look(root: string, path: string): Entry {
  const full = Buffer.from(`${root}/${path}`, 'latin1');
  const isLink = path !== '' && lstatSync(full).isSymbolicLink();
  const entry = { path, isLink, isRead: false, isLoop: false };
  try {
    return { ...entry, errno: 0, stat: statSync(full, { bigint: true }) };
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return { ...entry, errno: constants.errno[code as 'ENOENT'], stat: undefined };
  }
}

/** Returns all but the first path of each inode. */
function duplicatesOf(entries: readonly Entry[]): Set<Entry> {
  const seen = new Set<string>();
  const duplicates = new Set<Entry>();
  for (const entry of entries) {
    if (!entry.stat || entry.isLoop) continue;
    if (seen.has(inodeOf(entry.stat))) duplicates.add(entry);
    seen.add(inodeOf(entry.stat));
  }
  return duplicates;
}

function totalsOf(entries: readonly Entry[], duplicates: ReadonlySet<Entry>): Record<string, ExpectedTotals> {
  const folders = entries.filter(({ stat }) => stat?.isDirectory());
  return Object.fromEntries(
    folders.map((folder) => {
      const prefix = folder.path === '' ? '' : `${folder.path}/`;
      const inside = entries.filter(({ path }) => path.startsWith(prefix) || path === folder.path);
      return [folder.path, sum(inside, folder, duplicates)];
    }),
  );
}

function sum(entries: readonly Entry[], folder: Entry, duplicates: ReadonlySet<Entry>): ExpectedTotals {
  const counted = entries.filter(({ stat, isLoop }) => stat && !isLoop);
  const below = counted.filter((entry) => entry !== folder);
  const once = counted.filter((entry) => !duplicates.has(entry));
  const count = (holds: (stat: BigIntStats) => boolean) => below.filter(({ stat }) => holds(stat!)).length;
  const add = (from: readonly Entry[], bytes: (stat: BigIntStats) => bigint) =>
    from.reduce((total, { stat }) => total + bytes(stat!), 0n);
  const length = (stat: BigIntStats) => (stat.isFile() ? stat.size : 0n);
  const occupied = (stat: BigIntStats) => stat.blocks * 512n;
  const files = count((stat) => stat.isFile());
  const directories = count((stat) => stat.isDirectory());
  return {
    files,
    directories,
    symlinks: 0,
    others: below.length - files - directories,
    apparentBytes: add(once, length),
    allocatedBytes: add(once, occupied),
    apparentOfEveryLink: add(counted, length),
    allocatedOfEveryLink: add(counted, occupied),
  };
}

const inodeOf = ({ dev, ino }: BigIntStats): string => `${dev}:${ino}`;
const byPath = (a: Entry, b: Entry): number =>
  Buffer.compare(Buffer.from(a.path, 'latin1'), Buffer.from(b.path, 'latin1'));
