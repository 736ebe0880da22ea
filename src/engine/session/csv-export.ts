/**
 * Listing as CSV, in chunks, each only when the reader has taken the one before. Rows are written in short turns, so
 * that requests are answered in between. During a scan it lists entries found so far.
 */
import type { EngineEvents } from '../../contract/engine-protocol.js';
import { RequestRefused } from '../../contract/refusal.js';
import { ByteBuilder } from '../../core/columns/byte-builder.js';
import { appendCsvRow, csvHeader, isListed } from '../../core/tree/csv-rows.js';
import { SortedWalk } from '../../core/tree/sorted-walk.js';
import type { Tree } from '../../core/tree/tree.js';
import type { EntryFilter } from '../../core/view/entry-filter.js';

type Chunk = EngineEvents['exportChunk'];

const chunkLength = 1 << 18;
/** Milliseconds. */
const turnMs = 8;
/** Rows between two looks at the clock. */
const rowsAtOnce = 256;
const maxExports = 8;

export class CsvExports {
  private readonly tree: Tree;
  private readonly send: (chunk: Chunk) => void;
  private readonly running = new Map<number, CsvExport>();
  private last = 0;

  constructor(tree: Tree, send: (chunk: Chunk) => void) {
    this.tree = tree;
    this.send = send;
  }

  /** Starts an export and returns its number. @param filter undefined for everything. @throws RequestRefused */
  start(filter: EntryFilter | undefined): number {
    if (this.running.size === maxExports)
      throw new RequestRefused('badRequest', 'too many exports are running');
    const id = ++this.last;
    const onChunk = (chunk: Omit<Chunk, 'id'>) => {
      if (chunk.done) this.running.delete(id);
      this.send({ id, ...chunk });
    };
    this.running.set(id, new CsvExport(this.tree, filter, onChunk));
    return id;
  }

  /** Writes one more chunk. @throws RequestRefused */
  next(id: number): void {
    const found = this.running.get(id);
    if (!found) throw new RequestRefused('badRequest', 'there is no such export');
    found.want();
  }

  /** Ends an export. One that has ended is no fault: the last chunk may have been on its way. */
  cancel(id: number): void {
    this.running.get(id)?.stop();
    this.running.delete(id);
  }

  close(): void {
    for (const id of this.running.keys()) this.cancel(id);
  }
}

class CsvExport {
  private readonly tree: Tree;
  private readonly filter: EntryFilter | undefined;
  private readonly onChunk: (chunk: Omit<Chunk, 'id'>) => void;
  private readonly walk: SortedWalk;
  private readonly out = new ByteBuilder();
  private visited = 0;
  private turn: NodeJS.Immediate | undefined;

  constructor(tree: Tree, filter: EntryFilter | undefined, onChunk: (chunk: Omit<Chunk, 'id'>) => void) {
    this.tree = tree;
    this.filter = filter;
    this.onChunk = onChunk;
    this.walk = new SortedWalk(tree);
    this.out.text(csvHeader);
    this.want();
  }

  want(): void {
    this.turn ??= setImmediate(() => this.write());
  }

  stop(): void {
    clearImmediate(this.turn);
  }

  private write(): void {
    this.turn = undefined;
    const end = performance.now() + turnMs;
    let isDone = false;
    while (!isDone && this.out.length < chunkLength) {
      if (performance.now() > end) {
        this.want();
        return;
      }
      isDone = this.writeRows();
    }
    const progress = isDone ? 1 : this.visited / Math.max(1, this.tree.nodes.count);
    this.onChunk({ bytes: this.out.take(), done: isDone, progress });
  }

  /** Returns whether there are no more. */
  private writeRows(): boolean {
    const { tree, walk, filter } = this;
    for (let left = rowsAtOnce; left > 0; left--) {
      const node = walk.next();
      if (node < 0) return true;
      this.visited++;
      if (!isListed(tree, node) || filter?.includes(node) === false) continue;
      appendCsvRow(this.out, tree, node, walk, false);
    }
    return false;
  }
}
