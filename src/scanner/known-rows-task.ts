/** Stats names that are known already, those of one directory after the other, and answers with all rows at once. */
import { constants } from 'node:os';
import type { DirectoryReader } from '../../native/directory-reader.js';
import { ENGINE_REFERENCE, NO_DIRECTORY } from '../contract/entry-batch.js';
import type { RowsJob } from '../contract/scanner-protocol.js';
import type { BatchWriter } from './batch-writer.js';
import type { EngineLine } from './engine-line.js';
import type { EntryReader } from './entry-reader.js';
import { identityAt, pathAt } from './job-columns.js';
import type { ScannerTask } from './scanner-task.js';

const { ELOOP, ENOTDIR } = constants.errno;

/** Rows of one directory that are stat'ed in a step. */
const maxStepRows = 1024;

export class KnownRowsTask implements ScannerTask {
  private readonly job: RowsJob;
  private readonly reader: DirectoryReader;
  private readonly writer: BatchWriter;
  private readonly entries: EntryReader;
  private readonly line: EngineLine;
  /** Index of the current directory, and its next row. */
  private index = 0;
  private row = 0;
  /** Handle of the current directory, or the negative errno of opening it; undefined before that was tried. */
  private handle: number | undefined;

  /** The batch must be empty. */
  constructor(
    job: RowsJob,
    reader: DirectoryReader,
    writer: BatchWriter,
    entries: EntryReader,
    line: EngineLine,
  ) {
    this.job = job;
    this.reader = reader;
    this.writer = writer;
    this.entries = entries;
    this.line = line;
    writer.rows.appendNames(job.names.names, job.names.mode);
  }

  step(): boolean {
    const { job, index, writer, row: from } = this;
    const end = job.rowEnd[index]!;
    const to = Math.min(end, from + maxStepRows);
    this.row = to;
    const reference = job.directory[index]!;
    writer.beginSection(reference === NO_DIRECTORY ? reference : (reference | ENGINE_REFERENCE) >>> 0, from);
    if (reference === NO_DIRECTORY) this.entries.describePaths(from, to);
    else this.describe(from, to);
    writer.endSection(false, 0, to);
    if (to < end) return true;
    this.closeDirectory();
    if (++this.index < job.directory.length) return true;
    this.line.sendRows(job.request);
    return false;
  }

  flush(): boolean {
    return false;
  }

  stop(): void {
    this.closeDirectory();
    this.writer.drop();
  }

  /** Rows of a directory that cannot be opened fail, one and all. */
  private describe(from: number, to: number): void {
    const { job, index } = this;
    const path = pathAt(job, index);
    this.handle ??= this.entries.open(path, identityAt(job, index));
    if (this.handle < 0) this.entries.fail(from, to, this.handle === -ELOOP ? ENOTDIR : -this.handle);
    else this.entries.describe(this.handle, path, from, to, job.descend[index] === 1);
  }

  private closeDirectory(): void {
    if (this.handle !== undefined && this.handle >= 0) this.reader.close(this.handle);
    this.handle = undefined;
  }
}
