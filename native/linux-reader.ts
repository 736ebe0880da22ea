/**
 * What the two native readers of Linux share: directories by descriptor and getdents64.
 *
 * Numbers of system calls are those of x86-64 and arm64; other processors get the `node` reader.
 */
import { constants } from 'node:fs';
import type { DirectoryReader, RootOptions } from './directory-reader.js';
import { AUTOMOUNT_POINT, type EntryRows, KERNEL_MOUNT, MOUNT_POINT } from './entry-rows.js';
import { type Address, addressOf, declare, errno, NativeBuffer } from './libc.js';
import { MountTable } from './mount-table.js';

const systemCalls = {
  x64: { fcntl: 72, getdents64: 217, openat2: 437 },
  arm64: { fcntl: 25, getdents64: 61, openat2: 437 },
} as const;

const numbers = systemCalls[process.arch as keyof typeof systemCalls] as
  | (typeof systemCalls)['x64']
  | undefined;

/** linux/fcntl.h */
export const AT_FDCWD = -100;
export const AT_SYMLINK_NOFOLLOW = 0x100;
export const AT_NO_AUTOMOUNT = 0x800;
export const AT_EMPTY_PATH = 0x1000;
/** linux/openat2.h */
const RESOLVE_NO_XDEV = 0x01;
const RESOLVE_NO_SYMLINKS = 0x04;
const O_CLOEXEC = 0o2000000;
/** With it a command of fcntl(2) takes a number where others take an address. */
const F_DUPFD_CLOEXEC = 1030;

const ENAMETOOLONG = 36;
const EPERM = 1;
const EINTR = 4;
const ENOSYS = 38;

/** Longer relative paths are opened piece by piece: PATH_MAX is 4096 with the NUL (path_resolution(7)). */
const longestPath = 4000;
/** Bytes of a path that are looked up again and again at most. */
const anchorSpacing = 1024;
/** Perf: 4 KiB to 1 MiB make no difference; a batch of this size is stat'ed in about 2 ms (bench/native.ts). */
const direntBytes = 1 << 15;
/** The smallest linux_dirent64 (getdents64(2)): 19 bytes, a name of one byte, its NUL, aligned to 8. */
const smallestDirent = 24;
const direntName = 19;

/** S_IFMT bits of each d_type: DTTOIF of dirent.h. */
const typeShift = 12;

type SystemCall = (number: number, fd: number, a: Address, b: number, c: number) => number;
type OpenAt = (directory: number, path: Address, flags: number) => number;
type Close = (fd: number) => number;
type Lseek = (fd: number, offset: number, whence: number) => number;

/** The functions that both readers need, or undefined where this is no Linux that we know. */
function loadFunctions() {
  const syscall = declare<SystemCall>('long syscall(long, long, intptr_t, intptr_t, size_t)');
  const openat = declare<OpenAt>('int openat(int, intptr_t, int)');
  const close = declare<Close>('int close(int)');
  const lseek = declare<Lseek>('long lseek(int, long, int)');
  if (process.platform !== 'linux' || !numbers || !syscall || !openat || !close || !lseek) return undefined;
  return { syscall, openat, close, lseek, numbers };
}

const functions = loadFunctions();
export const isLinuxKnown = functions !== undefined;

export abstract class LinuxReader implements DirectoryReader {
  abstract readonly backend: string;
  readonly enumerates = 'names';
  readonly maxRows: number = Math.floor(direntBytes / smallestDirent);
  readonly maxNameBytes: number = direntBytes;

  private readonly libc = functions!;
  private readonly dirents = new NativeBuffer(direntBytes + 8);
  private readonly direntHalves = new Uint16Array(this.dirents.bytes.buffer);
  private readonly path = new NativeBuffer(longestPath + 96);
  private readonly how = new NativeBuffer(4096);
  private readonly rowsAddresses = new WeakMap<EntryRows, Address>();
  private lastRows: EntryRows | undefined;
  private lastRowsAddress = 0 as Address;
  private rootDescriptor = -1;
  /** A directory on the way to those read last, kept open where paths are long. */
  private anchor = -1;
  private anchorPath = new Uint8Array();
  private noAccessTime: number = constants.O_NOATIME;
  private usesOpenat2: boolean;
  private mountTable: MountTable | undefined;

  protected readonly options: RootOptions;

