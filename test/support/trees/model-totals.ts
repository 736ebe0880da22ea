import { isModelDirectory, type ModelEntry, modelPath, modes } from './model-tree.js';

/** Totals of a directory: itself and all below. */
export interface ExpectedTotals {
  files: number;
  directories: number;
  symlinks: number;
  others: number;
  apparentBytes: bigint;
  allocatedBytes: bigint;
  /** Totals in which every name of an inode counts. */
  apparentOfEveryLink: bigint;
  allocatedOfEveryLink: bigint;
}

/** Adds up the totals of each directory by its path, entry by entry and ancestor by ancestor. */
export function expectTotals(entries: readonly ModelEntry[]): Record<string, ExpectedTotals> {
  const duplicates = expectDuplicates(entries);
  const byDirectory = new Map<number, ExpectedTotals>();
  entries.forEach((entry, index) => {
    if (isModelDirectory(entry)) byDirectory.set(index, nothing());
  });
  entries.forEach((entry, index) => {
    const first = isModelDirectory(entry) ? index : entry.parent;
    for (let above = first; above >= 0; above = entries[above]!.parent) {
      addEntry(byDirectory.get(above)!, entry, duplicates.has(index), above === index);
    }
  });
  const named = [...byDirectory].map(([index, totals]) => [
    modelPath(entries, index).toString('latin1'),
    totals,
  ]);
  return Object.fromEntries(named);
}

/**
 * Returns the entries that are further names of an inode: all but the one whose path sorts first.
 * @param isLeft whether a filter leaves an entry; others do not count.
 */
export function expectDuplicates(
  entries: readonly ModelEntry[],
  isLeft: (index: number) => boolean = () => true,
): Set<number> {
  const first = new Map<bigint, number>();
  const duplicates = new Set<number>();
  const order = entries.map((_, index) => index);
  const paths = order.map((index) => modelPath(entries, index));
  order.sort((a, b) => Buffer.compare(paths[a]!, paths[b]!));
  for (const index of order) {
    const { inode, links } = entries[index]!;
    if (links < 2 || isModelDirectory(entries[index]!) || !isLeft(index)) continue;
    if (first.has(inode)) duplicates.add(index);
    else first.set(inode, index);
  }
  return duplicates;
}

function addEntry(totals: ExpectedTotals, entry: ModelEntry, isDuplicate: boolean, isItself: boolean): void {
  const { mode, apparentBytes, blocks } = entry;
  if (mode === modes.file) totals.files++;
  else if (mode === modes.symlink) totals.symlinks++;
  else if (mode !== modes.directory) totals.others++;
  else if (!isItself) totals.directories++;
  const length = mode === modes.file || mode === modes.symlink ? apparentBytes : 0n;
  totals.apparentOfEveryLink += length;
  totals.allocatedOfEveryLink += blocks * 512n;
  if (isDuplicate) return;
  totals.apparentBytes += length;
  totals.allocatedBytes += blocks * 512n;
}

const nothing = (): ExpectedTotals => ({
  files: 0,
  directories: 0,
  symlinks: 0,
  others: 0,
  apparentBytes: 0n,
  allocatedBytes: 0n,
  apparentOfEveryLink: 0n,
  allocatedOfEveryLink: 0n,
});
