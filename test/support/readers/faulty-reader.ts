import type { DirectoryReader } from '../../../native/directory-reader.js';
import type { EntryRows } from '../../../native/entry-rows.js';
import type { Backend } from '../../../src/contract/scanner-protocol.js';

export interface Fault {
  readonly operation: 'open' | 'identify' | 'enumerate' | 'stat';
  /** Path of the directory, or of the entry to be stat'ed; relative to the root, one character a byte. */
  readonly path: string;
  readonly errno: number;
  /** Number of `enumerate` calls that succeed before. */
  readonly after?: number;
}

/** A wrapped reader of which chosen calls fail. */
export class FaultyReader implements DirectoryReader<Backend> {
  private readonly inner: DirectoryReader<Backend>;
  private readonly faults: readonly Fault[];
  private readonly paths = new Map<number, string>();
  private readonly enumerations = new Map<number, number>();

  constructor(inner: DirectoryReader<Backend>, faults: readonly Fault[]) {
    this.inner = inner;
    this.faults = faults;
  }

  get backend() {
    return this.inner.backend;
  }
  get enumerates() {
    return this.inner.enumerates;
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
    const text = Buffer.from(path).toString('latin1');
    const fault = this.find('open', text);
    if (fault) return -fault.errno;
    const handle = this.inner.open(path);
    if (handle >= 0) {
      this.paths.set(handle, text);
      this.enumerations.set(handle, 0);
    }
    return handle;
  }

  identify(handle: number, rows: EntryRows, row: number): number {
    const fault = this.find('identify', this.paths.get(handle)!);
    return fault ? -fault.errno : this.inner.identify(handle, rows, row);
  }

  enumerate(handle: number, rows: EntryRows): number {
    const calls = this.enumerations.get(handle)!;
    this.enumerations.set(handle, calls + 1);
    const fault = this.find('enumerate', this.paths.get(handle)!);
    return fault && calls >= (fault.after ?? 0) ? -fault.errno : this.inner.enumerate(handle, rows);
  }

  stat(handle: number, rows: EntryRows, from: number, to: number): void {
    const directory = this.paths.get(handle)!;
    for (let row = from; row < to; row++) {
      const name = Buffer.from(rows.names.subarray(rows.nameStart[row]!, rows.nameStart[row + 1]! - 1));
      const path = `${directory === '' ? '' : `${directory}/`}${name.toString('latin1')}`;
      const fault = this.find('stat', path);
      if (fault) rows.failure[row] = fault.errno;
      else this.inner.stat(handle, rows, row, row + 1);
    }
  }

  statPaths(rows: EntryRows, from: number, to: number): void {
    this.inner.statPaths(rows, from, to);
  }

  markMounts(handle: number, rows: EntryRows, from: number, to: number): number {
    return this.inner.markMounts(handle, rows, from, to);
  }

  close(handle: number): void {
    this.paths.delete(handle);
    this.inner.close(handle);
  }

  dispose(): void {
    this.inner.dispose();
  }

  private find(operation: Fault['operation'], path: string): Fault | undefined {
    return this.faults.find((fault) => fault.operation === operation && fault.path === path);
  }
}
