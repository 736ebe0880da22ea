/** The largest of all changes: of entries by what they gained or lost themselves, and of directories with all below. */
import { ChangeKind } from '../../contract/change-kind.js';
import { Largest } from '../columns/largest.js';
import { isDirectory } from '../tree/mode.js';
import { comparePaths as compareNodePaths } from '../tree/path-order.js';
import { ROOT_NODE, type Tree } from '../tree/tree.js';
import type { Changes } from './changes.js';
import type { Comparison } from './comparison.js';

/** Where so much of a directory's change lies in one directory in it, only that one is worth showing. */
const mostOfIt = 0.9;

export interface FoundChanges {
  /** How many there are in all. */
  readonly total: number;
  /** Entries, the largest first; of equals, the one whose path sorts first. */
  readonly entries: readonly number[];
}

/** Entries that have changed and that `rank` gives a number of 0 or above, the highest first. Perf: best above 0, since equals are told apart by their paths. */
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

/** Entries that are no directories and have gained (`sign` 1) or lost (-1) the most themselves. */
export function findChangedFiles(changes: Changes, limit: number, sign: 1 | -1): FoundChanges {
  const { comparison } = changes;
  return findLargestChanges(changes, limit, (entry) =>
    isDirectory(comparison.mode(entry)) ? -1 : sign * changes.growth(entry) || -1,
  );
}

/** What moved, by what it brought to its new place. */
export function findMoves(changes: Changes, limit: number): FoundChanges {
  return findLargestChanges(changes, limit, (entry) =>
    changes.ownKind(entry) === ChangeKind.moved ? changes.change(entry) : -1,
  );
}

/**
 * Directories that have gained (`sign` 1) or lost (-1) the most with all below. One of whose change most lies in one
 * directory in it is left out, and so is what lies in one that was added, removed or moved, and what moved itself.
 */
export function findChangedDirectories(changes: Changes, limit: number, sign: 1 | -1): FoundChanges {
  const { comparison } = changes;
  const { directories } = comparison;
  const largest = new Largest(limit, (a, b) => comparePaths(comparison, a, b));
  let total = 0;
  const mostBelow = new Float64Array(directories.count);
  for (let directory = directories.count - 1; directory >= 0; directory--) {
    const entry = comparison.entryOf(directory);
    const bytes = comparison.isThere(entry) ? sign * changes.directoryChange(directory) : 0;
    if (bytes <= 0) continue;
    const parent = directories.parent(directory);
    if (parent >= 0 && bytes > mostBelow[parent]!) mostBelow[parent] = bytes;
    const isShown = isInBoth(comparison, directory)
      ? mostBelow[directory]! < mostOfIt * bytes
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

/** By their bytes. No two entries have the same path. */
function comparePaths(comparison: Comparison, a: number, b: number): number {
  const { before, after } = comparison;
  const { nodeCount } = after;
  // Perf: where both are of one scan, paths need not be spelled out.
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
