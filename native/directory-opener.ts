/**
 * Opens directories below a root by descriptor, however long their paths are, and without following a link unless that
 * is asked for.
 *
 * Numbers of system calls are those of x86-64 and arm64; other processors get the `node` reader.
 */
import { constants } from 'node:fs';
import type { RootOptions } from './directory-reader.js';
import { type Address, declare, errno, NativeBuffer } from './libc.js';

const systemCalls = {
  x64: { fcntl: 72, getdents64: 217, openat2: 437 },
  arm64: { fcntl: 25, getdents64: 61, openat2: 437 },
} as const;

const numbers = systemCalls[process.arch as keyof typeof systemCalls] as
  | (typeof systemCalls)['x64']
  | undefined;

/** linux/fcntl.h */
export const AT_FDCWD = -100;
/** linux/openat2.h */
const RESOLVE_NO_XDEV = 0x01;
const RESOLVE_NO_SYMLINKS = 0x04;
const O_CLOEXEC = 0o2000000;
/** With it a command of fcntl(2) takes a number where others take an address. */
const F_DUPFD_CLOEXEC = 1030;
/** struct open_how: flags, mode, resolve; 64 bits each (openat2(2)). */
const OpenHow = { flags: 0, resolve: 4, byteLength: 24 } as const;
const directoryFlags = constants.O_RDONLY | constants.O_DIRECTORY | O_CLOEXEC;

const ENAMETOOLONG = 36;
const EPERM = 1;
export const EINTR = 4;
const ENOSYS = 38;

/** Longer relative paths are opened piece by piece: PATH_MAX is 4096 with the NUL (path_resolution(7)). */
const maxPiece = 4000;
/** Bytes of a path that are looked up again and again at most. */
const anchorSpacing = 1024;
const slash = 47;

type SystemCall = (number: number, fd: number, a: Address, b: number, c: number) => number;
type OpenAt = (directory: number, path: Address, flags: number) => number;
type Close = (fd: number) => number;
type Lseek = (fd: number, offset: number, whence: number) => number;

/** Returns the functions that both readers need, or undefined where this is no Linux that we know. */
function loadFunctions() {
  const syscall = declare<SystemCall>('long syscall(long, long, intptr_t, intptr_t, size_t)');
  const openat = declare<OpenAt>('int openat(int, intptr_t, int)');
  const close = declare<Close>('int close(int)');
  const lseek = declare<Lseek>('long lseek(int, long, int)');
  if (process.platform !== 'linux' || !numbers || !syscall || !openat || !close || !lseek) return undefined;
  return { syscall, openat, close, lseek, numbers };
}

export const linuxFunctions: ReturnType<typeof loadFunctions> = loadFunctions();

export class DirectoryOpener {
  private readonly libc = linuxFunctions!;
  private readonly path = new NativeBuffer(maxPiece + 96);
  private readonly how = new NativeBuffer(4096);
  private readonly options: RootOptions;
  private rootDescriptor = -1;
  /** A directory on the way to those read last, kept open where paths are long. */
  private anchor = -1;
  private anchorPath = new Uint8Array();
  private noAccessTime: number = constants.O_NOATIME;
  private usesOpenat2: boolean;
  private crossesMounts: boolean;

  constructor(options: RootOptions, usesOpenat2: boolean) {
    this.options = options;
    this.crossesMounts = options.crossMounts;
    this.usesOpenat2 = usesOpenat2 && !options.followLinks;
  }

  get opensBeneath(): boolean {
    return this.usesOpenat2;
  }

  /** Returns the root's descriptor, which stays open until `dispose`. */
  openRoot(path: Uint8Array): number {
    this.rootDescriptor = this.openPieces(path, AT_FDCWD, (at) => this.openat(at, 0));
    return this.rootDescriptor;
  }

  /** From now on paths may lead into mounts. */
  enterMounts(): void {
    this.crossesMounts = true;
  }

  open(path: Uint8Array): number {
    if (path.length === 0) return this.openRootAgain();
    const anchored = anchorLength(path);
    if (anchored === 0) return this.openPieces(path, this.rootDescriptor, this.openBeneath);
    const anchor = this.anchorAt(path.subarray(0, anchored));
    return anchor < 0 ? anchor : this.openPieces(path.subarray(anchored + 1), anchor, this.openBeneath);
  }

  close(handle: number): void {
    this.libc.close(handle);
  }

  dispose(): void {
    this.dropAnchor();
    if (this.rootDescriptor >= 0) this.libc.close(this.rootDescriptor);
    this.rootDescriptor = -1;
  }

  /** An empty, NUL-terminated path: with AT_EMPTY_PATH, the descriptor itself. */
  get emptyPath(): Address {
    this.path.bytes[0] = 0;
    return this.path.address;
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
    words[OpenHow.flags] = directoryFlags | constants.O_NOFOLLOW | this.noAccessTime;
    words[OpenHow.resolve] = RESOLVE_NO_SYMLINKS | (this.crossesMounts ? 0 : RESOLVE_NO_XDEV);
    const opened = syscall(
      numbers.openat2,
      directory,
      this.path.address,
      this.how.address,
      OpenHow.byteLength,
    );
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

/** Returns how much of a path leads to its anchor: up to a slash near a multiple of `anchorSpacing`; 0 for a short path. */
function anchorLength(path: Uint8Array): number {
  const multiple = Math.floor((path.length - 1) / anchorSpacing) * anchorSpacing;
  return multiple === 0 ? 0 : Math.max(0, path.lastIndexOf(slash, multiple));
}

/** Returns the end of the piece that begins at `start`: before a slash, at the path's end, or `start` where there is none. */
function endOfPiece(path: Uint8Array, start: number): number {
  if (path.length - start <= maxPiece) return path.length;
  let end = path.lastIndexOf(slash, start + maxPiece);
  while (end > start && path[end - 1] === slash) end--;
  return Math.max(end, start);
}
