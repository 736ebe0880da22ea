/**
 * Makes batches of what a reader fills in: describes each row, sums up sections, and cuts the columns to their length.
 *
 * A section is open for one directory at a time. Numbers of directories count on over all batches.
 */
import { constants } from 'node:os';
import { EntryRows } from '../../native/entry-rows.js';
import { type EntryBatch, NodeFlag, SECTION_SUMS, UNCOUNTED } from '../contract/entry-batch.js';
import type { RowColumns } from '../contract/row-columns.js';
import { eachRowColumn, numberColumns } from '../core/columns/row-columns.js';
import { AttributeTable } from '../core/tree/attribute-table.js';
import { addToSums } from '../core/tree/entry-sums.js';
import { DIRECTORY_BITS, SYMLINK_BITS, TYPE_BITS } from '../core/tree/mode.js';
import { MountLimit, type MountRules } from './mount-limit.js';
import { SectionWriter } from './section-writer.js';

const { ELOOP } = constants.errno;

const statColumns = [...numberColumns, 'links', 'uid', 'gid', 'deviceHigh', 'deviceLow', 'mountId'] as const;

/** Rows that a batch may have: about 5 ms of reading, and little for a port to copy. */
const batchRows = 8192;
const batchNameBytes = 1 << 18;
/**
 * The first batch is small. Perf: what is done when a batch is full has then been done before V8 compiles the loop
 * around it, which it would throw away otherwise; and there is something to be seen at once.
 */
const firstBatchRows = 256;

export class BatchWriter {
  readonly rows: EntryRows;
  /** Rows described last that are directories to be read. */
  readonly foundRow: number[] = [];

  private readonly followLinks: boolean;
  readonly limit: MountLimit;
  private readonly flags: Uint8Array;
  private readonly attribute: Uint32Array;
  private readonly attributes = new AttributeTable();
  private attributesSent = 0;
  private directoryRow: number[] = [];
  private linkedRow: number[] = [];
  private failureRow: number[] = [];
  private readonly sections = new SectionWriter();
  private readonly sum = new Float64Array(SECTION_SUMS);
  private directory = 0;
  private sectionStart = 0;
  private maxRows = firstBatchRows;
  /** Count of the directories reported so far, which is the reference of the next one. */
  directoriesFound = 0;

  constructor(rules: MountRules, maxRows: number, maxNameBytes: number) {
    this.followLinks = rules.followLinks;
    this.limit = new MountLimit(rules);
    this.rows = new EntryRows(batchRows + maxRows, batchNameBytes + maxNameBytes);
    this.flags = new Uint8Array(this.rows.capacity);
    this.attribute = new Uint32Array(this.rows.capacity);
  }

  get isEmpty(): boolean {
    return this.rows.count === 0 && this.sections.count === 0;
  }

  /** Tells whether `rows` more entries fit into this batch whose names and NULs take `bytes`. */
  hasRoom(rows: number, bytes: number): boolean {
    return this.rows.count < this.maxRows && this.rows.hasRoom(rows, bytes);
  }

  /** Begins a section. @param start its first row: by default the one behind the last. */
  beginSection(directory: number, start: number = this.rows.count): void {
    this.directory = directory;
    this.sectionStart = start;
    for (let index = 0; index < SECTION_SUMS; index++) this.sum[index] = 0;
  }

  /** Ends the section, unless it is empty. @param end the row behind its last: by default all rows belong to it. */
  endSection(done: boolean, failure: number, end: number = this.rows.count): void {
    if (end === this.sectionStart && !done && failure === 0) return;
    this.sections.add(this.directory, end, done, failure, this.sum);
    this.beginSection(this.directory, end);
  }

  /** Takes a row as that of the root. why: the root may well be a mount point; it was asked for. */
  setRoot(row: number): void {
    this.limit.setRoot(this.rows, row);
    this.rows.traits[row] = 0;
  }

  /** Returns the bytes of a row's name. */
  nameOf(row: number): Uint8Array {
    return this.rows.names.subarray(this.rows.nameStart[row]!, this.rows.nameStart[row + 1]! - 1);
  }

  /** Leaves an enumerated row out, so that it is not stat'ed. @param flag why. */
  leaveOut(row: number, flag: number): void {
    this.flags[row] = flag;
  }

  /** Marks enumerated rows that are links: once they are stat'ed, what they lead to stands there. */
  markFollowed(from: number, to: number): void {
    for (let row = from; row < to; row++) {
      if ((this.rows.mode[row]! & TYPE_BITS) === SYMLINK_BITS) this.flags[row] = NodeFlag.followed;
    }
  }

