/**
 * Reads directories in slices of a few milliseconds, so that messages get through in between.
 *
 * It works off its own pending directories, the newest first, sends batches against credits, and gives away the
 * older half of what it has when another scanner is hungry. Calls of the reader are synchronous.
 */

import { constants } from 'node:os';
import type { ChosenReader } from '../../native/choose-reader.js';
import type { Backend, DirectoryReader, RootOptions } from '../../native/directory-reader.js';
import { fileSystemType } from '../../native/file-system-type.js';
import { type Channel, openChannel } from '../contract/channel.js';
import { ENGINE_REFERENCE, type EntryBatch, NO_DIRECTORY } from '../contract/entry-batch.js';
import { IDENTITY_WORDS, IdentityWord } from '../contract/identity.js';
import type { Port } from '../contract/port.js';
import type {
  DirectoryJob,
  FromScanner,
  RowsJob,
  ScannerOptions,
  ToScanner,
} from '../contract/scanner-protocol.js';
import { IdentitySet } from '../core/tree/identity-set.js';
import { BatchWriter } from './batch-writer.js';
import { EntryReader } from './entry-reader.js';
import { LoadMeter } from './load-meter.js';
import { PendingDirectories } from './pending-directories.js';

export type MakeReader = (options: RootOptions, forced?: Backend) => ChosenReader;

/** Milliseconds: how long messages may wait, and how long entries before they are sent. */
const sliceTime = 3;
const flushTime = 40;
/** Batches that may be on their way. Memory for them is bounded by it. */
const credits = 4;
/** A directory with more names than this is shared out. */
const hugeDirectory = 4096;

const { ELOOP, ENOTDIR } = constants.errno;
const noPath = new Uint8Array();

/** Of one directory, as many known names are stat'ed in a piece. */
const rowsAtOnce = 1024;

interface OpenDirectory {
  readonly reference: number;
  readonly path: Uint8Array;
  readonly descend: boolean;
  readonly handle: number;
  enumerated: number;
}

/** A job whose rows are being stat'ed: which directory of it comes next, and which row. */
interface OpenRows {
  readonly job: RowsJob;
  index: number;
  row: number;
  /** Of the directory, or why it could not be opened; undefined before that was tried. */
  handle: number | undefined;
}

/** Serves one root until the port is closed. */
export function serveScanner(port: Port, makeReader: MakeReader): void {
  let scanner: Scanner | undefined;
  const active = (): Scanner => {
    if (!scanner) throw new Error('a scanner that was not started');
    return scanner;
  };
  const channel: Channel<FromScanner> = openChannel<FromScanner, ToScanner>(port, {
    start: (options) => {
      scanner = Scanner.start(options, channel, makeReader);
    },
    readDirectories: (job) => active().readDirectories(job),
    statRows: (job) => active().statRows(job),
    hungry: (count) => active().setHungry(count),
    acknowledge: (count) => active().acknowledge(count),
    stop: () => scanner?.stop(),
    rest: () => {
      scanner?.end();
      scanner = undefined;
    },
    end: () => {
      scanner?.end();
      channel.close();
    },
  });
}

class Scanner {
  private readonly channel: Channel<FromScanner>;
  private readonly reader: DirectoryReader;
  private readonly options: ScannerOptions;
  private readonly writer: BatchWriter;
  private readonly entries: EntryReader;
  private readonly counted = new IdentitySet();
  private readonly pending = new PendingDirectories();
  private readonly rowsJobs: RowsJob[] = [];
  /** Identity of a directory just found. */
  private readonly identity = new Uint32Array(IDENTITY_WORDS);
  private readonly load = new LoadMeter();
  private open: OpenDirectory | undefined;
  private openRows: OpenRows | undefined;
  /** Of the directory whose names were written last. */
  private descend = true;
  private hungry = 0;
  private unacknowledged = 0;
  private jobs = 0;
  private isScheduled = false;
  private isIdle = true;
  private lastFlush = 0;

  static start(
    options: ScannerOptions,
    channel: Channel<FromScanner>,
    makeReader: MakeReader,
  ): Scanner | undefined {
    let chosen: ChosenReader;
    try {
      chosen = makeReader(options, options.backend);
    } catch (error) {
      channel.send('refused', { errno: 0, message: (error as Error).message });
      return undefined;
    }
    const failure = options.root.length === 0 ? 0 : chosen.reader.openRoot(options.root);
    if (failure < 0) {
      channel.send('refused', { errno: -failure, message: 'cannot be opened' });
      return undefined;
    }
    const scanner = new Scanner(options, channel, chosen.reader);
    return scanner.introduce(chosen.refused) ? scanner : undefined;
  }

