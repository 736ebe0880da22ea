/**
 * Visits all entries in the order of their paths' bytes, the root first: the order of `LC_ALL=C sort`.
 *
 * A directory's names and what lies below its directories are two kinds of items, sorted together: "a", "a.b", and
 * only then "a/c". Iterative: trees are thousands of levels deep. Memory: the sorted items of the directories above.
 */

import { NodeFlag } from '../../contract/entry-batch.js';
import { SLASH } from '../columns/bytes.js';
import { sortNames } from '../columns/sort-names.js';
import { ROOT_DIRECTORY, ROOT_NODE, type Tree } from './tree.js';

interface Level {
  /** Nodes × 2, and one more where the item stands for what is below the node. */
  readonly items: Float64Array;
  readonly directory: number;
  readonly pathLength: number;
  next: number;
}

/** Position of a walk: the entry's path relative to the root is the first `pathLength` bytes of `path`. */
export interface WalkPlace {
  readonly path: Uint8Array;
  readonly pathLength: number;
  /** Number of levels below the root. */
  readonly depth: number;
}

export class SortedWalk implements WalkPlace {
  path: Uint8Array = new Uint8Array(4096);
  pathLength = 0;
  /** Number of levels below the root. */
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
    if (this.pathLength > 0) this.path[this.pathLength++] = SLASH;
    this.path.set(name, this.pathLength);
    this.pathLength += name.length;
  }

  private enter(directory: number): void {
    const items = sortedItems(this.tree, directory);
    this.levels.push({ items, directory, pathLength: this.pathLength, next: 0 });
  }
}

/** The names of a directory, and once more with a slash those below which there is something, sorted together. */
function sortedItems({ nodes, directories }: Tree, directory: number): Float64Array {
  const items: number[] = [];
  let length = 0;
  directories.eachSection(directory, (start, end) => {
    let child = directories.firstFrom(start);
    for (let node = start; node < end; node++) {
      const isDirectory = child < directories.count && directories.node(child) === node;
      const hasNames = isDirectory && directories.hasNames(child);
      if (isDirectory) child++;
      if (nodes.hasFlag(node, NodeFlag.removed)) continue;
      items.push(node * 2);
      length += nodes.nameEnd(node) - nodes.nameBegin(node);
      if (!hasNames) continue;
      items.push(node * 2 + 1);
      length += nodes.nameEnd(node) - nodes.nameBegin(node) + 1;
    }
  });
  const bytes = new Uint8Array(length);
  const starts = new Uint32Array(items.length);
  const ends = new Uint32Array(items.length);
  let at = 0;
  items.forEach((item, index) => {
    const node = Math.floor(item / 2);
    starts[index] = at;
    at += nodes.names.copy(nodes.nameBegin(node), nodes.nameEnd(node), bytes, at);
    if (item % 2 === 1) bytes[at++] = SLASH;
    ends[index] = at;
  });
  return Float64Array.from(sortNames(bytes, starts, ends), (index) => items[index]!);
}
