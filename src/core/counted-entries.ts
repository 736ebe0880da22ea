/** The entries that stand behind a root's totals: those that count, and that a filter leaves. */
import { NodeFlag, UNCOUNTED } from '../contract/entry-batch.js';
import type { EntryFilter } from './entry-filter.js';
import type { EntrySizes } from './entry-sizes.js';
import { ROOT_DIRECTORY, ROOT_NODE, type Tree } from './tree.js';

/**
 * Calls back with each of them, the root and directories too, whose own blocks count.
 * @param visit `hasBytes` is false where the bytes count at another name of the inode.
 */
export function eachCounted(sizes: EntrySizes, visit: (node: number, hasBytes: boolean) => void): void {
  const { nodes, directories } = sizes.tree;
  if (nodes.count === 0) return;
  const without = sizes.everyLink ? 0 : NodeFlag.duplicate;
  const passes = sizes.filter && passingDirectories(sizes.tree, sizes.filter, without | UNCOUNTED);
  let directory = ROOT_DIRECTORY;
  for (let node = ROOT_NODE; node < nodes.count; node++) {
    const isDirectory = directory < directories.count && directories.node(directory) === node;
    if (isDirectory) directory++;
    const flags = nodes.flags.get(node);
    if ((flags & UNCOUNTED) !== 0) continue;
    if (passes !== undefined && !(isDirectory ? passes[directory - 1] === 1 : sizes.includes(node))) continue;
    visit(node, (flags & without) === 0);
  }
}

/**
 * The directories of which a filter leaves not only what is below, but the entry itself: those whose bytes are more
 * than those of all that they hold.
 */
function passingDirectories({ nodes, directories }: Tree, filter: EntryFilter, empty: number): Uint8Array {
  const own = new Float64Array(directories.count);
  for (let directory = directories.count - 1; directory >= 0; directory--) {
    const bytes = filter.allocated(directory);
    own[directory] = own[directory]! + bytes;
    const parent = directories.parent(directory);
    if (parent >= 0) own[parent] = own[parent]! - bytes;
  }
  for (let section = 0; section < directories.sectionCount; section++) {
    const holder = directories.sectionDirectory.get(section);
    const end = directories.sectionEnd.get(section);
    let next = directories.firstFrom(directories.sectionStart.get(section));
    for (let node = directories.sectionStart.get(section); node < end; node++) {
      if (next < directories.count && directories.node(next) === node) next++;
      else if ((nodes.flags.get(node) & empty) === 0 && filter.includes(node)) {
        own[holder] = own[holder]! - nodes.approximateAllocatedBytes(node);
      }
    }
  }
  return Uint8Array.from(own, (bytes) => (bytes > 0 ? 1 : 0));
}
