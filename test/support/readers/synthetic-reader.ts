import { constants } from 'node:os';
import type { DirectoryReader, RootOptions } from '../../../native/directory-reader.js';
import type { EntryRows } from '../../../native/entry-rows.js';
import type { MakeReader } from '../../../src/scanner/serve-scanner.js';
import { childrenOf } from '../trees/build-tree.js';
import { isModelDirectory, type ModelEntry, modes } from '../trees/model-tree.js';

const { ENOENT, ENOTDIR, ELOOP } = constants.errno;

interface OpenDirectory {
  readonly entry: number;
  next: number;
}

/** A reader of a model: as wide, deep and linked as a test wants it, without a disk. */
export class SyntheticReader implements DirectoryReader {
  readonly backend = 'node';
  readonly enumerates = 'names';
  readonly mounts = { aliases: [], showsRootAgain: false };
  readonly opensBeneath = true;
  readonly maxRows: number;
  readonly maxNameBytes: number;
  /** Number of open directories. */
  get openCount(): number {
    return this.directories.size;
  }
  isDisposed = false;
  private root = 0;

  private readonly entries: readonly ModelEntry[];
  private readonly children: ReadonlyMap<number, readonly number[]>;
  private readonly byName = new Map<string, number>();
  private readonly directories = new Map<number, OpenDirectory>();
  private readonly followLinks: boolean;
  private nextHandle = 1;

  constructor(entries: readonly ModelEntry[], { followLinks }: RootOptions, maxRows = 1000) {
    this.entries = entries;
    this.followLinks = followLinks;
    this.maxRows = maxRows;
    this.maxNameBytes = maxRows * 256;
    this.children = childrenOf(entries);
    entries.forEach(({ name, parent }, entry) => {
      this.byName.set(`${parent}/${name.toString('latin1')}`, entry);
    });
  }

  /** The root is the directory at this path in the model; a slash is the model's own root. */
  openRoot(path: Uint8Array): number {
    const found = this.find(path[0] === 47 ? path.subarray(1) : path);
    if (found < 0) return found;
    if (!isModelDirectory(this.entries[found]!)) return -ENOTDIR;
    this.root = found;
    return 0;
  }

  open(path: Uint8Array): number {
    const entry = this.find(path);
    if (entry < 0) return entry;
    if (!isModelDirectory(this.entries[entry]!)) return -ENOTDIR;
    this.directories.set(this.nextHandle, { entry, next: 0 });
    return this.nextHandle++;
  }

  identify(handle: number, rows: EntryRows, row: number): number {
    this.complete(rows, row, this.directories.get(handle)!.entry);
    return 0;
  }

  enumerate(handle: number, rows: EntryRows): number {
    const directory = this.directories.get(handle)!;
    const inside = this.children.get(directory.entry)!;
    const end = Math.min(inside.length, directory.next + this.maxRows);
    const count = end - directory.next;
    for (; directory.next < end; directory.next++) {
      const { name, mode } = this.entries[inside[directory.next]!]!;
      rows.appendName(name, mode & 0xf000);
    }
    return count;
  }

  stat(handle: number, rows: EntryRows, from: number, to: number): void {
    const { entry } = this.directories.get(handle)!;
    for (let row = from; row < to; row++) {
      const found = this.follow(this.child(entry, nameOf(rows, row)));
      if (found < 0) rows.failure[row] = -found;
      else this.complete(rows, row, found);
    }
  }

  statPaths(rows: EntryRows, from: number, to: number): void {
    for (let row = from; row < to; row++) {
      const found = this.find(nameOf(rows, row));
      if (found < 0) rows.failure[row] = -found;
      else this.complete(rows, row, found);
    }
  }

  markMounts(): number {
    return 0;
  }

  close(handle: number): void {
    if (!this.directories.delete(handle)) throw new Error(`${handle} is not open`);
  }

  dispose(): void {
    this.isDisposed = true;
  }

  /** Finds the entry that a path leads to. Returns a negative errno if there is none. */
  private find(path: Uint8Array): number {
    let entry = this.root;
    if (path.length === 0) return entry;
    for (const name of Buffer.from(path).toString('latin1').split('/')) {
      if (!isModelDirectory(this.entries[entry]!)) return -ENOTDIR;
      entry = this.follow(this.child(entry, Buffer.from(name, 'latin1')));
      if (entry < 0) return entry;
    }
    return entry;
  }

  private child(directory: number, name: Uint8Array): number {
    return this.byName.get(`${directory}/${Buffer.from(name).toString('latin1')}`) ?? -ENOENT;
  }

  private follow(entry: number): number {
    let at = entry;
    for (let hops = 0; at >= 0 && this.followLinks && this.entries[at]!.mode === modes.symlink; hops++) {
      if (hops === 40) return -ELOOP;
      at = this.entries[at]!.target ?? -ENOENT;
    }
    return at;
  }

  private complete(rows: EntryRows, row: number, entry: number): void {
    const { mode, links, inode, apparentBytes, blocks } = this.entries[entry]!;
    const set = (low: Uint32Array, high: Uint32Array, value: bigint) => {
      low[row] = Number(BigInt.asUintN(32, value));
      high[row] = Number(BigInt.asUintN(32, value >> 32n));
    };
    rows.mode[row] = mode;
    rows.links[row] = links;
    rows.uid[row] = 0;
    rows.gid[row] = 0;
    rows.deviceHigh[row] = 8;
    rows.deviceLow[row] = 1;
    set(rows.inodeLow, rows.inodeHigh, inode);
    set(rows.apparentLow, rows.apparentHigh, apparentBytes);
    set(rows.blocksLow, rows.blocksHigh, blocks);
    set(rows.mtimeLow, rows.mtimeHigh, 0n);
    set(rows.ctimeLow, rows.ctimeHigh, 0n);
    rows.mtimeNanoseconds[row] = 0;
    rows.ctimeNanoseconds[row] = 0;
    rows.mountId[row] = 0;
  }
}

const nameOf = (rows: EntryRows, row: number): Uint8Array =>
  rows.names.subarray(rows.nameStart[row]!, rows.nameStart[row + 1]! - 1);

/** Makes readers for scanners. */
export const syntheticReaders =
  (entries: readonly ModelEntry[], maxRows?: number) =>
  (options: RootOptions): ReturnType<MakeReader> => ({
    reader: new SyntheticReader(entries, options, maxRows),
    refused: [],
  });
