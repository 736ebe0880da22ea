/**
 * The names of directories in the orders that a list may have, kept as long as nothing below has changed.
 *
 * Names are ordered by their bytes. Other orders are stable sorts of that one, so that equals stand by name in either
 * direction, whatever order the scanners brought them in. What a filter leaves out is not there.
 */
import type { Order, SortKey } from '../contract/engine-protocol.js';
import { DirectoryStamp } from './directory-stamp.js';
import { directoryOf, type EntrySizes } from './entry-sizes.js';
import { sortByKey } from './sort-by-key.js';
import { sortNodesByName } from './sort-nodes-by-name.js';
import type { Tree } from './tree.js';

/** How many numbers are kept in all, but for the order that was asked for last: 16 MB. */
const enough = 1 << 22;

interface Kept {
  readonly nodes: Uint32Array;
  readonly stamp: DirectoryStamp;
  readonly sizes: EntrySizes;
}

export class ChildOrders {
  private readonly tree: Tree;
  /** By directory and order; the one used last is the last. */
  private readonly kept = new Map<string, Kept>();
  private keptNumbers = 0;

  private readonly mostKept: number;

  constructor(tree: Tree, mostKept: number = enough) {
    this.tree = tree;
    this.mostKept = mostKept;
  }

  /** The names of a directory that the filter leaves, sorted. Not to be changed. */
  sorted(directory: number, order: Order, sizes: EntrySizes): Uint32Array {
    const key = `${directory} ${order.sort} ${order.descending}`;
    const known = this.kept.get(key);
    const isCurrent = known?.stamp.renew(sizes, directory) && known.sizes === sizes;
    if (known !== undefined && isCurrent) return this.keep(key, known).nodes;
    const stamp = new DirectoryStamp();
    stamp.renew(sizes, directory);
    return this.keep(key, { nodes: this.sort(directory, order, sizes), stamp, sizes }).nodes;
  }

  /** Where a node stands in an order of the directory that holds it; -1 where it is not shown. */
  indexOf(node: number, order: Order, sizes: EntrySizes): number {
    const holder = this.tree.directories.holding(node);
    return holder < 0 ? -1 : this.sorted(holder, order, sizes).indexOf(node);
  }

  /** Forgets all: the scan has ended, or entries are gone. */
  forget(): void {
    this.kept.clear();
    this.keptNumbers = 0;
  }

  private sort(directory: number, { sort, descending }: Order, sizes: EntrySizes): Uint32Array {
    if (sort === 'name' && !descending) {
      const names = namesOf(this.tree, directory, sizes);
      return sortNodesByName(this.tree.nodes, names);
    }
    const byName = this.sorted(directory, { sort: 'name', descending: false }, sizes);
    if (sort === 'name') return byName.toReversed();
    return sortByKey(byName, keysOf(byName, sort, sizes), descending);
  }

  /** Makes an order the one used last, and lets go of the oldest where there is too much. */
  private keep(key: string, kept: Kept): Kept {
    this.drop(key);
    this.kept.set(key, kept);
    this.keptNumbers += kept.nodes.length;
    for (const oldest of this.kept.keys()) {
      if (this.keptNumbers <= this.mostKept || oldest === key) break;
      this.drop(oldest);
    }
    return kept;
  }

  private drop(key: string): void {
    this.keptNumbers -= this.kept.get(key)?.nodes.length ?? 0;
    this.kept.delete(key);
  }
}

function namesOf(tree: Tree, directory: number, sizes: EntrySizes): Uint32Array {
  const names = new Uint32Array(tree.directories.size(directory));
  let count = 0;
  tree.directories.eachSection(directory, (start, end) => {
    for (let node = start; node < end; node++) if (sizes.includes(node)) names[count++] = node;
  });
  return count < names.length ? names.slice(0, count) : names;
}

type NumberKey = Exclude<SortKey, 'name'>;

function keysOf(items: Uint32Array, sort: NumberKey, sizes: EntrySizes): Float64Array {
  const keys = new Float64Array(items.length);
  const keyOf = keyFunctions[sort];
  for (let index = 0; index < items.length; index++) keys[index] = keyOf(sizes, items[index]!);
  return keys;
}

const keyFunctions: Readonly<Record<NumberKey, (sizes: EntrySizes, node: number) => number>> = {
  allocated: (sizes, node) => sizes.allocated(node, directoryOf(sizes.tree, node)),
  apparent: (sizes, node) => sizes.apparent(node, directoryOf(sizes.tree, node)),
  files: (sizes, node) => sizes.files(node, directoryOf(sizes.tree, node)),
  modified: ({ tree }, node) => modifiedSeconds(tree, node),
};

/** Seconds since 1970 as a double: to a quarter of a microsecond these centuries. */
export function modifiedSeconds({ nodes }: Tree, node: number): number {
  const { seconds, nanoseconds } = nodes.mtime(node);
  return Number(seconds) + nanoseconds / 1e9;
}
