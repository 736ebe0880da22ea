/** Rows of a batch that are taken from a tree: ranges of nodes, one behind the other. */
import { NodeFlag } from '../../contract/entry-batch.js';
import type { RowColumns } from '../../contract/row-columns.js';
import { lengthen } from '../columns/lengthen.js';
import { eachRowColumn, zeroRowColumns } from '../columns/row-columns.js';
import type { Tree } from '../tree/tree.js';
import type { BareBatch } from './batch-completion.js';

/** The most rows of a batch: about a megabyte of names. */
export const TREE_BATCH_ROWS: number = 1 << 16;

const beginning = 1 << 20;

type CutColumns = Omit<BareBatch, 'sections' | 'attributes' | 'failureErrno'>;

export class BatchRows {
  count = 0;
  /** The ctimes of the directories among the rows: three words each. */
  readonly changed: number[] = [];
  private readonly tree: Tree;
  private readonly numbers = zeroRowColumns(TREE_BATCH_ROWS);
  private readonly nameStart = new Uint32Array(TREE_BATCH_ROWS);
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
    const columns = eachRowColumn<RowColumns>((name) => numbers[name].subarray(0, count) as never);
    const changes = changed.length / 3;
    const changeWords = (word: number) =>
      Uint32Array.from({ length: changes }, (_, index) => changed[index * 3 + word]!);
    return {
      count,
      names: this.names.subarray(0, this.nameLength),
      nameStart: this.nameStart.subarray(0, count),
      ...columns,
      flags: columns.flags.map((flags) => flags & ~NodeFlag.duplicate),
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