  constructor(options: RootOptions, usesOpenat2: boolean) {
    this.options = options;
    this.usesOpenat2 = usesOpenat2 && !options.followLinks;
  }

  get opensBeneath(): boolean {
    return this.usesOpenat2;
  }

  openRoot(path: Uint8Array): number {
    const opened = this.openPieces(path, AT_FDCWD, (at) => this.openat(at, 0));
    if (opened < 0) return opened;
    this.rootDescriptor = opened;
    return 0;
  }

  open(path: Uint8Array): number {
    if (path.length === 0) return this.openRootAgain();
    const anchored = anchorLength(path);
    if (anchored === 0) return this.openPieces(path, this.rootDescriptor, this.openBeneath);
    const anchor = this.anchorAt(path.subarray(0, anchored));
    return anchor < 0 ? anchor : this.openPieces(path.subarray(anchored + 1), anchor, this.openBeneath);
  }

  abstract identify(handle: number, rows: EntryRows, row: number): number;
  abstract stat(handle: number, rows: EntryRows, from: number, to: number): void;
  abstract statPaths(rows: EntryRows, from: number, to: number): void;

  enumerate(handle: number, rows: EntryRows): number {
    const { syscall, numbers } = this.libc;
    let length: number;
    do length = syscall(numbers.getdents64, handle, this.dirents.address, direntBytes, 0);
    while (length < 0 && errno() === EINTR);
    if (length < 0) return -errno();
    this.copyNames(length, rows);
    return length;
  }

  close(handle: number): void {
    this.libc.close(handle);
  }

  dispose(): void {
    this.dropAnchor();
    if (this.rootDescriptor >= 0) this.libc.close(this.rootDescriptor);
    this.rootDescriptor = -1;
  }

  /** Where the rows' names lie. */
  protected addressOfNames(rows: EntryRows): Address {
    if (rows === this.lastRows) return this.lastRowsAddress;
    const address = this.rowsAddresses.get(rows) ?? addressOf(rows.names);
    this.rowsAddresses.set(rows, address);
    this.lastRows = rows;
    this.lastRowsAddress = address;
    return address;
  }

  /** An empty, NUL-terminated path: with AT_EMPTY_PATH, the descriptor itself. */
  protected get emptyPath(): Address {
    this.path.bytes[0] = 0;
    return this.path.address;
  }

  /** Marks a row on which something is mounted. */
  protected markMount(rows: EntryRows, row: number, kernel: boolean | undefined): void {
    rows.traits[row] = rows.traits[row]! | MOUNT_POINT | (kernel ? KERNEL_MOUNT : 0);
  }

  protected markAutomount(rows: EntryRows, row: number): void {
    rows.traits[row] = rows.traits[row]! | AUTOMOUNT_POINT;
  }

  protected get mounts(): MountTable {
    this.mountTable ??= MountTable.read();
    return this.mountTable;
  }

  protected rereadMounts(): MountTable {
    this.mountTable = MountTable.read();
    return this.mountTable;
  }

  /** Perf: names are copied byte by byte: they are short, and a call of `set` costs more (bench/native.ts). */
  private copyNames(length: number, rows: EntryRows): void {
    const { bytes } = this.dirents;
    const halves = this.direntHalves;
    const { names, nameStart, mode, failure, traits } = rows;
    let row = rows.count;
    let out = nameStart[row]!;
    // why: a zero behind the last record ends every loop below, whatever the records hold.
    bytes[length] = 0;
    for (let at = 0; at < length; ) {
      const next = at + halves[(at + 16) >> 1]!;
      let from = at + direntName;
      let byte = bytes[from]!;
      const isDot =
        byte === 46 && (bytes[from + 1] === 0 || (bytes[from + 1] === 46 && bytes[from + 2] === 0));
      if (!isDot) {
        while (byte !== 0) {
          names[out++] = byte;
          byte = bytes[++from]!;
        }
        names[out++] = 0;
        mode[row] = bytes[at + 18]! << typeShift;
        failure[row] = 0;
        traits[row] = 0;
        nameStart[++row] = out;
      }
      at = next;
    }
    rows.count = row;
  }

