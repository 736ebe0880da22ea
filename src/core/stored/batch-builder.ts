/** Puts batches together entry by entry, as a scanner does with whole columns. One for each sender. */
import { type EntryBatch, NodeFlag, SectionDone, UNCOUNTED } from '../../contract/entry-batch.js';
import type { RowColumns } from '../../contract/row-columns.js';
import { lengthen } from '../columns/lengthen.js';
import { eachRowColumn, zeroRowColumns } from '../columns/row-columns.js';
import { AttributeTable } from '../tree/attribute-table.js';
import { isDirectory } from '../tree/mode.js';
import { BatchCompletion } from './batch-completion.js';

/** Seconds since 1970 and nanoseconds. */
type Time = readonly [seconds: bigint, nanoseconds: number];

/** An entry as whoever brings it knows it. */
export interface NewEntry {
  /** Bytes without a NUL or, but for the root's path, a slash. */
  readonly name: Uint8Array;
  /** `st_mode`: type and permissions. */
  readonly mode: number;
  readonly links: number;
  readonly inode: bigint;
  /** `st_size`. */
  readonly apparentBytes: bigint;
  /** `st_blocks`: units of 512 bytes. */
  readonly blocks: bigint;
  /** `NodeFlag`s. */
  readonly flags?: number;
  /** Errno with which its stat failed. */
  readonly errno?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly device?: readonly [high: number, low: number];
  readonly mtime?: Time;
  /** A word that stands for the inode's birth time; 0 or none where that is not known. */
  readonly birth?: number;
  /** The ctime of a directory. */
  readonly changed?: Time;
}

export interface SectionEnd {
  /** Whether the directory has no more names than those given so far. */
  readonly done?: boolean;
  /** Errno with which the directory could not be read (further). */
  readonly errno?: number;
}

const usualDevice = [8, 1] as const;

export class BatchBuilder {
  /** Number of directories brought so far: the reference of the next one. */
  directoriesReported = 0;
  private readonly attributes = new AttributeTable();
  private attributesSent = 0;
  private readonly completion: BatchCompletion;
  private count = 0;
  private columns: RowColumns = zeroRowColumns(16);
  private names: Uint8Array[] = [];
  /** The rows that are directories to be read, and their ctimes: three words each. */
  private directoryRow: number[] = [];
  private changed: number[] = [];
  private errnos: number[] = [];
  private sections: { directory: number; end: number; done: number; failure: number }[] = [];

  /** @param followLinks whether links were followed, so that any entry may be a further name of an inode. */
  constructor(followLinks = false) {
    this.completion = new BatchCompletion(followLinks);
  }

  get isEmpty(): boolean {
    return this.sections.length === 0;
  }

  /** Number of entries since the last call of `build`. */
  get rows(): number {
    return this.count;
  }

  /** Adds names of a directory: all that are left of them, unless `end` says otherwise. */
  section(directory: number, entries: Iterable<NewEntry>, { done = true, errno = 0 }: SectionEnd = {}): this {
    for (const entry of entries) this.add(entry);
    this.endSection(directory, done ? SectionDone.yes : SectionDone.no, errno);
    return this;
  }

  /** Adds a row to the section that `endSection` will end. Returns the reference of a directory, -1 of all else. */
  add(entry: NewEntry): number {
    const row = this.count++;
    const attribute = this.attributeOf(entry);
    const flags = (entry.flags ?? 0) | (entry.errno === undefined ? 0 : NodeFlag.unreadable);
    this.names.push(entry.name);
    if (row === this.columns.flags.length) this.lengthen();
    const { columns } = this;
    const [seconds, nanoseconds] = entry.mtime ?? [0n, 0];
    columns.attribute[row] = attribute;
    columns.flags[row] = flags;
    columns.apparentLow[row] = low(entry.apparentBytes);
    columns.apparentHigh[row] = high(entry.apparentBytes);
    columns.blocksLow[row] = low(entry.blocks);
    columns.blocksHigh[row] = high(entry.blocks);
    columns.mtimeLow[row] = low(seconds);
    columns.mtimeHigh[row] = high(seconds);
    columns.mtimeNanoseconds[row] = nanoseconds;
    columns.inodeLow[row] = low(entry.inode);
    columns.inodeHigh[row] = high(entry.inode);
    columns.birth[row] = entry.birth ?? 0;
    if (entry.errno !== undefined) this.errnos.push(entry.errno);
    return isDirectory(entry.mode) && (flags & UNCOUNTED) === 0 ? this.addDirectory(row, entry) : -1;
  }

  endSection(directory: number, done: number, failure: number): void {
    this.sections.push({ directory, end: this.count, done, failure });
  }

  /** Returns all rows since the last call. */
  build(): EntryBatch {
    const { count, changed, sections } = this;
    const changedWords = (word: number) => Uint32Array.from(changed.filter((_, index) => index % 3 === word));
    const bare = {
      count,
      ...joinNames(this.names),
      ...eachRowColumn<RowColumns>((name) => this.columns[name].slice(0, count) as never),
      attributes: this.attributes.wordsFrom(this.attributesSent),
      sections: {
        directory: Uint32Array.from(sections, ({ directory }) => directory),
        end: Uint32Array.from(sections, ({ end }) => end),
        done: Uint8Array.from(sections, ({ done }) => done),
        failure: Uint16Array.from(sections, ({ failure }) => failure),
      },
      ctimeLow: changedWords(0),
      ctimeHigh: changedWords(1),
      ctimeNanoseconds: changedWords(2),
      failureErrno: Uint16Array.from(this.errnos),
    };
    const derived = {
      ...this.completion.deriveRows(bare),
      directoryRow: Uint32Array.from(this.directoryRow),
    };
    this.attributesSent = this.attributes.count;
    this.directoryRow = [];
    this.count = 0;
    this.names = [];
    this.changed = [];
    this.errnos = [];
    this.sections = [];
    return this.completion.complete(bare, derived);
  }

  private lengthen(): void {
    this.columns = eachRowColumn<RowColumns>((name) => lengthen(this.columns[name], this.count) as never);
  }

  private attributeOf({ mode, links, uid = 0, gid = 0, device = usualDevice }: NewEntry): number {
    const known = this.attributes.count;
    const attribute = this.attributes.intern(mode, links, uid, gid, ...device);
    if (attribute === known) this.completion.addAttributes(this.attributes.wordsFrom(known));
    return attribute;
  }

  private addDirectory(row: number, { changed: [seconds, nanoseconds] = [0n, 0] }: NewEntry): number {
    this.directoryRow.push(row);
    this.changed.push(low(seconds), high(seconds), nanoseconds);
    return this.directoriesReported++;
  }
}

function joinNames(list: readonly Uint8Array[]): Pick<EntryBatch, 'names' | 'nameStart'> {
  const nameStart = new Uint32Array(list.length);
  let length = 0;
  for (let row = 0; row < list.length; row++) {
    nameStart[row] = length;
    length += list[row]!.length + 1;
  }
  const names = new Uint8Array(length);
  for (let row = 0; row < list.length; row++) names.set(list[row]!, nameStart[row]);
  return { names, nameStart };
}

const low = (value: bigint): number => Number(BigInt.asUintN(32, value));
const high = (value: bigint): number => Number(BigInt.asUintN(32, value >> 32n));
