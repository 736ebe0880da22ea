/**
 * The names of directories in the orders that a list may have, kept as long as nothing below has changed.
 *
 * Names are ordered by their bytes. In other orders equals stand by name, in either direction, so that the order does
 * not depend on which scanner was faster. What a filter leaves out is not there.
 */
import type { Order, SortKey } from '../contract/engine-protocol.js';
import { DirectoryStamp } from './directory-stamp.js';
import { type EntrySizes, eachChild } from './entry-sizes.js';
import type { Nodes } from './nodes.js';
import { sortByKey } from './sort-by-key.js';
import { sortNodesByName } from './sort-nodes-by-name.js';
import type { Tree } from './tree.js';

/** How many numbers are kept in all, but for the order that was asked for last: 16 MB. */
const enough = 1 << 22;

/** Longer runs of equals than this are sorted by name only when somebody looks at them. */
const longRun = 10_000;

interface Kept {
  readonly nodes: Uint32Array;
  /** Runs of equals that are not sorted by name yet: two numbers each, the first place and that behind the last. */
  loose: readonly number[];
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

  /** How many names of a directory the filter leaves. */
  count(directory: number, order: Order, sizes: EntrySizes): number {
    return this.sorted(directory, order, sizes).nodes.length;
  }

  /** Those from `offset` on, at most `limit`. Not to be changed, nor to be kept. */
  window(directory: number, order: Order, sizes: EntrySizes, offset: number, limit: number): Uint32Array {
    const kept = this.sorted(directory, order, sizes);
    this.sortEquals(kept, offset, offset + limit);
    return kept.nodes.subarray(offset, offset + limit);
  }

  /** Where a node stands in an order of the directory that holds it; -1 where it is not shown. */
  indexOf(node: number, order: Order, sizes: EntrySizes): number {
    const holder = this.tree.directories.holding(node);
    if (holder < 0) return -1;
    const kept = this.sorted(holder, order, sizes);
    const index = kept.nodes.indexOf(node);
    this.sortEquals(kept, index, index + 1);
    return kept.nodes.indexOf(node);
  }

  /** Forgets all: the scan has ended, or entries are gone. */
  forget(): void {
    this.kept.clear();
    this.keptNumbers = 0;
  }

  private sorted(directory: number, order: Order, sizes: EntrySizes): Kept {
    const key = `${directory} ${order.sort} ${order.descending}`;
    const known = this.kept.get(key);
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
  ): Pick<Kept, 'nodes' | 'loose'> {
    const names = includedNames(directory, sizes);
    if (sort === 'name') {
      const nodes = sortNodesByName(this.tree.nodes, names);
      return { nodes: descending ? nodes.reverse() : nodes, loose: [] };
    }
    const { items, equals } = sortByKey(names, keysOf(names, directory, sort, sizes), descending);
    const loose: number[] = [];
    for (let at = 0; at < equals.length; at += 2) {
      if (equals[at + 1]! - equals[at]! > longRun) loose.push(equals[at]!, equals[at + 1]!);
      else sortPart(this.tree.nodes, items.subarray(equals[at], equals[at + 1]));
    }
    return { nodes: items, loose };
  }

  /** Sorts by name what is still loose between two places. */
  private sortEquals(kept: Kept, from: number, to: number): void {
    const loose: number[] = [];
    for (let at = 0; at < kept.loose.length; at += 2) {
      const [first, end] = [kept.loose[at]!, kept.loose[at + 1]!];
      if (first < to && end > from) sortPart(this.tree.nodes, kept.nodes.subarray(first, end));
      else loose.push(first, end);
    }
    kept.loose = loose;
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

function sortPart(nodes: Nodes, part: Uint32Array): void {
  part.set(sortNodesByName(nodes, part));
}

/** The names of a directory that the filter leaves, in the order of their nodes. */
function includedNames(directory: number, sizes: EntrySizes): Uint32Array {
  const names = new Uint32Array(sizes.tree.directories.size(directory));
  let count = 0;
  eachChild(sizes.tree, directory, (node) => {
    if (sizes.includes(node)) names[count++] = node;
  });
  return count < names.length ? names.slice(0, count) : names;
}

type NumberKey = Exclude<SortKey, 'name'>;

/** The keys of `items`, which are those of `includedNames`. */
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
