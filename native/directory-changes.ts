/**
 * Changes of directories by descriptor and name: what trashing, restoring and deleting are made of. Linux only.
 *
 * why: a path can lead elsewhere by the time it is used. Here each step starts from an open directory, a name is one
 * component, and no call follows a link (openat(2), unlinkat(2), renameat2(2)). Functions that can fail return a
 * negative errno; nothing is thrown for what a file system does. The memory of names belongs to this module: one thread.
 */
import { constants } from 'node:fs';
import { type Address, declare, errno, NativeBuffer } from './libc.js';

/** What statx(2) says of one entry. 64-bit values are exact. */
export interface FileStatus {
  /** `st_mode`. */
  readonly mode: number;
  readonly links: number;
  readonly uid: number;
  /** Major and minor number in the upper and the lower 32 bits. */
  readonly device: bigint;
  readonly inode: bigint;
  /** `st_size`, bytes. */
  readonly apparentBytes: bigint;
  /** `st_blocks` × 512, bytes. */
  readonly allocatedBytes: bigint;
  /** Nanoseconds since 1970. */
  readonly mtime: bigint;
  /** Nanoseconds since 1970. */
  readonly ctime: bigint;
  /** Nanoseconds since 1970; undefined where the file system keeps none. */
  readonly birthTime: bigint | undefined;
  readonly mountId: number;
  readonly isMountPoint: boolean;
}

/** NAME_MAX of limits.h: the file systems of Linux take no longer name. */
export const maxNameBytes = 255;

const AT_FDCWD = -100;
const AT_SYMLINK_NOFOLLOW = 0x100;
const AT_REMOVEDIR = 0x200;
const AT_NO_AUTOMOUNT = 0x800;
const AT_EMPTY_PATH = 0x1000;
const O_PATH = 0o10000000;
const O_CLOEXEC = 0o2000000;
/** linux/fs.h */
const RENAME_NOREPLACE = 1;
/** linux/stat.h */
const STATX_BASIC_STATS = 0x7ff;
const STATX_BTIME = 0x800;
const STATX_MNT_ID = 0x1000;
const STATX_ATTR_MOUNT_ROOT = 0x2000;
const EINTR = 4;
const EINVAL = 22;
const ENOSYS = 38;

type OpenAt = (directory: number, name: Address, flags: number, mode: number) => number;
type MakeDirectoryAt = (directory: number, name: Address, mode: number) => number;
type UnlinkAt = (directory: number, name: Address, flags: number) => number;
type RenameAt2 = (from: number, name: Address, to: number, newName: Address, flags: number) => number;
type Statx = (directory: number, name: Address, flags: number, mask: number, result: Address) => number;

function loadFunctions() {
  if (process.platform !== 'linux') return undefined;
  // why: the mode is declared, not variadic; both processors pass it in the same register either way.
  const openat = declare<OpenAt>('int openat(int, intptr_t, int, uint32_t)');
  const mkdirat = declare<MakeDirectoryAt>('int mkdirat(int, intptr_t, uint32_t)');
  const unlinkat = declare<UnlinkAt>('int unlinkat(int, intptr_t, int)');
  const renameat2 = declare<RenameAt2>('int renameat2(int, intptr_t, int, intptr_t, uint32_t)');
  const statx = declare<Statx>('int statx(int, intptr_t, int, uint32_t, intptr_t)');
  if (!openat || !mkdirat || !unlinkat || !renameat2 || !statx) return undefined;
  return { openat, mkdirat, unlinkat, renameat2, statx };
}

const functions = loadFunctions();

/** Whether the functions of this module work here. */
export const canChangeByDescriptor = functions !== undefined;

const firstName = new NativeBuffer(4096);
const secondName = new NativeBuffer(4096);
const statusBuffer = new NativeBuffer(4096);

/** Copies one component into memory that the system may read. Returns undefined for what is no component. */
function put(buffer: NativeBuffer, name: Uint8Array): Address | undefined {
  const isComponent =
    name.length > 0 && name.length <= maxNameBytes && !name.includes(0) && !name.includes(47);
  if (!isComponent || isDots(name)) return undefined;
  buffer.bytes.set(name);
  buffer.bytes[name.length] = 0;
  return buffer.address;
}

const isDots = (name: Uint8Array): boolean =>
  name[0] === 46 && (name.length === 1 || (name.length === 2 && name[1] === 46));

/** Repeats a call that a signal interrupted. Returns its result, or a negative errno. */
function call(make: () => number): number {
  for (;;) {
    const result = make();
    if (result >= 0) return result;
    const failure = errno();
    if (failure !== EINTR) return -failure;
  }
}

const directoryFlags = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW | O_CLOEXEC;

/** Opens `/`. Returns a descriptor that names can be looked up from. */
export function openSystemRoot(): number {
  firstName.bytes[0] = 47;
  firstName.bytes[1] = 0;
  return call(() => functions!.openat(AT_FDCWD, firstName.address, O_PATH | O_CLOEXEC, 0));
}

