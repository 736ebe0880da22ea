import {
  type EntryBatch,
  NO_DIRECTORY,
  NodeFlag,
  SECTION_SUMS,
  UNCOUNTED,
} from '../../../src/contract/entry-batch.js';
import { newSenderNumbers, type Tree } from '../../../src/core/tree/tree.js';
import type { ModelEntry } from './model-tree.js';

/** An entry as a batch has it: what is not said is as on a plain small file. */
export interface RowDraft extends Omit<ModelEntry, 'parent' | 'target'> {
  readonly flags?: number;
  readonly errno?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly device?: readonly [high: number, low: number];
  readonly mtime?: readonly [seconds: bigint, nanoseconds: number];
  /** Of directories. */
  readonly changed?: readonly [seconds: bigint, nanoseconds: number];
  /** Lists the row among those whose inode may have other names, as where links are followed. */
  readonly mayRepeat?: boolean;
}

interface SectionEnd {
  readonly done?: boolean;
  readonly errno?: number;
}

/** Puts batches together row by row, as a scanner does with whole columns. One for each sender. */
export class BatchBuilder {
  /** The reference of the next directory that this sender reports. */
  directoriesReported = 0;
  private readonly attributes = new Map<string, number>();
  private newAttributes: number[] = [];
  private rows: RowDraft[] = [];
  private rowAttributes: number[] = [];
  private directoryRow: number[] = [];
  private sections: { directory: number; end: number; done: number; failure: number; sums: number[] }[] = [];

  get isEmpty(): boolean {
    return this.sections.length === 0;
  }

  section(directory: number, rows: readonly RowDraft[], { done = true, errno = 0 }: SectionEnd = {}): this {
    const sums = new Array<number>(SECTION_SUMS).fill(0);
    for (const row of rows) this.addRow(row, sums);
    const failure = errno;
    this.sections.push({ directory, end: this.rows.length, done: done ? 1 : 0, failure, sums });
    return this;
  }

  /** All rows since the last call. */
  build(): EntryBatch {
    const { rows, sections } = this;
    const words = (of: (row: RowDraft) => number) => Uint32Array.from(rows, of);
    const names = Buffer.concat(rows.flatMap(({ name }) => [name, Buffer.alloc(1)]));
    let end = 0;
    const batch: EntryBatch = {
      count: rows.length,
      names: Uint8Array.from(names),
      nameStart: words(({ name }) => {
        const start = end;
        end += name.length + 1;
        return start;
      }),
      attribute: Uint32Array.from(this.rowAttributes),
      flags: Uint8Array.from(rows, flagsOf),
      apparentLow: words(({ apparentBytes }) => low(apparentBytes)),
      apparentHigh: words(({ apparentBytes }) => high(apparentBytes)),
      blocksLow: words(({ blocks }) => low(blocks)),
      blocksHigh: words(({ blocks }) => high(blocks)),
      mtimeLow: words(({ mtime }) => low(mtime?.[0] ?? 0n)),
      mtimeHigh: words(({ mtime }) => high(mtime?.[0] ?? 0n)),
      mtimeNanoseconds: words(({ mtime }) => mtime?.[1] ?? 0),
      inodeLow: words(({ inode }) => low(inode)),
      inodeHigh: words(({ inode }) => high(inode)),
      attributes: Uint32Array.from(this.newAttributes),
      sections: {
        directory: Uint32Array.from(sections, ({ directory }) => directory),
        end: Uint32Array.from(sections, (section) => section.end),
        done: Uint8Array.from(sections, ({ done }) => done),
        failure: Uint16Array.from(sections, ({ failure }) => failure),
        sums: Float64Array.from(sections.flatMap(({ sums }) => sums)),
      },
      directoryRow: Uint32Array.from(this.directoryRow),
      ctimeLow: Uint32Array.from(this.directoryRow, (row) => low(rows[row]!.changed?.[0] ?? 0n)),
      ctimeHigh: Uint32Array.from(this.directoryRow, (row) => high(rows[row]!.changed?.[0] ?? 0n)),
      ctimeNanoseconds: Uint32Array.from(this.directoryRow, (row) => rows[row]!.changed?.[1] ?? 0),
      linkedRow: numbersWhere(rows, mayRepeat),
      failureRow: numbersWhere(rows, ({ errno }) => errno !== undefined),
      failureErrno: Uint16Array.from(rows.flatMap(({ errno }) => (errno === undefined ? [] : [errno]))),
    };
    this.newAttributes = [];
    this.rows = [];
    this.rowAttributes = [];
    this.directoryRow = [];
    this.sections = [];
    return batch;
  }

  private addRow(row: RowDraft, sums: number[]): void {
    this.rowAttributes.push(this.attributeOf(row));
    if ((flagsOf(row) & UNCOUNTED) === 0) {
      const type = row.mode & 0xf000;
      const kind = { 32768: 0, 16384: 1, 40960: 2 }[type] ?? 3;
      sums[kind]!++;
      const length = kind === 0 || kind === 2 ? row.apparentBytes : 0n;
      [low(length), high(length), low(row.blocks), high(row.blocks)].forEach((word, index) => {
        sums[4 + index]! += word;
      });
      if (kind === 1) {
        this.directoryRow.push(this.rows.length);
        this.directoriesReported++;
      }
    }
    this.rows.push(row);
  }

  private attributeOf({ mode, links, uid = 0, gid = 0, device = [8, 1] }: RowDraft): number {
    const words = [mode, links, uid, gid, ...device];
    const known = this.attributes.get(words.join());
    if (known !== undefined) return known;
    this.attributes.set(words.join(), this.attributes.size);
    this.newAttributes.push(...words);
    return this.attributes.size - 1;
  }
}

/** Starts a tree with its root, as the first scanner that is ready does. */
export function appendRoot(tree: Tree, root: RowDraft): void {
  tree.append(new BatchBuilder().section(NO_DIRECTORY, [root], { done: false }).build(), newSenderNumbers());
}

const flagsOf = ({ flags = 0, errno }: RowDraft): number =>
  errno === undefined ? flags : flags | NodeFlag.unreadable;

const mayRepeat = (row: RowDraft): boolean =>
  (flagsOf(row) & UNCOUNTED) === 0 &&
  (row.mayRepeat === true || (row.links > 1 && (row.mode & 0xf000) !== 0x4000));

const low = (value: bigint): number => Number(BigInt.asUintN(32, value));
const high = (value: bigint): number => Number(BigInt.asUintN(32, value >> 32n));

function numbersWhere(rows: readonly RowDraft[], holds: (row: RowDraft) => boolean): Uint32Array {
  return Uint32Array.from(rows.flatMap((row, index) => (holds(row) ? [index] : [])));
}
