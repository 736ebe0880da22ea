import { chooseReader } from '../../../native/choose-reader.js';
import type { DirectoryReader } from '../../../native/directory-reader.js';
import type { EntryRows } from '../../../native/entry-rows.js';
import type { Backend } from '../../../src/contract/scanner-protocol.js';
import { SYMLINK_BITS, TYPE_BITS } from '../../../src/core/tree/mode.js';
import type { MakeReader } from '../../../src/scanner/serve-scanner.js';

/** A wrapped reader whose `enumerate` brings complete entries, as the bulk calls of macOS and Windows do. */
export class EntriesReader implements DirectoryReader<Backend> {
  readonly enumerates = 'entries';
  /** Number of rows that were stat'ed because the scanner asked for it. */
  statCount = 0;
  private readonly inner: DirectoryReader<Backend>;
  private readonly followLinks: boolean;

  constructor(inner: DirectoryReader<Backend>, followLinks: boolean) {
    this.inner = inner;
    this.followLinks = followLinks;
  }

  get backend() {
    return this.inner.backend;
  }
  get mounts() {
    return this.inner.mounts;
  }
  get opensBeneath() {
    return this.inner.opensBeneath;
  }
  get maxRows() {
    return this.inner.maxRows;
  }
  get maxNameBytes() {
    return this.inner.maxNameBytes;
  }

  openRoot(path: Uint8Array): number {
    return this.inner.openRoot(path);
  }

  open(path: Uint8Array): number {
    return this.inner.open(path);
  }

  identify(handle: number, rows: EntryRows, row: number): number {
    return this.inner.identify(handle, rows, row);
  }

  /** Leaves followed links as they were enumerated: bulk calls describe the link itself. */
  enumerate(handle: number, rows: EntryRows): number {
    const from = rows.count;
    const got = this.inner.enumerate(handle, rows);
    for (let row = from; row < rows.count; row++) {
      const isLink = (rows.mode[row]! & TYPE_BITS) === SYMLINK_BITS;
      if (!isLink || !this.followLinks) this.inner.stat(handle, rows, row, row + 1);
    }
    return got;
  }

  stat(handle: number, rows: EntryRows, from: number, to: number): void {
    this.statCount += to - from;
    this.inner.stat(handle, rows, from, to);
  }

  statPaths(rows: EntryRows, from: number, to: number): void {
    this.statCount += to - from;
    this.inner.statPaths(rows, from, to);
  }

  markMounts(handle: number, rows: EntryRows, from: number, to: number): number {
    return this.inner.markMounts(handle, rows, from, to);
  }

  close(handle: number): void {
    this.inner.close(handle);
  }

  dispose(): void {
    this.inner.dispose();
  }
}

/** Makes such readers for scanners, and puts each on the list. */
export const entriesReaders =
  (backend: Backend | undefined, made: EntriesReader[]): MakeReader =>
  (options) => {
    const reader = new EntriesReader(chooseReader(options, backend).reader, options.followLinks);
    made.push(reader);
    return { reader, refused: [] };
  };
