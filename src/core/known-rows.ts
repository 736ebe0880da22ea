/**
 * The names that a tree knows in some directories, in blocks to be stat'ed again.
 *
 * A name may be trusted instead: then its node is marked, and it is in no block.
 */
import { NodeFlag } from '../contract/entry-batch.js';
import type { NameBlock } from '../contract/scanner-protocol.js';
import { lengthen } from './lengthen.js';
import { TYPE_BITS } from './mode.js';
import type { Tree } from './tree.js';

export interface KnownBlock {
  readonly directories: readonly number[];
  /** The row behind the last of each directory. */
  readonly rowEnd: readonly number[];
  /** The node of each row. */
  readonly nodes: Uint32Array;
  readonly names: NameBlock;
}

/** Bytes of names in a block, but for one name more. */
const blockBytes = 1 << 18;
const longestName = 1 << 10;

/** Whether a node is to be stat'ed; otherwise it is trusted. */
export type IsWanted = (node: number) => boolean;

export interface KnownRowsRules {
  /** By default all nodes are. */
  readonly isWanted: IsWanted | undefined;
  /** Whether the names of a directory are known: asked when it is its turn. */
  readonly isKnown: (directory: number) => boolean;
}

export class KnownRows {
  /** How many names have been put into blocks, or trusted. */
  taken = 0;
  private readonly tree: Tree;
  private readonly directories: ArrayLike<number>;
  private readonly rules: KnownRowsRules;
  private next = 0;
  private current = -1;
  /** What is left of the directory begun last: ranges of nodes, the first one last. */
  private ranges: { start: number; readonly end: number }[] = [];

  constructor(tree: Tree, directories: ArrayLike<number>, rules: KnownRowsRules) {
    this.tree = tree;
    this.directories = directories;
    this.rules = rules;
  }

  /** Puts one name, in a directory that is none of the others, before all else. */
  begin(directory: number, node: number): void {
    this.current = directory;
    this.ranges = [{ start: node, end: node + 1 }];
  }

  /** The next block, of at most so many rows; undefined where there are no more. */
  take(mostRows: number): KnownBlock | undefined {
    const block = new BlockBuilder(this.tree, mostRows);
    while (!block.isFull && (this.ranges.length > 0 || this.enterNext())) {
      while (!block.isFull && this.ranges.length > 0) this.takeFrom(block, this.ranges.at(-1)!);
      block.endDirectory(this.current);
    }
    return block.isEmpty ? undefined : block.build();
  }

  private enterNext(): boolean {
    const { directories } = this.tree;
    while (this.next < this.directories.length) {
      const directory = this.directories[this.next++]!;
      if (!this.rules.isKnown(directory)) continue;
      this.current = directory;
      directories.eachSection(directory, (start, end) => {
        this.ranges.push({ start, end });
      });
      this.ranges.reverse();
      return true;
    }
    return false;
  }

  private takeFrom(block: BlockBuilder, range: { start: number; readonly end: number }): void {
    const { nodes } = this.tree;
    const { isWanted } = this.rules;
    let node = range.start;
    for (; node < range.end && !block.isFull; node++) {
      if (nodes.hasFlag(node, NodeFlag.removed)) continue;
      this.taken++;
      if (isWanted === undefined || isWanted(node)) block.add(node);
      else nodes.setFlag(node, NodeFlag.trusted, true);
    }
    range.start = node;
    if (node === range.end) this.ranges.pop();
  }
}

class BlockBuilder {
  private readonly tree: Tree;
  private readonly mostRows: number;
  private readonly directories: number[] = [];
  private readonly rowEnd: number[] = [];
  private readonly nodes: Uint32Array;
  private readonly mode: Uint32Array;
  private names = new Uint8Array(1 << 15);
  private nameLength = 0;
  private count = 0;
  /** The first row whose name has not been copied. */
  private uncopied = 0;
  private uncopiedBytes = 0;

  constructor(tree: Tree, mostRows: number) {
    this.tree = tree;
    this.mostRows = mostRows;
    this.nodes = new Uint32Array(mostRows);
    this.mode = new Uint32Array(mostRows);
  }

  get isFull(): boolean {
    return this.count === this.mostRows || this.nameLength + this.uncopiedBytes > blockBytes - longestName;
  }

  get isEmpty(): boolean {
    return this.count === 0;
  }

  add(node: number): void {
    const { nodes } = this.tree;
    // Perf: the names of neighbours lie one behind the other, and are copied together (bench: rescan).
    if (this.count > this.uncopied && this.nodes[this.count - 1]! + 1 !== node) this.copyNames();
    this.nodes[this.count] = node;
    this.mode[this.count] = nodes.mode(node) & TYPE_BITS;
    this.count++;
    this.uncopiedBytes += nodes.nameEnd(node) + 1 - nodes.nameBegin(node);
  }

  endDirectory(directory: number): void {
    if (this.count === (this.rowEnd.at(-1) ?? 0)) return;
    this.directories.push(directory);
    this.rowEnd.push(this.count);
  }

  build(): KnownBlock {
    this.copyNames();
    return {
      directories: this.directories,
      rowEnd: this.rowEnd,
      nodes: this.nodes.slice(0, this.count),
      names: { names: this.names.slice(0, this.nameLength), mode: this.mode.slice(0, this.count) },
    };
  }

  private copyNames(): void {
    if (this.uncopied === this.count) return;
    const { nodes } = this.tree;
    const begin = nodes.nameBegin(this.nodes[this.uncopied]!);
    const end = nodes.nameEnd(this.nodes[this.count - 1]!) + 1;
    this.names = lengthen(this.names, this.nameLength + end - begin);
    this.names.set(nodes.names.slice(begin, end), this.nameLength);
    this.nameLength += end - begin;
    this.uncopied = this.count;
    this.uncopiedBytes = 0;
  }
}
