/**
 * The scanner's side of its talk with the engine: batches against credits, work for scanners that are hungry, and
 * reports of load.
 */
import type { Channel } from '../contract/channel.js';
import type { EntryBatch } from '../contract/entry-batch.js';
import type { FromScanner } from '../contract/scanner-protocol.js';
import type { BatchWriter } from './batch-writer.js';
import { LoadMeter } from './load-meter.js';

/** Batches that may be on their way. Memory for them is bounded by it. */
const maxUnacknowledged = 4;

export class EngineLine {
  /** How many scanners have nothing to do. */
  hungry = 0;
  /** When the last batch was cut: `performance.now()`. */
  lastFlush = 0;
  readonly load: LoadMeter = new LoadMeter();
  private readonly channel: Channel<FromScanner>;
  private readonly writer: BatchWriter;
  private unacknowledged = 0;

  constructor(channel: Channel<FromScanner>, writer: BatchWriter) {
    this.channel = channel;
    this.writer = writer;
  }

  get hasCredit(): boolean {
    return this.unacknowledged < maxUnacknowledged;
  }

  acknowledge(count: number): void {
    this.unacknowledged -= count;
  }

  /** Sends what has been written so far. The open section must have been ended. */
  sendBatch(): void {
    this.lastFlush = performance.now();
    if (!this.writer.isEmpty) {
      const batch = this.writer.flush();
      this.channel.send('batch', batch, buffersOf(batch));
      this.unacknowledged++;
    }
    this.reportLoad();
  }

  /** Sends what has been written as the answer to a job of rows. */
  sendRows(request: number): void {
    const batch = this.writer.flush();
    this.channel.send('rows', { request, batch }, buffersOf(batch));
    this.reportLoad();
  }

  /** Gives names of a directory away. The engine must have got the directory already. */
  giveNames(given: FromScanner['giveNames']): void {
    this.channel.send('giveNames', given);
    this.hungry = Math.max(0, this.hungry - 1);
  }

  /** Gives directories away. The engine must have got them already. */
  giveDirectories(references: Uint32Array): void {
    this.channel.send('giveDirectories', references);
    this.hungry = 0;
  }

  /** Says that nothing is left of so many jobs. */
  rest(jobs: number): void {
    this.reportLoad();
    this.load.stop();
    this.channel.send('idle', jobs);
  }

  private reportLoad(): void {
    const load = this.load.take();
    if (load) this.channel.send('load', load);
  }
}

/** Returns the memory of a batch, which nobody here needs any more once it is sent. */
function buffersOf(batch: EntryBatch): ArrayBufferLike[] {
  const { sections, count: _count, ...columns } = batch;
  return [...Object.values(columns), ...Object.values(sections)].map((column: Uint8Array) => column.buffer);
}