  /** Opens a path however long it is: each piece relative to the one before. */
  private openPieces(path: Uint8Array, from: number, openLast: (directory: number) => number): number {
    let directory = from;
    let opened = -ENAMETOOLONG;
    for (let start = 0; start < path.length; ) {
      let end = endOfPiece(path, start);
      if (end <= start) opened = -ENAMETOOLONG;
      else {
        this.setPath(path.subarray(start, end));
        opened = openLast(directory);
      }
      if (directory !== from) this.libc.close(directory);
      if (opened < 0) return opened;
      directory = opened;
      while (path[end] === slash) end++;
      start = end;
    }
    return opened;
  }

  /**
   * The descriptor of a directory on the way. Perf: each component of a path costs the kernel a look-up; without
   * this, a chain of directories would cost the square of its depth (bench/native.ts).
   */
  private anchorAt(path: Uint8Array): number {
    if (this.anchor >= 0 && Buffer.compare(path, this.anchorPath) === 0) return this.anchor;
    this.dropAnchor();
    const opened = this.openPieces(path, this.rootDescriptor, this.openBeneath);
    if (opened < 0) return opened;
    this.anchor = opened;
    this.anchorPath = path.slice();
    return opened;
  }

  private dropAnchor(): void {
    if (this.anchor >= 0) this.libc.close(this.anchor);
    this.anchor = -1;
  }

  /**
   * The root's own descriptor once more, and at its beginning. why: to open "." would take the right to search
   * the root, where reading it takes only the right to read.
   */
  private openRootAgain(): number {
    const { syscall, lseek, numbers } = this.libc;
    const opened = syscall(numbers.fcntl, this.rootDescriptor, F_DUPFD_CLOEXEC as Address, 0, 0);
    if (opened < 0) return -errno();
    lseek(opened, 0, 0);
    return opened;
  }

  private setPath(path: Uint8Array): void {
    this.path.bytes.set(path);
    this.path.bytes[path.length] = 0;
  }

  private readonly openBeneath = (directory: number): number => {
    if (!this.usesOpenat2) {
      return this.openat(directory, this.options.followLinks ? 0 : constants.O_NOFOLLOW);
    }
    const { syscall, numbers } = this.libc;
    const { words } = this.how;
    // struct open_how: flags, mode, resolve; 64 bits each (openat2(2)).
    words[0] = directoryFlags | constants.O_NOFOLLOW | this.noAccessTime;
    words[4] = RESOLVE_NO_SYMLINKS | (this.options.crossMounts ? 0 : RESOLVE_NO_XDEV);
    const opened = syscall(numbers.openat2, directory, this.path.address, this.how.address, 24);
    if (opened >= 0) return opened;
    const failure = errno();
    if (this.mayRetry(failure)) return this.openBeneath(directory);
    if (failure !== ENOSYS && failure !== EPERM) return -failure;
    // why: refused by an older kernel or by seccomp; EPERM can also be the file system's own answer,
    // which openat then repeats.
    this.usesOpenat2 = false;
    return this.openBeneath(directory);
  };

  private openat(directory: number, flags: number): number {
    const opened = this.libc.openat(directory, this.path.address, directoryFlags | flags | this.noAccessTime);
    if (opened >= 0) return opened;
    const failure = errno();
    return this.mayRetry(failure) ? this.openat(directory, flags) : -failure;
  }

  /** O_NOATIME is refused with EPERM unless the directory is one's own (open(2)): then do without. */
  private mayRetry(failure: number): boolean {
    if (failure === EINTR) return true;
    if (failure !== EPERM || this.noAccessTime === 0) return false;
    this.noAccessTime = 0;
    return true;
  }
}

const slash = 47;

/** How much of a path leads to its anchor: up to a slash near a multiple of `anchorSpacing`; 0 for a short path. */
function anchorLength(path: Uint8Array): number {
  const multiple = Math.floor((path.length - 1) / anchorSpacing) * anchorSpacing;
  return multiple === 0 ? 0 : Math.max(0, path.lastIndexOf(slash, multiple));
}

/** Where the piece ends that begins at `start`: at the end, or before a slash; at `start` where there is no such. */
function endOfPiece(path: Uint8Array, start: number): number {
  if (path.length - start <= longestPath) return path.length;
  let end = path.lastIndexOf(slash, start + longestPath);
  while (end > start && path[end - 1] === slash) end--;
  return Math.max(end, start);
}

const directoryFlags = constants.O_RDONLY | constants.O_DIRECTORY | O_CLOEXEC;
