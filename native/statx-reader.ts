/** Reads directories through statx(2): one call an entry, and mounts told by what the kernel says of them. */
import { getSystemErrorName } from 'node:util';
import { AT_FDCWD } from './directory-opener.js';
import type { RootOptions } from './directory-reader.js';
import { birthWord, type EntryRows } from './entry-rows.js';
import { type Address, declare, errno, NativeBuffer } from './libc.js';
import {
  AT_EMPTY_PATH,
  AT_NO_AUTOMOUNT,
  AT_SYMLINK_NOFOLLOW,
  isLinuxKnown,
  LinuxReader,
} from './linux-reader.js';

type Statx = (directory: number, path: Address, flags: number, mask: number, result: Address) => number;

const statx = declare<Statx>('int statx(int, intptr_t, int, uint32_t, intptr_t)');

/** linux/stat.h */
const STATX_BASIC_STATS = 0x7ff;
const STATX_BTIME = 0x800;
const STATX_MNT_ID = 0x1000;
const STATX_ATTR_AUTOMOUNT = 0x1000;
const STATX_ATTR_MOUNT_ROOT = 0x2000;
const wanted = STATX_BASIC_STATS | STATX_BTIME | STATX_MNT_ID;

type StatxCall = (
  number: number,
  directory: number,
  path: Address,
  flags: number,
  mask: number,
  to: Address,
) => number;

/** Number of the system call: asm/unistd.h. */
const callNumber = process.arch === 'arm64' ? 291 : 332;

/**
 * Returns the reason why statx cannot be used here, or undefined where it can.
 * The kernel is asked without the C library, which makes up an answer where the kernel refuses
 * (sysdeps/unix/sysv/linux/statx.c of glibc) and then knows nothing of mounts.
 */
export function statxRefusal(): string | undefined {
  const call = declare<StatxCall>('long syscall(long, long, intptr_t, long, long, intptr_t)');
  if (!isLinuxKnown || !statx || !call) return 'ENOSYS';
  const buffer = new NativeBuffer(4096);
  buffer.bytes[2048] = 47;
  const result = call(callNumber, AT_FDCWD, buffer.at(2048), 0, STATX_BASIC_STATS, buffer.address);
  if (result !== 0) return getSystemErrorName(-errno());
  // stx_attributes_mask: what this kernel tells. Before 5.8 it says nothing of mounts; fstatat reads mountinfo.
  return (buffer.words[14]! & STATX_ATTR_MOUNT_ROOT) === 0 ? 'tells nothing of mounts' : undefined;
}

export class StatxReader extends LinuxReader {
  readonly backend = 'statx';
  private readonly call = statx!;
  private readonly result = new NativeBuffer(4096);
  private readonly linkFlag: number;

  constructor(options: RootOptions) {
    super(options, true);
    this.linkFlag = options.followLinks ? 0 : AT_SYMLINK_NOFOLLOW;
  }

  identify(handle: number, rows: EntryRows, row: number): number {
    if (this.call(handle, this.opener.emptyPath, AT_EMPTY_PATH, wanted, this.result.address) !== 0)
      return -errno();
    this.complete(rows, row);
    return 0;
  }

  stat(handle: number, rows: EntryRows, from: number, to: number): void {
    const names = this.addressOfNames(rows);
    const flags = this.linkFlag | AT_NO_AUTOMOUNT;
    const { call, result } = this;
    const { nameStart, failure } = rows;
    for (let row = from; row < to; row++) {
      if (call(handle, (names + nameStart[row]!) as Address, flags, wanted, result.address) === 0) {
        this.complete(rows, row);
      } else failure[row] = errno();
    }
  }

  statPaths(rows: EntryRows, from: number, to: number): void {
    this.stat(AT_FDCWD, rows, from, to);
  }

  /** Reads struct statx by words of 32 bits: statx(2), linux/stat.h. */
  private complete(rows: EntryRows, row: number): void {
    const { words } = this.result;
    rows.mode[row] = words[7]! & 0xffff;
    rows.links[row] = words[4]!;
    rows.uid[row] = words[5]!;
    rows.gid[row] = words[6]!;
    rows.inodeLow[row] = words[8]!;
    rows.inodeHigh[row] = words[9]!;
    rows.apparentLow[row] = words[10]!;
    rows.apparentHigh[row] = words[11]!;
    rows.blocksLow[row] = words[12]!;
    rows.blocksHigh[row] = words[13]!;
    // stx_mask says whether the file system keeps it.
    rows.birth[row] = (words[0]! & STATX_BTIME) === 0 ? 0 : birthWord(words[20]!, words[21]!, words[22]!);
    rows.ctimeLow[row] = words[24]!;
    rows.ctimeHigh[row] = words[25]!;
    rows.ctimeNanoseconds[row] = words[26]!;
    rows.mtimeLow[row] = words[28]!;
    rows.mtimeHigh[row] = words[29]!;
    rows.mtimeNanoseconds[row] = words[30]!;
    rows.deviceHigh[row] = words[34]!;
    rows.deviceLow[row] = words[35]!;
    rows.mountId[row] = words[36]!;
    if ((words[2]! & (STATX_ATTR_MOUNT_ROOT | STATX_ATTR_AUTOMOUNT)) !== 0) this.mark(rows, row);
  }

  private mark(rows: EntryRows, row: number): void {
    const { words } = this.result;
    if (words[2]! & STATX_ATTR_AUTOMOUNT) this.markAutomount(rows, row);
    if (words[2]! & STATX_ATTR_MOUNT_ROOT) this.markMount(rows, row, words[36]!);
  }
}