/** Opens a directory to look names up from it: takes only the right to search. Refuses links with -ELOOP or -ENOTDIR. */
export function openForLookup(directory: number, name: Uint8Array): number {
  const address = put(firstName, name);
  if (address === undefined) return -EINVAL;
  const flags = O_PATH | constants.O_DIRECTORY | constants.O_NOFOLLOW | O_CLOEXEC;
  return call(() => functions!.openat(directory, address, flags, 0));
}

/** Opens a directory to read its names. Refuses links. */
export function openDirectory(directory: number, name: Uint8Array): number {
  const address = put(firstName, name);
  if (address === undefined) return -EINVAL;
  return call(() => functions!.openat(directory, address, directoryFlags, 0));
}

/** Opens an open directory a second time, to read its names from the beginning. */
export function reopenDirectory(directory: number): number {
  return openDots(directory, '.');
}

/** Opens the directory that holds an open one. The caller compares what it is with what was left. */
export function openParent(directory: number): number {
  return openDots(directory, '..');
}

function openDots(directory: number, dots: '.' | '..'): number {
  firstName.bytes.fill(46, 0, dots.length);
  firstName.bytes[dots.length] = 0;
  return call(() => functions!.openat(directory, firstName.address, directoryFlags, 0));
}

/** Creates a file that is not there. Returns a descriptor to write to; -EEXIST where anything has the name. */
export function createFile(directory: number, name: Uint8Array, mode: number): number {
  const address = put(firstName, name);
  if (address === undefined) return -EINVAL;
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW | O_CLOEXEC;
  return call(() => functions!.openat(directory, address, flags, mode));
}

/** Opens a file to read it. Refuses links, and never waits for the other end of a pipe. */
export function openFile(directory: number, name: Uint8Array): number {
  const address = put(firstName, name);
  if (address === undefined) return -EINVAL;
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK | O_CLOEXEC;
  return call(() => functions!.openat(directory, address, flags, 0));
}

export function makeDirectory(directory: number, name: Uint8Array, mode: number): number {
  const address = put(firstName, name);
  return address === undefined ? -EINVAL : call(() => functions!.mkdirat(directory, address, mode));
}

/** Removes a name: of an empty directory where `isDirectory`, else of anything but a directory. */
export function removeName(directory: number, name: Uint8Array, isDirectory: boolean): number {
  const address = put(firstName, name);
  if (address === undefined) return -EINVAL;
  return call(() => functions!.unlinkat(directory, address, isDirectory ? AT_REMOVEDIR : 0));
}

/** Moves an entry to a name that nothing has; -EEXIST where something has it, -EXDEV across mounts. */
export function renameWithoutReplacing(
  from: number,
  name: Uint8Array,
  to: number,
  newName: Uint8Array,
): number {
  const [source, target] = [put(firstName, name), put(secondName, newName)];
  if (source === undefined || target === undefined) return -EINVAL;
  return call(() => functions!.renameat2(from, source, to, target, RENAME_NOREPLACE));
}

/** Replaces a file by another in the same directory (rename(2)). */
export function renameReplacing(directory: number, name: Uint8Array, newName: Uint8Array): number {
  const [source, target] = [put(firstName, name), put(secondName, newName)];
  if (source === undefined || target === undefined) return -EINVAL;
  return call(() => functions!.renameat2(directory, source, directory, target, 0));
}

/** Returns what an entry is, itself and not where it leads, or a negative errno. */
export function statusOf(directory: number, name: Uint8Array): FileStatus | number {
  const address = put(firstName, name);
  if (address === undefined) return -EINVAL;
  return readStatus(directory, address, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT);
}

/** Returns what an open directory is, or a negative errno. */
export function statusOfOpen(directory: number): FileStatus | number {
  firstName.bytes[0] = 0;
  return readStatus(directory, firstName.address, AT_EMPTY_PATH);
}

/** struct statx by words of 32 bits: statx(2), linux/stat.h. */
function readStatus(directory: number, name: Address, flags: number): FileStatus | number {
  if (functions === undefined) return -ENOSYS;
  const mask = STATX_BASIC_STATS | STATX_BTIME | STATX_MNT_ID;
  const result = call(() => functions.statx(directory, name, flags, mask, statusBuffer.address));
  if (result !== 0) return result;
  const { words } = statusBuffer;
  return {
    mode: words[7]! & 0xffff,
    links: words[4]!,
    uid: words[5]!,
    device: (BigInt(words[34]!) << 32n) | BigInt(words[35]!),
    inode: wide(words[8]!, words[9]!),
    apparentBytes: wide(words[10]!, words[11]!),
    allocatedBytes: wide(words[12]!, words[13]!) * 512n,
    mtime: nanoseconds(28),
    ctime: nanoseconds(24),
    birthTime: words[0]! & STATX_BTIME ? nanoseconds(20) : undefined,
    mountId: words[36]!,
    isMountPoint: (words[2]! & STATX_ATTR_MOUNT_ROOT) !== 0,
  };
}

const wide = (low: number, high: number): bigint => (BigInt(high) << 32n) | BigInt(low);

/** struct statx_timestamp: seconds as a signed 64-bit number, and nanoseconds. */
function nanoseconds(at: number): bigint {
  const { words } = statusBuffer;
  return BigInt.asIntN(64, wide(words[at]!, words[at + 1]!)) * 1_000_000_000n + BigInt(words[at + 2]!);
}
