/**
 * Reads directories in slices of a few milliseconds, so that messages get through in between.
 *
 * It works off its own pending directories, the newest first, sends batches against credits, and gives away the
 * older half of what it has when another scanner is hungry. Calls of the reader are synchronous.
 */

import { constants } from 'node:os';
import type { ChosenReader } from '../../native/choose-reader.js';
import type { Backend, DirectoryReader, RootOptions } from '../../native/directory-reader.js';
import { EntryRows } from '../../native/entry-rows.js';
import { type Channel, openChannel } from '../contract/channel.js';
import { ENGINE_REFERENCE, type EntryBatch, NO_DIRECTORY } from '../contract/entry-batch.js';
import type { Port } from '../contract/port.js';
import type {
  DirectoryJob,
  FromScanner,
  NameBlock,
  NamesJob,
  ScannerOptions,
  ToScanner,
} from '../contract/scanner-protocol.js';
import { compileExclusion, type Exclusion } from '../core/exclusion.js';
import { IdentitySet } from '../core/identity-set.js';
import { decodeName } from '../core/text.js';
import { BatchWriter } from './batch-writer.js';
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

interface OpenDirectory {
  readonly reference: number;
  readonly path: Uint8Array;
  readonly handle: number;
  enumerated: number;
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
    statNames: (job) => active().statNames(job),
    statPaths: ({ request, names }) => active().statPaths(request, names),
    hungry: (count) => active().setHungry(count),
    acknowledge: (count) => active().acknowledge(count),
    stop: () => scanner?.stop(),
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
  private readonly exclusion: Exclusion | undefined;
  private readonly counted = new IdentitySet();
  private readonly pending = new PendingDirectories();
  private readonly namesJobs: NamesJob[] = [];
  /** Of a directory just found: device high, device low, inode low, inode high. */
  private readonly identity = new Uint32Array(4);
  private readonly identityRow = new EntryRows(1, 4096);
  private readonly load = new LoadMeter();
  private open: OpenDirectory | undefined;
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
    this.exclusion = compileExclusion(options.exclude);
    for (let at = 0; at < options.counted.length; at += 4) {
      const [deviceHigh, deviceLow, inodeLow, inodeHigh] = options.counted.subarray(at, at + 4);
      this.counted.add(deviceHigh!, deviceLow!, inodeLow!, inodeHigh!);
    }
  }

  readDirectories(job: DirectoryJob): void {
    this.jobs++;
    // The last one pushed is read first: pushed backwards, they are read in their order.
    for (let index = job.directory.length - 1; index >= 0; index--) {
      const path = job.paths.subarray(index === 0 ? 0 : job.pathEnd[index - 1]!, job.pathEnd[index]!);
      const identity = job.identity.subarray(index * 4, index * 4 + 4);
      this.pending.push((job.directory[index]! | ENGINE_REFERENCE) >>> 0, identity, path, noPath);
    }
    this.wake();
  }

  statNames(job: NamesJob): void {
    this.jobs++;
    this.namesJobs.push(job);
    this.wake();
  }

  statPaths(request: number, names: NameBlock): void {
    const { writer } = this;
    writer.beginSection(NO_DIRECTORY);
    const count = appendBlock(writer.rows, names);
    writer.clearFlags(0, count);
    this.reader.statPaths(writer.rows, 0, count);
    writer.describe(0, count);
    writer.endSection(true, 0);
    this.channel.send('paths', { request, batch: writer.flush() });
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
    this.namesJobs.length = 0;
    if (this.open) this.finish(this.open, false, 0);
    this.wake();
  }

  end(): void {
    if (this.open) this.reader.close(this.open.handle);
    this.open = undefined;
    this.isIdle = true;
    this.reader.dispose();
  }

  /** Tells the engine what the root is. Returns whether that could be found out. */
  private introduce(refused: readonly string[]): boolean {
    const { writer, reader, options } = this;
    if (options.root.length > 0) {
      const handle = reader.open(noPath);
      const failure = handle < 0 ? handle : this.describeRoot(handle);
      if (handle >= 0) reader.close(handle);
      if (failure < 0) {
        this.channel.send('refused', { errno: -failure, message: 'cannot be read' });
        return false;
      }
    }
    this.channel.send('ready', { backend: reader.backend, refused, root: writer.flush() });
    return true;
  }

  private describeRoot(handle: number): number {
    const { writer } = this;
    const { rows } = writer;
    writer.beginSection(NO_DIRECTORY);
    rows.appendName(this.options.root, 0);
    const failure = this.reader.identify(handle, rows, 0);
    if (failure < 0) return failure;
    writer.setRoot(0);
    writer.describe(0, 1);
    writer.endSection(false, 0);
    return 0;
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
    const job = this.namesJobs.pop();
    if (job) {
      this.statBlock(job);
      return true;
    }
    const path = this.pending.pop();
    if (!path) return false;
    this.openNext(this.pending.reference, path, this.pending.identity);
    return true;
  }

  private openNext(reference: number, path: Uint8Array, identity: Uint32Array): void {
    const handle = this.openVerified(path, identity);
    this.writer.beginSection(reference);
    if (handle < 0) {
      this.writer.endSection(false, -handle);
      return;
    }
    this.open = { reference, path, handle, enumerated: 0 };
    this.readOn(this.open);
  }

  /** Opens a directory and makes sure that it is the one that was enumerated, not one put in its place. */
  private openVerified(path: Uint8Array, identity: Uint32Array): number {
    const handle = this.reader.open(path);
    if (handle < 0 || this.reader.opensBeneath || path.length === 0) return handle;
    const { identityRow: row } = this;
    const failure = this.reader.identify(handle, row, 0);
    const isSame =
      row.deviceHigh[0] === identity[0] &&
      row.deviceLow[0] === identity[1] &&
      row.inodeLow[0] === identity[2] &&
      row.inodeHigh[0] === identity[3];
    if (failure >= 0 && isSame) return handle;
    this.reader.close(handle);
    return failure < 0 ? failure : -ELOOP;
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
      else this.statRows(directory.handle, directory.path, from);
      if (directory.enumerated > hugeDirectory) return;
    }
  }

  private finish(directory: OpenDirectory, done: boolean, failure: number): void {
    this.reader.close(directory.handle);
    this.open = undefined;
    this.writer.endSection(done, failure);
  }

  private statRows(handle: number, path: Uint8Array, from: number): void {
    const { writer } = this;
    const to = writer.rows.count;
    writer.clearFlags(from, to);
    if (this.options.followLinks) writer.markFollowed(from, to);
    if (this.exclusion) this.statNotExcluded(this.exclusion, handle, path, from, to);
    else this.reader.stat(handle, writer.rows, from, to);
    writer.describe(from, to);
    this.rememberDirectories(path);
  }

  private statNotExcluded(
    exclusion: Exclusion,
    handle: number,
    path: Uint8Array,
    from: number,
    to: number,
  ): void {
    const { writer, reader } = this;
    const directory = decodeName(path);
    let first = from;
    for (let row = from; row < to; row++) {
      if (!exclusion.excludes(directory, decodeName(writer.nameOf(row)))) continue;
      writer.exclude(row);
      if (row > first) reader.stat(handle, writer.rows, first, row);
      first = row + 1;
    }
    if (to > first) reader.stat(handle, writer.rows, first, to);
  }

  /** Numbers the directories just found, and keeps those that are to be read by this scanner. */
  private rememberDirectories(path: Uint8Array): void {
    const { writer, pending, identity } = this;
    const { rows } = writer;
    for (const row of writer.foundRow) {
      const reference = writer.directoriesFound++;
      if (!this.options.descend) continue;
      identity[0] = rows.deviceHigh[row]!;
      identity[1] = rows.deviceLow[row]!;
      identity[2] = rows.inodeLow[row]!;
      identity[3] = rows.inodeHigh[row]!;
      if (this.counted.size > 0 && this.counted.has(identity[0], identity[1], identity[2], identity[3])) {
        continue;
      }
      pending.push(reference, identity, path, writer.nameOf(row));
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

  private statBlock(job: NamesJob): void {
    const { writer, reader } = this;
    const { rows } = writer;
    if (!rows.hasRoom(job.names.mode.length, job.names.names.length)) this.flush();
    writer.beginSection((job.directory | ENGINE_REFERENCE) >>> 0);
    const handle = this.openVerified(job.path, job.identity);
    const from = rows.count;
    appendBlock(rows, job.names);
    if (handle < 0) {
      rows.failure.fill(handle === -ELOOP ? ENOTDIR : -handle, from, rows.count);
      writer.clearFlags(from, rows.count);
      writer.describe(from, rows.count);
    } else {
      this.statRows(handle, job.path, from);
      reader.close(handle);
    }
    writer.endSection(false, 0);
  }

  private giveDirectories(): void {
    if (this.pending.count < 2 || this.unacknowledged >= credits) return;
    // The engine must know the directories before it can hand them out.
    this.flush();
    this.channel.send('giveDirectories', this.pending.takeOlderHalf());
    this.hungry = 0;
  }

  private flush(): void {
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

/** Appends names that were enumerated elsewhere; returns how many. */
function appendBlock(rows: EntryRows, block: NameBlock): number {
  let start = 0;
  for (const mode of block.mode) {
    const end = block.names.indexOf(0, start);
    rows.appendName(block.names.subarray(start, end), mode);
    start = end + 1;
  }
  return block.mode.length;
}
