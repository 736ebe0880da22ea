/**
 * Visits all entries in the order of their paths' bytes, the root first: the order of `LC_ALL=C sort`.
 *
 * A directory's names and what lies below its directories are two kinds of items, sorted together: "a", "a.b", and
 * only then "a/c". Iterative: trees are thousands of levels deep. Memory: the sorted items of the directories above.
 */

import { compareNames } from './path-order.js';
import { ROOT_DIRECTORY, ROOT_NODE, type Tree } from './tree.js';

const slash = 47;

interface Level {
  /** Nodes × 2, and one more where the item stands for what is below the node. */
  readonly items: Float64Array;
  readonly directory: number;
  readonly pathLength: number;
  next: number;
}

export class SortedWalk {
  /** Of the entry visited last: its path relative to the root is the first `pathLength` bytes of `path`. */
  path: Uint8Array = new Uint8Array(4096);
  pathLength = 0;
  /** How many levels below the root. */
  depth = 0;
  private readonly tree: Tree;
  private readonly levels: Level[] = [];
  private hasBegun = false;

  constructor(tree: Tree) {
    this.tree = tree;
  }

  /** The next entry's node, or -1 behind the last. */
  next(): number {
    if (!this.hasBegun) {
      this.hasBegun = true;
      if (this.tree.nodes.count === 0) return -1;
      this.enter(ROOT_DIRECTORY);
      return ROOT_NODE;
    }
    for (let level = this.levels.at(-1); level; level = this.levels.at(-1)) {
      if (level.next === level.items.length) {
        this.levels.pop();
        continue;
      }
      const item = level.items[level.next++]!;
      const node = Math.floor(item / 2);
      this.pathLength = level.pathLength;
      this.depth = this.levels.length;
      this.append(node);
      if (item % 2 === 0) return node;
      this.enter(this.tree.directories.ofNode(node));
    }
    return -1;
  }

  private append(node: number): void {
    const name = this.tree.nodes.name(node);
    const needed = this.pathLength + name.length + 1;
    if (needed > this.path.length) {
      const longer = new Uint8Array(Math.max(needed, this.path.length * 2));
      longer.set(this.path);
      this.path = longer;
    }
    if (this.pathLength > 0) this.path[this.pathLength++] = slash;
    this.path.set(name, this.pathLength);
    this.pathLength += name.length;
  }

  private enter(directory: number): void {
    const items = sortedItems(this.tree, directory);
    this.levels.push({ items, directory, pathLength: this.pathLength, next: 0 });
  }
}

function sortedItems({ nodes, directories }: Tree, directory: number): Float64Array {
  const items: number[] = [];
  directories.eachSection(directory, (start, end) => {
    let child = directories.firstFrom(start);
    for (let node = start; node < end; node++) {
      items.push(node * 2);
      if (child >= directories.count || directories.node(child) !== node) continue;
      if (directories.hasNames(child)) items.push(node * 2 + 1);
      child++;
    }
  });
  const prefixes = new Map<number, number>();
  const compare = (a: number, b: number): number => {
    const byPrefix = prefixes.get(a)! - prefixes.get(b)!;
    return byPrefix || compareNames(nodes, Math.floor(a / 2), a % 2 === 1, Math.floor(b / 2), b % 2 === 1);
  };
  for (const item of items) prefixes.set(item, prefixOf(nodes.name(Math.floor(item / 2)), item % 2 === 1));
  return Float64Array.from(items.sort(compare));
}

/** The first six bytes of a name as a number: sorts most names without looking at them again. */
function prefixOf(name: Uint8Array, goesOn: boolean): number {
  let prefix = 0;
  for (let at = 0; at < 6; at++) {
    const byte = at < name.length ? name[at]! : goesOn && at === name.length ? slash : 0;
    prefix = prefix * 256 + byte;
  }
  return prefix;
}
