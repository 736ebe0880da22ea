import { type FindOptions, type FoundEntry, findEntries } from './find.js';

/** Totals that a scan must report, computed from GNU find's output alone. */
export interface Truth {
  entries: number;
  files: number;
  directories: number;
  symlinks: number;
  others: number;
  apparentBytes: bigint;
  allocatedBytes: bigint;
  hardLinks: { files: number; paths: number; duplicateBytes: bigint };
}

/** Computes the totals of a tree on its own file system, each hard link counted once. */
export async function findTruth(root: string, options: FindOptions = {}): Promise<Truth> {
  return sumEntries((await findEntries(root, options)).entries, options.followLinks);
}

/**
 * Adds up entries, the root included. Entries on other devices than the root are left out. Where links are followed, many
 * paths lead to the same folder, and each inode counts once; what is still a link then leads nowhere, and GNU du does not
 * count it.
 */
export function sumEntries(found: FoundEntry[], linksFollowed = false): Truth {
  const device = found.find((entry) => entry.path.length === 0)?.device;
  const inside = found.filter(
    (entry) => entry.device === device && !(linksFollowed && entry.type === 'symlink'),
  );
  const below = inside.filter((entry) => entry.path.length > 0);
  const once = eachInodeOnce(inside, linksFollowed ? () => true : isHardLinked);
  const linked = inside.filter(isHardLinked);
  return {
    entries: below.length,
    files: countOf(below, 'file'),
    directories: countOf(below, 'directory'),
    symlinks: countOf(below, 'symlink'),
    others: below.filter((entry) => !['file', 'directory', 'symlink'].includes(entry.type)).length,
    apparentBytes: sum(once.filter(hasLength).map((entry) => entry.length)),
    allocatedBytes: sum(once.map((entry) => entry.allocatedBytes)),
    hardLinks: {
      files: new Set(linked.map(inodeKey)).size,
      paths: linked.length,
      duplicateBytes: allocatedOf(inside) - allocatedOf(once),
    },
  };
}

/** Keeps the first path of every inode that may have several. */
function eachInodeOnce(entries: FoundEntry[], mayRepeat: (entry: FoundEntry) => boolean): FoundEntry[] {
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const key = inodeKey(entry);
    if (!mayRepeat(entry)) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Returns whether an entry may have several paths. A directory has one, whatever its link count is. */
function isHardLinked(entry: FoundEntry): boolean {
  return entry.type !== 'directory' && entry.links > 1;
}

/** Returns whether the length counts: of files and symbolic links only, as in GNU du since coreutils 9.2. */
function hasLength(entry: FoundEntry): boolean {
  return entry.type === 'file' || entry.type === 'symlink';
}

function inodeKey(entry: FoundEntry): string {
  return `${entry.device}:${entry.inode}`;
}

function countOf(entries: FoundEntry[], type: string): number {
  return entries.filter((entry) => entry.type === type).length;
}

function allocatedOf(entries: FoundEntry[]): bigint {
  return sum(entries.map((entry) => entry.allocatedBytes));
}

/** Adds up as bigint, since totals go beyond what a double can hold. */
function sum(values: bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}
