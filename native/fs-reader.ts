/**
 * Reads directories through node:fs alone: the fallback on every system, and the oracle of the tests.
 *
 * Where /proc names open descriptors (Linux), every path starts at one, so that a path is never too long
 * and never leads through a directory swapped for a link. Elsewhere paths are joined, and the caller's
 * comparison of device and inode is what tells a swap.
 */
import {
  type BigIntStats,
  closeSync,
  constants,
  type Dirent,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  statSync,
} from 'node:fs';
import { constants as systemConstants } from 'node:os';
import type { DirectoryReader, MountFacts, RootOptions } from './directory-reader.js';
import { birthWord, type EntryRows, MOUNT_POINT } from './entry-rows.js';
import { MountTable } from './mount-table.js';
import { markMounts, noMounts, type RootMount, RootMounts } from './root-mounts.js';

interface OpenDirectory {
  /** Path of the directory itself: reading it takes no right to search it. */
  readonly path: Buffer;
  /** Path that names are appended to. */
  readonly prefix: Buffer;
  readonly descriptor: number | undefined;
  readonly mounts: ReadonlyMap<string, RootMount> | undefined;
  entries: Dirent<Buffer>[] | undefined;
  next: number;
}

const slash = Buffer.from('/');
const slashByte = 47;
const descriptors = '/proc/self/fd';
const maxPath = 3000;
const batchRows = 512;
const maxName = 1024;
const billion = 1_000_000_000n;
const { errno: errnos } = systemConstants;

export class FsReader implements DirectoryReader {
  readonly backend = 'node';
  readonly enumerates = 'names';
  readonly opensBeneath = false;
  readonly maxRows: number = batchRows;
  readonly maxNameBytes: number = batchRows * maxName;

  private readonly byDescriptor = existsSync(descriptors);
  private readonly directories = new Map<number, OpenDirectory>();
  private nextHandle = 1;
  private root: OpenDirectory | undefined;
  private readonly mountTable = MountTable.read();
  private rootMounts = noMounts;
  private rootDevice: bigint | undefined;

  private readonly options: RootOptions;

  constructor(options: RootOptions) {
    this.options = options;
  }

  get mounts(): MountFacts {
    return this.rootMounts;
  }

  openRoot(path: Uint8Array): number {
    const opened = attempt(() => this.openPieces(Buffer.from(path), undefined, true));
    if (typeof opened === 'number') return opened;
    this.root = opened;
    if (opened.descriptor !== undefined) {
      this.rootMounts = RootMounts.ofDescriptor(this.mountTable, opened.descriptor, this.options.crossMounts);
    }
    const found = attempt(() => statOpen(opened));
    if (typeof found === 'number') return found;
    this.rootDevice = found.dev;
    return 0;
  }

  open(path: Uint8Array): number {
    const bytes = Buffer.from(path);
    const directory = attempt(() => this.openPieces(bytes, this.root!, this.options.followLinks));
    if (typeof directory === 'number') return directory;
    const handle = this.nextHandle++;
    const mounts = this.rootMounts.inDirectory(bytes.toString('latin1'));
    this.directories.set(handle, { ...directory, mounts });
    return handle;
  }

  identify(handle: number, rows: EntryRows, row: number): number {
    const directory = this.directories.get(handle)!;
    const found = attempt(() => statOpen(directory));
    if (typeof found === 'number') return found;
    this.complete(rows, row, found);
    return 0;
  }

  enumerate(handle: number, rows: EntryRows): number {
    const directory = this.directories.get(handle)!;
    if (!directory.entries) {
      const entries = attempt(() => readdirSync(directory.path, { withFileTypes: true, encoding: 'buffer' }));
      if (typeof entries === 'number') return entries;
      directory.entries = entries;
    }
    const end = Math.min(directory.next + batchRows, directory.entries.length);
    const count = end - directory.next;
    for (; directory.next < end; directory.next++) {
      const entry = directory.entries[directory.next]!;
      rows.appendName(entry.name, typeBits(entry));
    }
    return count;
  }

  stat(handle: number, rows: EntryRows, from: number, to: number): void {
    this.statAll(this.directories.get(handle)!.prefix, rows, from, to);
  }

  statPaths(rows: EntryRows, from: number, to: number): void {
    this.statAll(Buffer.alloc(0), rows, from, to);
  }

  markMounts(handle: number, rows: EntryRows, from: number, to: number): number {
    const { mounts } = this.directories.get(handle)!;
    return mounts ? markMounts(rows, from, to, mounts) : 0;
  }

  close(handle: number): void {
    const directory = this.directories.get(handle);
    this.directories.delete(handle);
    if (directory?.descriptor !== undefined) closeSync(directory.descriptor);
  }

  dispose(): void {
    for (const handle of this.directories.keys()) this.close(handle);
    if (this.root?.descriptor !== undefined) closeSync(this.root.descriptor);
    this.root = undefined;
  }

  private statAll(prefix: Buffer, rows: EntryRows, from: number, to: number): void {
    const stat = this.options.followLinks ? statSync : lstatSync;
    for (let row = from; row < to; row++) {
      const name = rows.names.subarray(rows.nameStart[row]!, rows.nameStart[row + 1]! - 1);
      const found = attempt(() => stat(Buffer.concat([prefix, name]), { bigint: true }));
      if (typeof found === 'number') rows.failure[row] = -found;
      else this.complete(rows, row, found);
    }
  }

