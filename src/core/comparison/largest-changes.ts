/** Largest changes: of entries by what they gained or lost themselves, and of directories with all below. */
import { ChangeKind } from '../../contract/change-kind.js';
import { Largest } from '../columns/largest.js';
import { isDirectory } from '../tree/mode.js';
import { comparePaths as compareNodePaths } from '../tree/path-order.js';
import { ROOT_NODE, type Tree } from '../tree/tree.js';
import type { Changes } from './changes.js';
import type { Comparison } from './comparison.js';

/** Share of a directory's change from which on only the directory in it that has this share is worth showing. */
const dominantShare = 0.9;

export interface FoundChanges {
  /** Count of all that were found. */
  readonly total: number;
  /** Entries, the largest first; of equals, the one whose path sorts first. */
  readonly entries: readonly number[];
}

/**
 * Finds changed entries to which `rank` gives a number of 0 or above, the highest first. Perf: ranks above 0 are better,
 * since equals are ordered by their paths.
 */
export function findLargestChanges(
  changes: Changes,
  limit: number,
  rank: (entry: number) => number,
): FoundChanges {
  const { comparison } = changes;
  const largest = new Largest(limit, (a, b) => comparePaths(comparison, a, b));
  let total = 0;
  const offer = (entry: number) => {
    if (changes.ownKind(entry) === ChangeKind.unchanged) return;
    const size = rank(entry);
    if (size < 0) return;
    total++;
    largest.offer(entry, size);
  };
  offer(ROOT_NODE);
  comparison.eachEntry(offer);
  return { total, entries: largest.get() };
}

/** Finds the entries other than directories that have gained (`sign` 1) or lost (-1) the most themselves. */
export function findChangedFiles(changes: Changes, limit: number, sign: 1 | -1): FoundChanges {
  const { comparison } = changes;
  return findLargestChanges(changes, limit, (entry) =>
    isDirectory(comparison.mode(entry)) ? -1 : sign * changes.growth(entry) || -1,
  );
}

/** Finds the entries that moved, by the bytes that they brought to their new path. */
export function findMoves(changes: Changes, limit: number): FoundChanges {
  return findLargestChanges(changes, limit, (entry) =>
    changes.ownKind(entry) === ChangeKind.moved ? changes.change(entry) : -1,
  );
}

/**
 * Finds the directories that have gained (`sign` 1) or lost (-1) the most with all below. A directory is left out where
 * most of its change lies in one directory in it, where it moved, and where its parent was added, removed or moved.
 */
export function findChangedDirectories(changes: Changes, limit: number, sign: 1 | -1): FoundChanges {
  const { comparison } = changes;
  const { directories } = comparison;
  const largest = new Largest(limit, (a, b) => comparePaths(comparison, a, b));
  let total = 0;
  const maxBelow = new Float64Array(directories.count);
  for (let directory = directories.count - 1; directory >= 0; directory--) {
    const entry = comparison.entryOf(directory);
    const bytes = comparison.isThere(entry) ? sign * changes.directoryChange(directory) : 0;
    if (bytes <= 0) continue;
    const parent = directories.parent(directory);
    if (parent >= 0 && bytes > maxBelow[parent]!) maxBelow[parent] = bytes;
    const isShown = isInBoth(comparison, directory)
      ? maxBelow[directory]! < dominantShare * bytes
      : isInBoth(comparison, parent) && comparison.otherPlace(entry) < 0;
    if (!isShown) continue;
    total++;
    largest.offer(entry, bytes);
  }
  return { total, entries: largest.get() };
}

function isInBoth({ directories }: Comparison, directory: number): boolean {
  return directories.inBefore(directory) >= 0 && directories.inAfter(directory) >= 0;
}

/** Compares the paths of entries by their bytes. No two entries have the same path. */
function comparePaths(comparison: Comparison, a: number, b: number): number {
  const { before, after } = comparison;
  const { nodeCount } = after;
  // Perf: paths of one scan are compared without being put together.
  if (a < nodeCount && b < nodeCount) return compareIn(after.tree, a, b);
  if (a >= nodeCount && b >= nodeCount) return compareIn(before.tree, a - nodeCount, b - nodeCount);
  return compareBytes(comparison.path(a), comparison.path(b));
}

const compareIn = ({ nodes, directories }: Tree, a: number, b: number): number =>
  compareNodePaths(nodes, directories, a, b);

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at++) if (a[at] !== b[at]) return a[at]! - b[at]!;
  return a.length - b.length;
}
