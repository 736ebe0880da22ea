/**
 * Reads directories through fstatat(2): for kernels before 4.11, and where a filter refuses statx.
 * The structure's layout differs between processors; mounts are told by /proc/self/mountinfo.
 */

import { AT_FDCWD } from './directory-opener.js';
import type { RootOptions } from './directory-reader.js';
import { type EntryRows, MOUNT_POINT } from './entry-rows.js';
import { type Address, declare, errno, NativeBuffer } from './libc.js';
import { AT_NO_AUTOMOUNT, AT_SYMLINK_NOFOLLOW, isLinuxKnown, LinuxReader } from './linux-reader.js';

type FstatAt = (directory: number, path: Address, result: Address, flags: number) => number;
type Fstat = (fd: number, result: Address) => number;

const fstatat = declare<FstatAt>('int fstatat(int, intptr_t, intptr_t, int)');
const fstat = declare<Fstat>('int fstat(int, intptr_t)');

export const isFstatatKnown: boolean = isLinuxKnown && fstatat !== undefined && fstat !== undefined;

/** Words of 32 bits in struct stat: asm/stat.h of x86-64, asm-generic/stat.h of arm64. The rest is the same. */
const layout =
  process.arch === 'arm64' ? { mode: 4, links: 5, uid: 6, gid: 7 } : { mode: 6, links: 4, uid: 7, gid: 8 };

export class FstatatReader extends LinuxReader {
  readonly backend = 'fstatat';
  private readonly call = fstatat!;
  private readonly callOpen = fstat!;
  private readonly result = new NativeBuffer(4096);
  private readonly linkFlag: number;
  private rootDevice: string | undefined;

  constructor(options: RootOptions) {
    super(options, false);
    this.linkFlag = options.followLinks ? 0 : AT_SYMLINK_NOFOLLOW;
  }

  override openRoot(path: Uint8Array): number {
    const failure = super.openRoot(path);
    if (failure < 0) return failure;
    const handle = this.open(new Uint8Array());
    if (handle < 0) return handle;
    if (this.callOpen(handle, this.result.address) === 0) this.rootDevice = this.device();
    this.close(handle);
    return 0;
  }

  identify(handle: number, rows: EntryRows, row: number): number {
    if (this.callOpen(handle, this.result.address) !== 0) return -errno();
    this.complete(rows, row);
    return 0;
  }

  stat(handle: number, rows: EntryRows, from: number, to: number): void {
    const names = this.addressOfNames(rows);
    const flags = this.linkFlag | AT_NO_AUTOMOUNT;
    const { call, result } = this;
    const { nameStart, failure } = rows;
    for (let row = from; row < to; row++) {
      if (call(handle, (names + nameStart[row]!) as Address, result.address, flags) === 0) {
        this.complete(rows, row);
      } else failure[row] = errno();
    }
  }

  statPaths(rows: EntryRows, from: number, to: number): void {
    this.stat(AT_FDCWD, rows, from, to);
  }

  private complete(rows: EntryRows, row: number): void {
    const { words } = this.result;
    rows.mode[row] = words[layout.mode]!;
    rows.links[row] = words[layout.links]!;
    rows.uid[row] = words[layout.uid]!;
    rows.gid[row] = words[layout.gid]!;
    rows.inodeLow[row] = words[2]!;
    rows.inodeHigh[row] = words[3]!;
    rows.apparentLow[row] = words[12]!;
    rows.apparentHigh[row] = words[13]!;
    rows.blocksLow[row] = words[16]!;
    rows.blocksHigh[row] = words[17]!;
    rows.mtimeLow[row] = words[22]!;
    rows.mtimeHigh[row] = words[23]!;
    rows.mtimeNanoseconds[row] = words[24]!;
    rows.ctimeLow[row] = words[26]!;
    rows.ctimeHigh[row] = words[27]!;
    rows.ctimeNanoseconds[row] = words[28]!;
    // makedev(3): major and minor number, as statx gives them.
    rows.deviceHigh[row] = ((words[0]! >>> 8) & 0xfff) | (words[1]! & ~0xfff);
    rows.deviceLow[row] = (words[0]! & 0xff) | ((words[0]! >>> 12) & ~0xff) | (words[1]! << 20);
    rows.mountId[row] = 0;
    // why: without a list of mounts, another device is all there is to tell one.
    if (!this.table.known && this.rootDevice !== undefined && this.device() !== this.rootDevice) {
      rows.traits[row] = rows.traits[row]! | MOUNT_POINT;
    }
  }

  private device(): string {
    return `${this.result.words[0]}:${this.result.words[1]}`;
  }
}