  /** Opens a path piece by piece, each beginning at the descriptor of the one before. */
  private openPieces(path: Buffer, from: OpenDirectory | undefined, follow: boolean): OpenDirectory {
    let base = from;
    let start = 0;
    try {
      while (this.byDescriptor && path.length - start > maxPath) {
        const end = path.lastIndexOf(slashByte, start + maxPath);
        if (end <= start) throw Object.assign(new Error('a name too long'), { code: 'ENAMETOOLONG' });
        const next = this.openOne(path.subarray(start, end), base, follow);
        if (base !== from) closeSync(base!.descriptor!);
        base = next;
        start = end + 1;
      }
      return this.openOne(path.subarray(start), base, follow);
    } finally {
      if (base !== from && base?.descriptor !== undefined) closeSync(base.descriptor);
    }
  }

  private openOne(path: Buffer, base: OpenDirectory | undefined, follow: boolean): OpenDirectory {
    const isItself = path.length === 0 && base !== undefined;
    const whole = isItself ? base.path : Buffer.concat([base?.prefix ?? Buffer.alloc(0), path]);
    // why: O_DIRECTORY and O_NOFOLLOW are undefined on Windows; zero is then what they mean.
    const flags =
      constants.O_RDONLY |
      (constants.O_DIRECTORY ?? 0) |
      (follow || isItself ? 0 : (constants.O_NOFOLLOW ?? 0));
    const common = { mounts: undefined, entries: undefined, next: 0 };
    if (!this.byDescriptor) {
      const found = follow || isItself ? statSync(whole) : lstatSync(whole);
      if (!found.isDirectory()) throw Object.assign(new Error('not a directory'), { code: 'ENOTDIR' });
      return { path: whole, prefix: Buffer.concat([whole, slash]), descriptor: undefined, ...common };
    }
    const descriptor = openSync(whole, flags);
    // why: a descriptor's path is itself a link, one of the 40 that a path may lead through (path_resolution(7)).
    const isNamed = this.options.followLinks && whole.length <= maxPath;
    const own = Buffer.from(`${descriptors}/${descriptor}`);
    return { path: own, prefix: Buffer.concat([isNamed ? whole : own, slash]), descriptor, ...common };
  }

  private complete(rows: EntryRows, row: number, found: BigIntStats): void {
    const set = (low: Uint32Array, high: Uint32Array, value: bigint) => {
      low[row] = Number(value & 0xffffffffn);
      high[row] = Number((value >> 32n) & 0xffffffffn);
    };
    const setTime = (low: Uint32Array, high: Uint32Array, nanoseconds: Uint32Array, value: bigint) => {
      // why: BigInt division rounds towards zero; times before 1970 want the floor.
      const within = ((value % billion) + billion) % billion;
      set(low, high, (value - within) / billion);
      nanoseconds[row] = Number(within);
    };
    rows.mode[row] = Number(found.mode);
    rows.links[row] = Number(found.nlink);
    rows.uid[row] = Number(found.uid);
    rows.gid[row] = Number(found.gid);
    set(rows.inodeLow, rows.inodeHigh, found.ino);
    set(rows.apparentLow, rows.apparentHigh, found.size);
    // why: Windows has no blocks; the length is the best that node:fs tells there.
    set(rows.blocksLow, rows.blocksHigh, found.blocks ?? (found.size + 511n) / 512n);
    setTime(rows.mtimeLow, rows.mtimeHigh, rows.mtimeNanoseconds, found.mtimeNs);
    setTime(rows.ctimeLow, rows.ctimeHigh, rows.ctimeNanoseconds, found.ctimeNs);
    setDevice(rows, row, found.dev);
    rows.birth[row] = birthOf(found);
    rows.mountId[row] = 0;
    if (!this.mountTable.known && this.rootDevice !== undefined && found.dev !== this.rootDevice) {
      rows.traits[row] = MOUNT_POINT;
    }
  }
}

function statOpen({ descriptor, path }: OpenDirectory): BigIntStats {
  return descriptor === undefined
    ? statSync(path, { bigint: true })
    : fstatSync(descriptor, { bigint: true });
}

/** why: Node gives the ctime instead where the system tells no birth time, and 0 where the file system keeps none. */
function birthOf({ birthtimeNs, ctimeNs }: BigIntStats): number {
  if (birthtimeNs === 0n || birthtimeNs === ctimeNs) return 0;
  const nanoseconds = ((birthtimeNs % billion) + billion) % billion;
  const seconds = (birthtimeNs - nanoseconds) / billion;
  const word = (value: bigint) => Number(BigInt.asUintN(32, value));
  return birthWord(word(seconds), word(seconds >> 32n), Number(nanoseconds));
}

/** Sets major and minor number on Linux (makedev(3)), as its other backends do, and the number's halves elsewhere. */
function setDevice(rows: EntryRows, row: number, device: bigint): void {
  if (process.platform === 'linux') {
    rows.deviceHigh[row] = Number(((device >> 8n) & 0xfffn) | ((device >> 32n) & 0xfffff000n));
    rows.deviceLow[row] = Number((device & 0xffn) | ((device >> 12n) & 0xffffff00n));
  } else {
    rows.deviceHigh[row] = Number((device >> 32n) & 0xffffffffn);
    rows.deviceLow[row] = Number(device & 0xffffffffn);
  }
}

function typeBits(entry: Dirent<Buffer>): number {
  if (entry.isFile()) return constants.S_IFREG;
  if (entry.isDirectory()) return constants.S_IFDIR;
  if (entry.isSymbolicLink()) return constants.S_IFLNK;
  if (entry.isFIFO()) return constants.S_IFIFO;
  if (entry.isSocket()) return constants.S_IFSOCK;
  if (entry.isCharacterDevice()) return constants.S_IFCHR;
  if (entry.isBlockDevice()) return constants.S_IFBLK;
  return 0;
}

/** Returns the call's value, or the negative errno of its exception. */
function attempt<T>(call: () => T): T | number {
  try {
    return call();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined || !(code in errnos)) throw error;
    return -errnos[code as keyof typeof errnos];
  }
}
