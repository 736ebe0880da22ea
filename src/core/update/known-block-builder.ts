/** Puts a block of known names together: a row each, in runs of nodes that follow one another. */
import type { NameBlock } from '../../contract/scanner-protocol.js';
import { lengthen } from '../columns/lengthen.js';
import { TYPE_BITS } from '../tree/mode.js';
import { PathBuilder } from '../tree/path-builder.js';
import type { Tree } from '../tree/tree.js';

export interface KnownBlock {
  readonly directories: readonly number[];
  /** The directories' paths relative to the root, and where each ends. */
  readonly paths: Uint8Array;
  readonly pathEnd: readonly number[];
  /** The row behind the last of each directory. */
  readonly rowEnd: readonly number[];
  /** The node of each row. */
  readonly nodes: Uint32Array;
  readonly names: NameBlock;
}

/** Bytes of names in a block, before the last ones are added: together with those, as many as a scanner has room for. */
const blockBytes = 128 << 10;
/** Max number of names that are added at once, of 1024 bytes each at most. */
const maxAtOnce = 128;

export class KnownBlockBuilder {
  private readonly tree: Tree;
  private readonly maxRows: number;
  private readonly directories: number[] = [];
  private readonly pathEnd: number[] = [];
  private readonly rowEnd: number[] = [];
  private readonly paths: PathBuilder;
  private readonly nodes: Uint32Array;
  /** Type bits, where they decide what a row is: of what is left out. */
  private readonly mode: Uint32Array;
  private names = new Uint8Array(1 << 15);
  private nameLength = 0;
  private count = 0;
  /** The nodes whose names have not been copied: they follow one another. */
  private runStart = 0;
  private runEnd = 0;

  constructor(tree: Tree, maxRows: number) {
    this.tree = tree;
    this.maxRows = maxRows;
    this.paths = new PathBuilder(tree);
    this.nodes = new Uint32Array(maxRows);
    this.mode = new Uint32Array(maxRows);
  }

  get isFull(): boolean {
    return this.room === 0;
  }

  /** Returns the number of names that may be added at once. */
  get room(): number {
    const { nodes } = this.tree;
    const run =
      this.runEnd > this.runStart ? nodes.nameEnd(this.runEnd - 1) - nodes.nameBegin(this.runStart) : 0;
    if (this.nameLength + run > blockBytes || this.paths.isFull) return 0;
    return Math.min(maxAtOnce, this.maxRows - this.count);
  }

  get isEmpty(): boolean {
    return this.count === 0;
  }

  /** Adds the nodes from `from` up to `to`. */
  add(from: number, to: number): void {
    const { nodes } = this.tree;
    if (from !== this.runEnd) {
      this.copyNames();
      this.runStart = from;
    }
    this.runEnd = to;
    for (let node = from; node < to; node++) {
      // What is left out, or a mount that is not looked at, is described by what its name comes with.
      this.mode[this.count] = nodes.mode(node) & TYPE_BITS;
      this.nodes[this.count++] = node;
    }
  }

  /** All names added since the last call are those of a directory. */
  endSection(directory: number): void {
    if (this.count === (this.rowEnd.at(-1) ?? 0)) return;
    if (this.directories.at(-1) === directory) {
      this.rowEnd[this.rowEnd.length - 1] = this.count;
      return;
    }
    this.directories.push(directory);
    this.pathEnd.push(this.paths.add(directory));
    this.rowEnd.push(this.count);
  }

  build(): KnownBlock {
    this.copyNames();
    return {
      directories: this.directories,
      paths: this.paths.take(),
      pathEnd: this.pathEnd,
      rowEnd: this.rowEnd,
      nodes: this.nodes.slice(0, this.count),
      names: { names: this.names.slice(0, this.nameLength), mode: this.mode.slice(0, this.count) },
    };
  }

  /** Perf: names of nodes that follow one another lie one behind the other (bench: rescan). */
  private copyNames(): void {
    const { nodes } = this.tree;
    if (this.runStart === this.runEnd) return;
    const begin = nodes.nameBegin(this.runStart);
    const end = nodes.nameEnd(this.runEnd - 1) + 1;
    this.names = lengthen(this.names, this.nameLength + end - begin);
    nodes.names.copyAll(begin, end, this.names, this.nameLength);
    this.nameLength += end - begin;
    this.runStart = this.runEnd;
  }
}