  private constructor(options: ScannerOptions, channel: Channel<FromScanner>, reader: DirectoryReader) {
    this.options = options;
    this.channel = channel;
    this.reader = reader;
    const { followLinks, crossMounts } = options;
    const rules = { followLinks, crossMounts, rootMountId: 0, rootDeviceHigh: 0, rootDeviceLow: 0 };
    this.writer = new BatchWriter(rules, reader.maxRows, reader.maxNameBytes);
    this.entries = new EntryReader(options, reader, this.writer);
    for (let at = 0; at < options.counted.length; at += IDENTITY_WORDS) {
      this.counted.add(options.counted.subarray(at, at + IDENTITY_WORDS));
    }
  }

  readDirectories(job: DirectoryJob): void {
    this.jobs++;
    // The last one pushed is read first: pushed backwards, they are read in their order.
    for (let index = job.directory.length - 1; index >= 0; index--) {
      const path = job.paths.subarray(index === 0 ? 0 : job.pathEnd[index - 1]!, job.pathEnd[index]!);
      const identity = job.identity.subarray(index * IDENTITY_WORDS, (index + 1) * IDENTITY_WORDS);
      const reference = (job.directory[index]! | ENGINE_REFERENCE) >>> 0;
      this.pending.push(reference, identity, job.descend[index] === 1, path, noPath);
    }
    this.wake();
  }

  statRows(job: RowsJob): void {
    this.jobs++;
    this.rowsJobs.push(job);
    this.wake();
  }

  setHungry(count: number): void {
    this.hungry = count;
  }

  acknowledge(count: number): void {
    this.unacknowledged -= count;
    if (this.isIdle) return;
    this.load.start();
    this.schedule();
  }

  stop(): void {
    this.pending.clear();
    this.rowsJobs.length = 0;
    this.dropRows();
    if (this.open) this.finish(this.open, false, 0);
    this.wake();
  }

  end(): void {
    if (this.open) this.reader.close(this.open.handle);
    this.open = undefined;
    this.dropRows();
    this.isIdle = true;
    this.reader.dispose();
  }

  /** Tells the engine what the root is. Returns whether that could be found out. */
  private introduce(refused: readonly string[]): boolean {
    const { writer, reader, options } = this;
    if (options.root.length > 0) {
      const failure = this.entries.describeRoot(options.root);
      if (failure < 0) {
        this.channel.send('refused', { errno: -failure, message: 'cannot be read' });
        return false;
      }
    }
    const fileSystem = fileSystemType(options.root);
    this.channel.send('ready', { backend: reader.backend, refused, fileSystem, root: writer.flush() });
    return true;
  }

  private wake(): void {
    this.isIdle = false;
    this.load.start();
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
    if (this.unacknowledged >= credits) {
      // It waits for the engine, which more scanners would only keep busier.
      this.load.stop();
      return;
    }
    const end = performance.now() + sliceTime;
    let worked = true;
    while (worked && this.unacknowledged < credits) {
      worked = this.step();
      if (performance.now() > end) break;
    }
    if (this.hungry > 0) this.giveDirectories();
    if (!worked) this.rest();
    else {
      if (performance.now() - this.lastFlush > flushTime) this.flush();
      this.schedule();
    }
  }

  /** Everything is done: what is left is sent, and the engine told. */
  private rest(): void {
    this.flush();
    this.isIdle = true;
    this.reportLoad();
    this.load.stop();
    this.channel.send('idle', this.jobs);
  }

  /** Does the next piece of work: some names of the open directory, or the next directory. */
  private step(): boolean {
    if (this.open) {
      this.readOn(this.open);
      return true;
    }
    const job = this.openRows ? undefined : this.rowsJobs.shift();
    if (job) this.beginRows(job);
    if (this.openRows) {
      this.statOn(this.openRows);
      return true;
    }
    const path = this.pending.pop();
    if (!path) return false;
    const { reference, identity, descend } = this.pending;
    this.openNext(reference, path, identity, descend);
    return true;
  }

  private openNext(reference: number, path: Uint8Array, identity: Uint32Array, descend: boolean): void {
    const handle = this.entries.open(path, identity);
    if (descend !== this.descend) this.flush();
    this.descend = descend;
    this.writer.beginSection(reference);
    if (handle < 0) {
      this.writer.endSection(false, -handle);
      return;
    }
    this.open = { reference, path, descend, handle, enumerated: 0 };
    this.readOn(this.open);
  }

  /** Reads names until the directory ends, or the batch is full, or other scanners should get a turn. */
  private readOn(directory: OpenDirectory): void {
    const { rows } = this.writer;
    for (;;) {
      if (!this.writer.hasRoom(this.reader.maxRows, this.reader.maxNameBytes)) this.flush();
      const from = rows.count;
      const got = this.reader.enumerate(directory.handle, rows);
      if (got <= 0) {
        this.finish(directory, got === 0, -got);
        return;
      }
      directory.enumerated += rows.count - from;
      const gives = this.hungry > 0 && directory.enumerated > hugeDirectory && this.unacknowledged < credits;
      if (gives) this.giveNames(directory, from);
      else this.describe(directory.handle, directory.path, from, rows.count);
      if (directory.enumerated > hugeDirectory) return;
    }
  }

