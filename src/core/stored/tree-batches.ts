/**
 * A tree as batches, from which an equal tree can be put together: what snapshots consist of.
 *
 * Rows and sections come in the order in which the tree has them, and directories are renumbered in the order of
 * their rows: where nothing was removed, every number stays what it was.
 */
import {
  ENGINE_REFERENCE,
  type EntryBatch,
  NO_DIRECTORY,
  NodeFlag,
  SectionDone,
  UNCOUNTED,
} from '../../contract/entry-batch.js';
import { AttributeNumbers } from '../tree/attribute-numbers.js';
import { isDirectory } from '../tree/mode.js';
import { ROOT_NODE, type Tree } from '../tree/tree.js';
import { type BareBatch, BatchCompletion } from './batch-completion.js';
import { BatchRows, TREE_BATCH_ROWS } from './batch-rows.js';

/** Calls for the batches of a tree, which must not change until the last one is there. */
export function* treeBatches(tree: Tree, followLinks: boolean): Generator<EntryBatch> {
  yield* new TreeBatches(tree, followLinks).all();
}

const never = -1;

interface SectionRow {
  readonly reference: number;
  readonly end: number;
  readonly done: number;
  readonly failure: number;
}

class TreeBatches {
  private readonly tree: Tree;
  private readonly completion: BatchCompletion;
  private readonly attributes: AttributeNumbers;
  private readonly statErrnos = new Map<number, number>();
  private readonly readErrnos = new Map<number, number[]>();
  /** By the tree's number of a directory: its new number + 1, or 0 where it is not there any more. */
  private readonly numbers: Uint32Array;
  private directoryCount = 0;
  private rows: BatchRows;
  private sections: SectionRow[] = [];

  constructor(tree: Tree, followLinks: boolean) {
    this.tree = tree;
    this.completion = new BatchCompletion(followLinks);
    this.attributes = new AttributeNumbers(tree.nodes.attributes);
    this.numbers = new Uint32Array(tree.directories.count);
    this.rows = new BatchRows(tree);
    for (const { node, operation, errno } of tree.failures) {
      if (operation === 'stat') this.statErrnos.set(node, errno);
      else this.readErrnos.set(node, [...(this.readErrnos.get(node) ?? []), errno]);
    }
  }

  *all(): Generator<EntryBatch> {
    const { nodes, directories } = this.tree;
    if (nodes.count === 0) return;
    yield* this.addSection(NO_DIRECTORY, ROOT_NODE, ROOT_NODE + 1, never);
    for (let section = 0; section < directories.sectionCount; section++) {
      const directory = directories.sectionDirectory.get(section);
      if (this.numbers[directory] === 0) continue;
      const start = directories.sectionStart.get(section);
      const end = directories.sectionEnd.get(section);
      const ending = directories.isLastSection(section) ? directory : never;
      yield* this.addSection(this.reference(directory), start, end, ending);
    }
    if (!this.isEmpty) yield this.take();
  }

  /** @param ending the directory of which this is the last section. */
  private *addSection(reference: number, start: number, end: number, ending: number): Generator<EntryBatch> {
    const { nodes } = this.tree;
    let begun = start;
    for (let from = start; from < end; ) {
      const most = Math.min(end, from + TREE_BATCH_ROWS - this.rows.count);
      let to = from;
      while (to < most && !nodes.hasFlag(to, NodeFlag.removed)) to++;
      this.rows.add(from, to);
      if (this.rows.count === TREE_BATCH_ROWS) {
        this.endRows(reference, SectionDone.no, 0);
        this.addDirectories(begun, to);
        yield this.take();
        begun = to;
      }
      from = to < most ? to + 1 : to;
    }
    if (ending === never) this.endRows(reference, SectionDone.no, 0);
    else this.endDirectory(ending);
    this.addDirectories(begun, end);
    if (this.sections.length >= TREE_BATCH_ROWS) yield this.take();
  }

  /** Numbers the directories among the rows that were added last, and ends those in which there are no names. */
  private addDirectories(from: number, to: number): void {
    const { directories } = this.tree;
    let next = directories.firstFrom(from);
    for (; next < directories.count && directories.node(next) < to; next++) {
      if (!this.isThere(directories.node(next))) continue;
      this.numbers[next] = ++this.directoryCount;
      this.rows.changed.push(...directories.changed(next));
      if (!directories.hasNames(next)) this.endDirectory(next);
    }
  }

  private isThere(node: number): boolean {
    const { nodes } = this.tree;
    const flags = nodes.flags.get(node);
    return isDirectory(nodes.mode(node)) && (flags & (NodeFlag.removed | (UNCOUNTED & ~NodeFlag.loop))) === 0;
  }

  /** Ends what was added of a directory's last section with all that is known of how it was read. */
  private endDirectory(directory: number): void {
    const { directories } = this.tree;
    const reference = this.reference(directory);
    for (const errno of this.readErrnos.get(directories.node(directory)) ?? []) {
      this.addEnd(reference, SectionDone.no, errno);
    }
    const done = doneOf[directories.state.get(directory)]!;
    if (done === SectionDone.no) this.endRows(reference, done, 0);
    else this.addEnd(reference, done, 0);
  }

  /** Ends a section, if any rows were added to it. */
  private endRows(reference: number, done: number, failure: number): void {
    if (this.rows.count > (this.sections.at(-1)?.end ?? 0)) this.addEnd(reference, done, failure);
  }

  private addEnd(reference: number, done: number, failure: number): void {
    this.sections.push({ reference, end: this.rows.count, done, failure });
  }

  private reference(directory: number): number {
    return ((this.numbers[directory]! - 1) | ENGINE_REFERENCE) >>> 0;
  }

  private get isEmpty(): boolean {
    return this.rows.count === 0 && this.sections.length === 0;
  }

  private take(): EntryBatch {
    const { rows, sections } = this;
    this.rows = new BatchRows(this.tree);
    this.sections = [];
    const columns = rows.cut();
    const attribute = this.attributes.translate(columns.attribute);
    const attributes = this.attributes.takeNew();
    this.completion.addAttributes(attributes);
    const bare = { ...columns, attribute, attributes, sections: sectionColumns(sections) };
    const derived = this.completion.deriveRows(bare);
    const failureErrno = Uint16Array.from(
      derived.failureRow,
      (row) => this.statErrnos.get(rows.nodeOf(row)) ?? 0,
    );
    return this.completion.complete({ ...bare, failureErrno }, derived);
  }
}

/** By `DirectoryState`. Failures are ends of their own. */
const doneOf = [SectionDone.no, SectionDone.yes, SectionDone.no, SectionDone.elsewhere];

function sectionColumns(sections: readonly SectionRow[]): BareBatch['sections'] {
  return {
    directory: Uint32Array.from(sections, ({ reference }) => reference),
    end: Uint32Array.from(sections, ({ end }) => end),
    done: Uint8Array.from(sections, ({ done }) => done),
    failure: Uint16Array.from(sections, ({ failure }) => failure),
  };
}
