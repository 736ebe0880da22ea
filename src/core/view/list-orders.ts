/**
 * Names of directories in the orders of a list, cached as long as nothing below has changed.
 *
 * Names are ordered by their bytes. In other orders equals stand by name, in either direction, so that the order does
 * not depend on which scanner was faster. Equals are sorted only when they are shown, since a huge folder has many. Names
 * that the filter leaves out are missing.
 */
import type { Order, SortKey } from '../../contract/lists.js';
import { sortByKey } from '../columns/sort-by-key.js';
import { sortNodesByName } from '../tree/sort-nodes-by-name.js';
import type { Tree } from '../tree/tree.js';
import { DirectoryStamp } from './directory-stamp.js';
import { type EntrySizes, eachChild } from './entry-sizes.js';

/** Nodes that are cached in all, besides the order that was used last: 16 MB. */
const maxCached = 1 << 22;

interface SortedNames {
  readonly nodes: Uint32Array;
  /** Runs of equals: two indices each, of the first and behind the last. */
  readonly equals: Uint32Array;
  /** By run: 1 where it has been shown, and so sorted by name. */
  readonly isSorted: Uint8Array;
  readonly stamp: DirectoryStamp;
  readonly sizes: EntrySizes;
}

export class ListOrders {
  private readonly tree: Tree;
  /** By directory and order; the one used last is the last. */
  private readonly cache = new Map<string, SortedNames>();
  private cachedNodes = 0;
  private readonly maxNodes: number;

  constructor(tree: Tree, maxNodes: number = maxCached) {
    this.tree = tree;
    this.maxNodes = maxNodes;
  }

  /** Counts the names of a directory that the filter leaves. */
  count(directory: number, order: Order, sizes: EntrySizes): number {
    return this.sorted(directory, order, sizes).nodes.length;
  }

  /** Returns the nodes from `offset` on, at most `limit`. They must not be changed nor kept. */
  window(directory: number, order: Order, sizes: EntrySizes, offset: number, limit: number): Uint32Array {
    const kept = this.sorted(directory, order, sizes);
    this.sortEquals(kept, offset, offset + limit);
    return kept.nodes.subarray(offset, offset + limit);
  }

  /** Returns a node's index in an order of the directory that holds it; -1 where it is not shown. */
  indexOf(node: number, order: Order, sizes: EntrySizes): number {
    const holder = this.tree.directories.holding(node);
    if (holder < 0) return -1;
    const kept = this.sorted(holder, order, sizes);
    const index = kept.nodes.indexOf(node);
    this.sortEquals(kept, index, index + 1);
    return kept.nodes.indexOf(node);
  }

  /** Empties the cache, because the scan has ended or entries are gone. */
  forget(): void {
    this.cache.clear();
    this.cachedNodes = 0;
  }

  private sorted(directory: number, order: Order, sizes: EntrySizes): SortedNames {
    const key = `${directory} ${order.sort} ${order.descending}`;
    const known = this.cache.get(key);
    const isCurrent = known?.stamp.renew(sizes, directory) && known.sizes === sizes;
    if (known !== undefined && isCurrent) return this.keep(key, known);
    const stamp = new DirectoryStamp();
    stamp.renew(sizes, directory);
    return this.keep(key, { ...this.sort(directory, order, sizes), stamp, sizes });
  }

  private sort(
    directory: number,
    { sort, descending }: Order,
    sizes: EntrySizes,
  ): Pick<SortedNames, 'nodes' | 'equals' | 'isSorted'> {
    const names = includedNames(directory, sizes);
    if (sort === 'name') {
      const nodes = sortNodesByName(this.tree.nodes, names);
      return { nodes: descending ? nodes.reverse() : nodes, equals: noRuns, isSorted: new Uint8Array() };
    }
    const { items, equals } = sortByKey(names, keysOf(names, directory, sort, sizes), descending);
    return { nodes: items, equals, isSorted: new Uint8Array(equals.length / 2) };
  }

  /** Sorts the runs of equals that are shown between two indices by name. */
  private sortEquals({ nodes, equals, isSorted }: SortedNames, from: number, to: number): void {
    for (let run = firstEndingBehind(equals, from); equals[2 * run]! < to; run++) {
      if (isSorted[run] !== 0) continue;
      isSorted[run] = 1;
      const part = nodes.subarray(equals[2 * run], equals[2 * run + 1]);
      part.set(sortNodesByName(this.tree.nodes, part));
    }
  }

  /** Makes an order the one used last, and drops the oldest where there are too many. */
  private keep(key: string, kept: SortedNames): SortedNames {
    this.drop(key);
    this.cache.set(key, kept);
    this.cachedNodes += kept.nodes.length;
    for (const oldest of this.cache.keys()) {
      if (this.cachedNodes <= this.maxNodes || oldest === key) break;
      this.drop(oldest);
    }
    return kept;
  }

  private drop(key: string): void {
    this.cachedNodes -= this.cache.get(key)?.nodes.length ?? 0;
    this.cache.delete(key);
  }
}

const noRuns = new Uint32Array();

/** Returns the first run that ends behind an index. */
function firstEndingBehind(equals: Uint32Array, index: number): number {
  let low = 0;
  let high = equals.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (equals[2 * middle + 1]! > index) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Returns the names of a directory that the filter leaves, in the order of their nodes. */
function includedNames(directory: number, sizes: EntrySizes): Uint32Array {
  const names = new Uint32Array(sizes.tree.directories.size(directory));
  let count = 0;
  eachChild(sizes.tree, directory, (node) => {
    if (sizes.includes(node)) names[count++] = node;
  });
  return count < names.length ? names.slice(0, count) : names;
}

type NumberKey = Exclude<SortKey, 'name'>;

/** Returns the keys of `items`, which are those of `includedNames`. */
function keysOf(items: Uint32Array, directory: number, sort: NumberKey, sizes: EntrySizes): Float64Array {
  const keys = new Float64Array(items.length);
  const keyOf = keyFunctions[sort];
  let at = 0;
  eachChild(sizes.tree, directory, (node, childDirectory) => {
    if (items[at] === node) keys[at++] = keyOf(sizes, node, childDirectory);
  });
  return keys;
}

const keyFunctions: Readonly<
  Record<NumberKey, (sizes: EntrySizes, node: number, directory: number) => number>
> = {
  allocated: (sizes, node, directory) => sizes.allocated(node, directory),
  apparent: (sizes, node, directory) => sizes.apparent(node, directory),
  files: (sizes, node, directory) => sizes.files(node, directory),
  modified: ({ tree }, node) => tree.nodes.approximateMtime(node),
};