  /** Clears the flags of rows that were enumerated, but not described yet. */
  clearFlags(from: number, to: number): void {
    for (let row = from; row < to; row++) this.flags[row] = 0;
  }

  /** Describes stat'ed rows, and adds them to the open section's sums. */
  describe(from: number, to: number): void {
    const { rows, flags, attribute, attributes, followLinks, limit, sum } = this;
    const { mode, links, failure } = rows;
    this.foundRow.length = 0;
    for (let row = from; row < to; row++) {
      if (failure[row] !== 0 || (flags[row]! & UNCOUNTED) !== 0) this.withoutNumbers(row);
      if (
        (rows.traits[row] !== 0 || followLinks || limit.isRootShownAgain) &&
        (flags[row]! & UNCOUNTED) === 0 &&
        limit.excludes(rows, row)
      ) {
        flags[row] = flags[row]! | NodeFlag.otherMount;
      }
      attribute[row] = attributes.intern(
        mode[row]!,
        links[row]!,
        rows.uid[row]!,
        rows.gid[row]!,
        rows.deviceHigh[row]!,
        rows.deviceLow[row]!,
      );
      if ((flags[row]! & UNCOUNTED) !== 0) continue;
      const type = mode[row]! & TYPE_BITS;
      addToSums(
        sum,
        mode[row]!,
        rows.apparentLow[row]!,
        rows.apparentHigh[row]!,
        rows.blocksLow[row]!,
        rows.blocksHigh[row]!,
      );
      if (type === DIRECTORY_BITS) {
        this.directoryRow.push(row);
        this.foundRow.push(row);
      }
      if (followLinks || (links[row]! > 1 && type !== DIRECTORY_BITS)) this.linkedRow.push(row);
    }
  }

  /** Returns what has been written since the last call. The open section must have been ended. */
  flush(): EntryBatch {
    const { rows } = this;
    const { count } = rows;
    const directoryRow = new Uint32Array(this.directoryRow);
    const failureRow = new Uint32Array(this.failureRow);
    const batch: EntryBatch = {
      count,
      names: rows.names.slice(0, rows.nameStart[count]),
      nameStart: rows.nameStart.slice(0, count),
      ...this.cutColumns(),
      attributes: this.attributes.wordsFrom(this.attributesSent),
      sections: this.sections.take(),
      directoryRow,
      ctimeLow: valuesOf(rows.ctimeLow, directoryRow),
      ctimeHigh: valuesOf(rows.ctimeHigh, directoryRow),
      ctimeNanoseconds: valuesOf(rows.ctimeNanoseconds, directoryRow),
      linkedRow: new Uint32Array(this.linkedRow),
      failureRow,
      failureErrno: Uint16Array.from(valuesOf(rows.failure, failureRow)),
    };
    this.attributesSent = this.attributes.count;
    this.clear();
    return batch;
  }

  private cutColumns(): RowColumns {
    const { rows, attribute, flags } = this;
    const written: RowColumns = { ...rows, attribute, flags };
    return eachRowColumn<RowColumns>((name) => written[name].slice(0, rows.count) as never);
  }

  /** Forgets what has been written since the last call of `flush`. */
  drop(): void {
    this.sections.take();
    this.clear();
  }

  private clear(): void {
    this.maxRows = batchRows;
    this.rows.clear();
    this.directoryRow = [];
    this.linkedRow = [];
    this.failureRow = [];
  }

  /** Clears the numbers of a row that was not stat'ed, which are those of an earlier batch. */
  private withoutNumbers(row: number): void {
    const { rows } = this;
    rows.mode[row] = rows.mode[row]! & TYPE_BITS;
    for (const column of statColumns) rows[column][row] = 0;
    if (rows.failure[row] === 0) return;
    // why: find -L lists a link that leads nowhere, but none that leads in a circle.
    const isCircle = this.followLinks && rows.failure[row] === ELOOP;
    this.flags[row] = NodeFlag.unreadable | (isCircle ? NodeFlag.loop : 0);
    this.failureRow.push(row);
  }
}

function valuesOf(column: Uint32Array | Uint16Array, rows: Uint32Array): Uint32Array {
  const values = new Uint32Array(rows.length);
  for (let index = 0; index < rows.length; index++) values[index] = column[rows[index]!]!;
  return values;
}
