/**
 * The columns that a reader fills: one row an entry, in the order in which the system names them.
 *
 * Rows are filled in two steps, which is what makes batches possible: `enumerate` appends names (with the
 * kind, where the system tells it for free), `stat` completes a range of rows. 64-bit values are two words,
 * low and high: reading them so costs no allocation, and nothing is rounded.
 * Owned by whoever made them; a reader keeps no reference between two calls.
 */
export class EntryRows {
  /** Rows filled so far. */
  count = 0;
  /** Names one after the other, each ended by a NUL: a row's bytes can be passed to the system as they lie. */
  readonly names: Uint8Array<ArrayBuffer>;
  /** Start of each row's name in `names`; `nameStart[count]` is the start of the next one. */
  readonly nameStart: Uint32Array<ArrayBuffer>;
  /** 0, or the errno of the stat that failed. */
  readonly failure: Uint16Array<ArrayBuffer>;
  /** Bits of what the system says besides the numbers: `MOUNT_POINT`, `AUTOMOUNT_POINT`, `KERNEL_MOUNT`. */
  readonly traits: Uint8Array<ArrayBuffer>;
  /** `st_mode`; after `enumerate` alone, or when stat failed, its type bits only (0: unknown). */
  readonly mode: Uint32Array<ArrayBuffer>;
  readonly links: Uint32Array<ArrayBuffer>;
  readonly uid: Uint32Array<ArrayBuffer>;
  readonly gid: Uint32Array<ArrayBuffer>;
  /** The device: major and minor on Linux, the two halves of the number elsewhere. */
  readonly deviceHigh: Uint32Array<ArrayBuffer>;
  readonly deviceLow: Uint32Array<ArrayBuffer>;
  readonly inodeLow: Uint32Array<ArrayBuffer>;
  readonly inodeHigh: Uint32Array<ArrayBuffer>;
  /** `st_size`, bytes. */
  readonly apparentLow: Uint32Array<ArrayBuffer>;
  readonly apparentHigh: Uint32Array<ArrayBuffer>;
  /** `st_blocks`, units of 512 bytes. */
  readonly blocksLow: Uint32Array<ArrayBuffer>;
  readonly blocksHigh: Uint32Array<ArrayBuffer>;
  /** Seconds since 1970 as a signed 64-bit number in two words, and nanoseconds. */
  readonly mtimeLow: Uint32Array<ArrayBuffer>;
  readonly mtimeHigh: Uint32Array<ArrayBuffer>;
  readonly mtimeNanoseconds: Uint32Array<ArrayBuffer>;
  readonly ctimeLow: Uint32Array<ArrayBuffer>;
  readonly ctimeHigh: Uint32Array<ArrayBuffer>;
  readonly ctimeNanoseconds: Uint32Array<ArrayBuffer>;
  /** `birthWord` of the time at which the inode was made; 0 where the system does not tell. */
  readonly birth: Uint32Array<ArrayBuffer>;
  /** The mount that holds the entry; 0 where the system does not tell. Linux 5.8 and later. */
  readonly mountId: Uint32Array<ArrayBuffer>;

  readonly capacity: number;

  constructor(capacity: number, namesCapacity: number) {
    this.capacity = capacity;
    this.names = new Uint8Array(namesCapacity);
    this.nameStart = new Uint32Array(capacity + 1);
    this.failure = new Uint16Array(capacity);
    this.traits = new Uint8Array(capacity);
    const words = () => new Uint32Array(capacity);
    this.mode = words();
    this.links = words();
    this.uid = words();
    this.gid = words();
    this.deviceHigh = words();
    this.deviceLow = words();
    this.inodeLow = words();
    this.inodeHigh = words();
    this.apparentLow = words();
    this.apparentHigh = words();
    this.blocksLow = words();
    this.blocksHigh = words();
    this.mtimeLow = words();
    this.mtimeHigh = words();
    this.mtimeNanoseconds = words();
    this.ctimeLow = words();
    this.ctimeHigh = words();
    this.ctimeNanoseconds = words();
    this.birth = words();
    this.mountId = words();
  }

  /** Tells whether `rows` more entries fit whose names and NULs take `bytes`. */
  hasRoom(rows: number, bytes: number): boolean {
    return this.count + rows <= this.capacity && this.nameStart[this.count]! + bytes <= this.names.length;
  }

  /** Appends a name that was not enumerated here: the root's, or one that another scanner enumerated. */
  appendName(name: Uint8Array, mode: number): void {
    const row = this.count;
    const start = this.nameStart[row]!;
    this.names.set(name, start);
    this.names[start + name.length] = 0;
    this.nameStart[row + 1] = start + name.length + 1;
    this.mode[row] = mode;
    this.failure[row] = 0;
    this.traits[row] = 0;
    this.count = row + 1;
  }

  /** Appends names that follow one another as in `names`, each ended by its NUL. */
  appendNames(names: Uint8Array, mode: Uint32Array): void {
    const from = this.count;
    const to = from + mode.length;
    const start = this.nameStart[from]!;
    this.names.set(names, start);
    for (let row = from, at = 0; row < to; row++) {
      while (names[at++] !== 0);
      this.nameStart[row + 1] = start + at;
    }
    this.mode.set(mode, from);
    this.failure.fill(0, from, to);
    this.traits.fill(0, from, to);
    this.count = to;
  }

  clear(): void {
    this.count = 0;
  }
}

/** Trait of an entry on which something is mounted: `STATX_ATTR_MOUNT_ROOT`, statx(2). */
export const MOUNT_POINT = 1;
/** Trait of an entry that mounts something when it is opened: `STATX_ATTR_AUTOMOUNT`, statx(2). */
export const AUTOMOUNT_POINT = 2;
/** Trait of an entry whose mount is made up by the kernel (proc, sysfs, …). It has no size and is never entered. */
export const KERNEL_MOUNT = 4;
/** Trait of an entry whose mount shows once more what stands at another path of the root. It is never entered. */
export const MOUNT_ALIAS = 8;

/**
 * Returns one word for a birth time, never 0: enough to tell an inode from an earlier one of the same number, which is
 * all that it is for, in a third of the memory.
 * @param low,high words of the seconds since 1970.
 */
export function birthWord(low: number, high: number, nanoseconds: number): number {
  let word = Math.imul(nanoseconds, 0x9e3779b1) ^ low ^ Math.imul(high, 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 15), 0x2c1b3c6d);
  word ^= word >>> 12;
  return word === 0 ? 1 : word >>> 0;
}