  private finish(directory: OpenDirectory, done: boolean, failure: number): void {
    this.reader.close(directory.handle);
    this.open = undefined;
    this.writer.endSection(done, failure);
  }

  private describe(handle: number, path: Uint8Array, from: number, to: number): void {
    this.entries.describe(handle, path, from, to);
    if (this.descend) this.rememberDirectories(path);
  }

  /** Numbers the directories just found, and keeps those that are to be read by this scanner. */
  private rememberDirectories(path: Uint8Array): void {
    const { writer, pending, identity } = this;
    const { rows } = writer;
    for (const row of writer.foundRow) {
      const reference = writer.directoriesFound++;
      identity[IdentityWord.deviceHigh] = rows.deviceHigh[row]!;
      identity[IdentityWord.deviceLow] = rows.deviceLow[row]!;
      identity[IdentityWord.inodeLow] = rows.inodeLow[row]!;
      identity[IdentityWord.inodeHigh] = rows.inodeHigh[row]!;
      if (this.counted.size > 0 && this.counted.has(identity)) continue;
      pending.push(reference, identity, true, path, writer.nameOf(row));
    }
  }

  /** Gives the names just enumerated to whoever has nothing to do. */
  private giveNames(directory: OpenDirectory, from: number): void {
    const { rows } = this.writer;
    const names = rows.names.slice(rows.nameStart[from]!, rows.nameStart[rows.count]!);
    const mode = rows.mode.slice(from, rows.count);
    rows.count = from;
    // The engine must know the directory before it can hand out its names.
    this.flush();
    this.channel.send('giveNames', { directory: directory.reference, names: { names, mode } });
    this.hungry--;
  }

  private beginRows(job: RowsJob): void {
    this.flush();
    this.writer.rows.appendNames(job.names.names, job.names.mode);
    this.openRows = { job, index: 0, row: 0, handle: undefined };
  }

  /** Stats the next rows of one directory. Those of a directory that cannot be opened fail, one and all. */
  private statOn(open: OpenRows): void {
    const { job, index, row: from } = open;
    const { writer, reader } = this;
    const to = Math.min(job.rowEnd[index]!, from + rowsAtOnce);
    const path = job.paths.subarray(index === 0 ? 0 : job.pathEnd[index - 1]!, job.pathEnd[index]!);
    const reference = job.directory[index]!;
    this.descend = job.descend[index] === 1;
    open.row = to;
    if (reference === NO_DIRECTORY) {
      writer.beginSection(reference, from);
      writer.clearFlags(from, to);
      reader.statPaths(writer.rows, from, to);
      writer.describe(from, to);
    } else {
      writer.beginSection((reference | ENGINE_REFERENCE) >>> 0, from);
      open.handle ??= this.entries.open(
        path,
        job.identity.subarray(index * IDENTITY_WORDS, (index + 1) * IDENTITY_WORDS),
      );
      if (open.handle >= 0) this.describe(open.handle, path, from, to);
      else this.entries.fail(from, to, open.handle === -ELOOP ? ENOTDIR : -open.handle);
    }
    writer.endSection(false, 0, to);
    if (to === job.rowEnd[index]!) this.endRows(open);
  }

  /** All rows of a directory have been stat'ed: the next one's turn, or the answer. */
  private endRows(open: OpenRows): void {
    if (open.handle !== undefined && open.handle >= 0) this.reader.close(open.handle);
    open.handle = undefined;
    open.index++;
    if (open.index < open.job.directory.length) return;
    this.openRows = undefined;
    const batch = this.writer.flush();
    this.channel.send('rows', { request: open.job.request, batch }, buffersOf(batch));
    this.reportLoad();
  }

  private dropRows(): void {
    if (!this.openRows) return;
    const { handle } = this.openRows;
    if (handle !== undefined && handle >= 0) this.reader.close(handle);
    this.openRows = undefined;
    this.writer.drop();
  }

  private giveDirectories(): void {
    if (this.openRows || this.pending.count < 2 || this.unacknowledged >= credits) return;
    // The engine must know the directories before it can hand them out.
    this.flush();
    this.channel.send('giveDirectories', this.pending.takeOlderHalf());
    this.hungry = 0;
  }

  private flush(): void {
    if (this.openRows) return;
    this.lastFlush = performance.now();
    if (this.open) this.writer.endSection(false, 0);
    if (!this.writer.isEmpty) {
      const batch = this.writer.flush();
      this.channel.send('batch', batch, buffersOf(batch));
      this.unacknowledged++;
    }
    if (this.open) this.writer.beginSection(this.open.reference);
    this.reportLoad();
  }

  private reportLoad(): void {
    const load = this.load.take();
    if (load) this.channel.send('load', load);
  }
}

/** The memory of a batch: nobody here needs it any more once it is sent. */
function buffersOf(batch: EntryBatch): ArrayBufferLike[] {
  const { sections, count: _count, ...columns } = batch;
  return [...Object.values(columns), ...Object.values(sections)].map((column: Uint8Array) => column.buffer);
}
