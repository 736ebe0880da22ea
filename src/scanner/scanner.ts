/**
 * Works off the jobs of one root in slices of a few milliseconds, so that messages get through in between.
 *
 * A scanner has one task at a time. Known rows come before directories, and of its pending directories the newest
 * first; it gives away the older half of these when another scanner is hungry. Calls of the reader are synchronous.
 */
import type { DirectoryReader } from '../../native/directory-reader.js';
import type { Channel } from '../contract/channel.js';
import { ENGINE_REFERENCE, type EntryBatch } from '../contract/entry-batch.js';
import type { DirectoryJob, FromScanner, RowsJob, ScannerOptions } from '../contract/scanner-protocol.js';
import { BatchWriter } from './batch-writer.js';
import { DirectoryTask } from './directory-task.js';
import { EngineLine } from './engine-line.js';
import { EntryReader } from './entry-reader.js';
import { identityAt, pathAt } from './job-columns.js';
import { KnownRowsTask } from './known-rows-task.js';
import { PendingDirectories } from './pending-directories.js';
import type { ScannerTask } from './scanner-task.js';

/** Milliseconds that messages may wait, and that entries may wait before they are sent. */
const sliceMs = 3;
const flushMs = 40;

const noPath = new Uint8Array();

export class Scanner {
  private readonly root: Uint8Array;
  private readonly reader: DirectoryReader;
  private readonly writer: BatchWriter;
  private readonly line: EngineLine;
  private readonly entries: EntryReader;
  private readonly pending = new PendingDirectories();
  private readonly rowsJobs: RowsJob[] = [];
  private task: ScannerTask | undefined;
  /** Whether the scanner goes on with the directories found in the one that was opened last. */
  private descend = true;
  private jobs = 0;
  private isScheduled = false;
  private isIdle = true;

  /** @throws SyntaxError for a glob whose brackets do not match. */
  constructor(options: ScannerOptions, channel: Channel<FromScanner>, reader: DirectoryReader) {
    this.root = options.root;
    this.reader = reader;
    this.writer = new BatchWriter(options, reader.maxRows, reader.maxNameBytes);
    this.line = new EngineLine(channel, this.writer);
    this.entries = new EntryReader(options, reader, this.writer, this.pending);
  }

  /** Returns the batch of one row that is the root, empty where there is none, or a negative errno. */
  describeRoot(): EntryBatch | number {
    const failure = this.root.length === 0 ? 0 : this.entries.describeRoot(this.root);
    return failure < 0 ? failure : this.writer.flush();
  }

  readDirectories(job: DirectoryJob): void {
    this.jobs++;
    // The last one pushed is read first: pushed backwards, they are read in their order.
    for (let index = job.directory.length - 1; index >= 0; index--) {
      const reference = (job.directory[index]! | ENGINE_REFERENCE) >>> 0;
      const descend = job.descend[index] === 1;
      this.pending.push(reference, identityAt(job, index), descend, pathAt(job, index), noPath);
    }
    this.wake();
  }

  statRows(job: RowsJob): void {
    this.jobs++;
    this.rowsJobs.push(job);
    this.wake();
  }

  setHungry(count: number): void {
    this.line.hungry = count;
  }

  acknowledge(count: number): void {
    this.line.acknowledge(count);
    if (this.isIdle) return;
    this.line.load.start();
    this.schedule();
  }

  /** Drops what is left, and comes to rest. */
  stop(): void {
    this.pending.clear();
    this.rowsJobs.length = 0;
    this.dropTask();
    this.wake();
  }

  end(): void {
    this.dropTask();
    this.isIdle = true;
    this.reader.dispose();
  }

  private dropTask(): void {
    this.task?.stop();
    this.task = undefined;
  }

  private wake(): void {
    this.isIdle = false;
    this.line.load.start();
    this.schedule();
  }

  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      this.slice();
    });
  }

  private slice(): void {
    if (this.isIdle) return;
    const { line } = this;
    if (!line.hasCredit) {
      // It waits for the engine, which more scanners would only keep busier.
      line.load.stop();
      return;
    }
    const end = performance.now() + sliceMs;
    let worked = true;
    while (worked && line.hasCredit) {
      worked = this.step();
      if (performance.now() > end) break;
    }
    if (line.hungry > 0) this.giveDirectories();
    if (!worked) this.rest();
    else {
      if (performance.now() - line.lastFlush > flushMs) this.flush();
      this.schedule();
    }
  }

  /** Sends what is left, and tells the engine that everything is done. */
  private rest(): void {
    this.flush();
    this.isIdle = true;
    this.line.rest(this.jobs);
  }

  /** Does the next step of the task, or of the next one. Returns false where there is none. */
  private step(): boolean {
    if (!this.task && !this.begin()) return false;
    if (this.task && !this.task.step()) this.task = undefined;
    return true;
  }

  /** Begins the next task. Returns whether there was work: a directory that cannot be opened is done at once. */
  private begin(): boolean {
    const { reader, writer, entries, line } = this;
    const job = this.rowsJobs.shift();
    if (job) {
      line.sendBatch();
      this.task = new KnownRowsTask(job, reader, writer, entries, line);
      return true;
    }
    const path = this.pending.pop();
    if (!path) return false;
    this.openNext(path);
    return true;
  }

  private openNext(path: Uint8Array): void {
    const { reader, writer, entries, line } = this;
    const { reference, identity, descend } = this.pending;
    const handle = entries.open(path, identity);
    // Directories that are numbered and those that are not do not share a batch.
    if (descend !== this.descend) line.sendBatch();
    this.descend = descend;
    writer.beginSection(reference);
    if (handle < 0) writer.endSection(false, -handle);
    else {
      const directory = { reference, path, handle, descend };
      this.task = new DirectoryTask(directory, reader, writer, entries, line);
    }
  }

  private giveDirectories(): void {
    if (this.pending.count < 2 || !this.line.hasCredit) return;
    // The engine must know the directories before it can hand them out.
    if (this.flush()) this.line.giveDirectories(this.pending.takeOlderHalf());
  }

  /** Sends what has been written. Returns whether that was possible. */
  private flush(): boolean {
    if (this.task) return this.task.flush();
    this.line.sendBatch();
    return true;
  }
}
