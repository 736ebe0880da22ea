/** What the two native readers of Linux share: directories by descriptor, and names by getdents64. */

import { DirectoryOpener, EINTR, linuxFunctions } from './directory-opener.js';
import type { DirectoryReader, MountFacts, RootOptions } from './directory-reader.js';
import { AUTOMOUNT_POINT, type EntryRows, KERNEL_MOUNT, MOUNT_POINT } from './entry-rows.js';
import { type Address, addressOf, errno, NativeBuffer } from './libc.js';
import { MountTable } from './mount-table.js';
import { markMounts, noMounts, type RootMount, RootMounts } from './root-mounts.js';

/** linux/fcntl.h */
export const AT_SYMLINK_NOFOLLOW = 0x100;
export const AT_NO_AUTOMOUNT = 0x800;
export const AT_EMPTY_PATH = 0x1000;

/** Perf: 4 KiB to 1 MiB make no difference; a batch of this size is stat'ed in about 2 ms (bench/native.ts). */
const direntBytes = 1 << 15;
/** struct linux_dirent64 (getdents64(2)), by byte: the smallest has a name of one byte, its NUL, and is aligned to 8. */
const Dirent = { length: 16, type: 18, name: 19, minBytes: 24 } as const;
/** S_IFMT bits of each d_type: DTTOIF of dirent.h. */
const typeShift = 12;
const dot = 46;

export const isLinuxKnown = linuxFunctions !== undefined;

export abstract class LinuxReader implements DirectoryReader {
  abstract readonly backend: string;
  readonly enumerates = 'names';
  readonly maxRows: number = Math.floor(direntBytes / Dirent.minBytes);
  readonly maxNameBytes: number = direntBytes;

  private readonly libc = linuxFunctions!;
  private readonly dirents = new NativeBuffer(direntBytes + 8);
  private readonly direntHalves = new Uint16Array(this.dirents.bytes.buffer);
  private readonly rowsAddresses = new WeakMap<EntryRows, Address>();
  private lastRows: EntryRows | undefined;
  private lastRowsAddress = 0 as Address;
  private mountTable: MountTable | undefined;
  private rootMounts = noMounts;
  private readonly mountsOfHandle = new Map<number, ReadonlyMap<string, RootMount>>();
  private readonly crossMounts: boolean;
  protected readonly opener: DirectoryOpener;

  constructor(options: RootOptions, usesOpenat2: boolean) {
    this.crossMounts = options.crossMounts;
    this.opener = new DirectoryOpener(options, usesOpenat2);
  }

  get opensBeneath(): boolean {
    return this.opener.opensBeneath;
  }

  get mounts(): MountFacts {
    return this.rootMounts;
  }

  openRoot(path: Uint8Array): number {
    const opened = this.opener.openRoot(path);
    if (opened < 0) return opened;
    this.rootMounts = RootMounts.ofDescriptor(this.table, opened, this.crossMounts);
    if (this.rootMounts.hasOwn) this.opener.enterMounts();
    return 0;
  }

  open(path: Uint8Array): number {
    const handle = this.opener.open(path);
    if (handle < 0 || this.rootMounts.all.length === 0) return handle;
    const mounts = this.rootMounts.inDirectory(Buffer.from(path).toString('latin1'));
    if (mounts) this.mountsOfHandle.set(handle, mounts);
    return handle;
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

  markMounts(handle: number, rows: EntryRows, from: number, to: number): number {
    const mounts = this.mountsOfHandle.get(handle);
    return mounts ? markMounts(rows, from, to, mounts) : 0;
  }

  close(handle: number): void {
    this.mountsOfHandle.delete(handle);
    this.opener.close(handle);
  }

  dispose(): void {
    this.opener.dispose();
  }

  /** Returns the address of the rows' names. */
  protected addressOfNames(rows: EntryRows): Address {
    if (rows === this.lastRows) return this.lastRowsAddress;
    const address = this.rowsAddresses.get(rows) ?? addressOf(rows.names);
    this.rowsAddresses.set(rows, address);
    this.lastRows = rows;
    this.lastRowsAddress = address;
    return address;
  }

  /** Marks a row that is the root of a mount. */
  protected markMount(rows: EntryRows, row: number, id: number): void {
    rows.traits[row] = rows.traits[row]! | (this.rootMounts.traitsOf(id) ?? this.traitsOfUnknown(id));
  }

  protected markAutomount(rows: EntryRows, row: number): void {
    rows.traits[row] = rows.traits[row]! | AUTOMOUNT_POINT;
  }

  protected get table(): MountTable {
    this.mountTable ??= MountTable.read();
    return this.mountTable;
  }

  /** Returns the traits of a mount that is not below the root, or was not there when the root was opened. */
  private traitsOfUnknown(id: number): number {
    let isKernel = this.table.isKernelMount(id);
    if (isKernel === undefined) {
      this.mountTable = MountTable.read();
      isKernel = this.table.isKernelMount(id);
    }
    return MOUNT_POINT | (isKernel ? KERNEL_MOUNT : 0);
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
      const next = at + halves[(at + Dirent.length) >> 1]!;
      let from = at + Dirent.name;
      let byte = bytes[from]!;
      const isDot =
        byte === dot && (bytes[from + 1] === 0 || (bytes[from + 1] === dot && bytes[from + 2] === 0));
      if (!isDot) {
        while (byte !== 0) {
          names[out++] = byte;
          byte = bytes[++from]!;
        }
        names[out++] = 0;
        mode[row] = bytes[at + Dirent.type]! << typeShift;
        failure[row] = 0;
        traits[row] = 0;
        nameStart[++row] = out;
      }
      at = next;
    }
    rows.count = row;
  }
}
