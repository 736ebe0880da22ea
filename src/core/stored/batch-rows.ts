/** Rows of a batch that are taken from a tree: ranges of nodes, one behind the other. */
import { NodeFlag } from '../../contract/entry-batch.js';
import { lengthen } from '../columns/lengthen.js';
import type { Tree } from '../tree/tree.js';
import type { BareBatch } from './batch-completion.js';

/** The most rows of a batch: about a megabyte of names. */
export const TREE_BATCH_ROWS: number = 1 << 16;

const words = (): Uint32Array => new Uint32Array(TREE_BATCH_ROWS);
const beginning = 1 << 20;

type CutColumns = Omit<BareBatch, 'sections' | 'attributes' | 'failureErrno'>;

export class BatchRows {
  count = 0;
  /** The ctimes of the directories among the rows: three words each. */
  readonly changed: number[] = [];
  private readonly tree: Tree;
  private readonly numbers = {
    attribute: words(),
    flags: new Uint8Array(TREE_BATCH_ROWS),
    apparentLow: words(),
    apparentHigh: words(),
    blocksLow: words(),
    blocksHigh: words(),
    mtimeLow: words(),
    mtimeHigh: words(),
    mtimeNanoseconds: words(),
    inodeLow: words(),
    inodeHigh: words(),
  };
  private readonly nameStart = words();
  private names = new Uint8Array(beginning);
  private nameLength = 0;
  /** The row and the node with which each range begins. */
  private readonly rangeRow: number[] = [];
  private readonly rangeNode: number[] = [];
  private copiedRanges = 0;

  constructor(tree: Tree) {
    this.tree = tree;
  }

  /** Adds the nodes from `from` up to `to`. Perf: neighbouring ranges become one (`npm run bench -- --only snapshots`). */
  add(from: number, to: number): void {
    if (to === from) return;
    const isBehind = this.count > 0 && this.nodeOf(this.count - 1) === from - 1;
    if (!isBehind) {
      this.copyRange();
      this.rangeRow.push(this.count);
      this.rangeNode.push(from);
    }
    this.count += to - from;
  }

  /** The node of a row. */
  nodeOf(row: number): number {
    let range = this.rangeRow.length - 1;
    while (this.rangeRow[range]! > row) range--;
    return this.rangeNode[range]! + row - this.rangeRow[range]!;
  }

  /** The columns, as long as they are filled. */
  cut(): CutColumns {
    this.copyRange();
    const { count, numbers, changed } = this;
    const changes = changed.length / 3;
    const changeWords = (word: number) =>
      Uint32Array.from({ length: changes }, (_, index) => changed[index * 3 + word]!);
    return {
      count,
      names: this.names.subarray(0, this.nameLength),
      nameStart: this.nameStart.subarray(0, count),
      attribute: numbers.attribute.subarray(0, count),
      flags: numbers.flags.subarray(0, count).map((flags) => flags & ~NodeFlag.duplicate),
      apparentLow: numbers.apparentLow.subarray(0, count),
      apparentHigh: numbers.apparentHigh.subarray(0, count),
      blocksLow: numbers.blocksLow.subarray(0, count),
      blocksHigh: numbers.blocksHigh.subarray(0, count),
      mtimeLow: numbers.mtimeLow.subarray(0, count),
      mtimeHigh: numbers.mtimeHigh.subarray(0, count),
      mtimeNanoseconds: numbers.mtimeNanoseconds.subarray(0, count),
      inodeLow: numbers.inodeLow.subarray(0, count),
      inodeHigh: numbers.inodeHigh.subarray(0, count),
      ctimeLow: changeWords(0),
      ctimeHigh: changeWords(1),
      ctimeNanoseconds: changeWords(2),
    };
  }

  /** Copies the columns of the range that has grown until now. */
  private copyRange(): void {
    if (this.copiedRanges === this.rangeRow.length) return;
    const range = this.copiedRanges++;
    const { nodes } = this.tree;
    const row = this.rangeRow[range]!;
    const from = this.rangeNode[range]!;
    const to = from + this.count - row;
    nodes.copy(from, to, this.numbers, row);
    const shift = this.nameLength - nodes.nameBegin(from);
    for (let node = from; node < to; node++)
      this.nameStart[row + node - from] = nodes.nameBegin(node) + shift;
    const end = nodes.nameEnd(to - 1) + 1;
    this.names = lengthen(this.names, end + shift);
    nodes.names.copyAll(nodes.nameBegin(from), end, this.names, this.nameLength);
    this.nameLength = end + shift;
  }
}
