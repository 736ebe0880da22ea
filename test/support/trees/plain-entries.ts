import type { EntryMetadata } from '../../../src/library/entry-metadata.js';
import type { FileListEntry } from '../../../src/library/list-entry.js';

/** Returns metadata as a plain object: a comparison would not see getters. */
export function plainMetadata(metadata: EntryMetadata): EntryMetadata {
  const { kind, apparentBytes, allocatedBytes, mtime, mode, uid, gid, links, inode, device } = metadata;
  return { kind, apparentBytes, allocatedBytes, mtime, mode, uid, gid, links, inode, device };
}

/** Returns the entries of a listing as plain objects. */
export function plainEntries(entries: readonly FileListEntry[]): FileListEntry[] {
  return entries.map(({ fullPath, relativePath, depth, isRoot, metadata, error }) => {
    const plain = metadata && plainMetadata(metadata);
    return { fullPath, relativePath, depth, isRoot, metadata: plain, error };
  });
}

/** Finds the first difference of two listings: printing all differences of two long lists takes minutes. */
export function firstDifference(
  entries: readonly FileListEntry[],
  expected: readonly FileListEntry[],
): { found: FileListEntry | undefined; expected: FileListEntry | undefined } | undefined {
  const [a, b] = [plainEntries(entries), plainEntries(expected)];
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    if (textOf(a[index]) !== textOf(b[index])) return { found: a[index], expected: b[index] };
  }
  return undefined;
}

const textOf = (entry: FileListEntry | undefined): string =>
  JSON.stringify(entry, (_, value) => (typeof value === 'bigint' ? `${value}n` : value)) ?? '';
