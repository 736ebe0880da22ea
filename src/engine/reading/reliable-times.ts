/**
 * Times of directories that are old enough to rely on: an equal ctime then means that nothing has changed.
 *
 * A time is taken from the kernel's clock, which goes on by ticks (current_time(9); 10 ms with HZ=100), and kept in
 * the file system's own units: nanoseconds, or seconds with small inodes of ext2, ext3 and ext4 (inode size 128), where
 * the nanoseconds are always 0. What changed after it was read, but within such a step, kept its time. So a directory's
 * times are reliable where its ctime and mtime lie by more than a step before the scan began.
 *
 * That holds for file systems whose times this machine gives. Others count as changed always: network and FUSE file
 * systems have other clocks and rules; FAT, exFAT and NTFS are written by systems that leave a directory's time as it
 * is when its names change, and the root of a FAT has no time; those of the kernel make names up.
 */

/** Beginning of a scan. */
export interface ScanMoment {
  /** Milliseconds since 1970. */
  readonly wall: number;
  /** `performance.now()` at that moment; undefined where that was in another process. */
  readonly monotonic?: number | undefined;
}

export const scanMoment = (): ScanMoment => ({ wall: Date.now(), monotonic: performance.now() });

/** File systems whose times are reliable: linux/magic.h. */
const reliableTypes = new Set([
  0xef53, // ext2, ext3, ext4
  0x58465342, // XFS
  0x9123683e, // btrfs
  0x01021994, // tmpfs
  0xf2f52010, // F2FS
]);

/** A tick, and what Date and doubles round off, in seconds. */
const tick = 0.012;
/** Step of times without nanoseconds, in seconds. */
const coarseStep = 1;
/** Number of milliseconds by which two clocks of one machine may differ without one having been set. */
const clockTolerance = 100;

export interface ReliableTimes {
  /** Returns whether a time is old enough: seconds since 1970. */
  includes(seconds: number): boolean;
}

/** Holds none. */
export const noReliableTimes: ReliableTimes = { includes: () => false };

/**
 * Returns the times of a file system that are reliable.
 * @param fileSystem its `f_type`.
 * @param before the beginning of the scan that the times are from.
 */
export function reliableTimes(
  fileSystem: number | undefined,
  before: ScanMoment,
  now: ScanMoment = scanMoment(),
): ReliableTimes {
  if (fileSystem === undefined || !reliableTypes.has(fileSystem) || wasSetBack(before, now))
    return noReliableTimes;
  const latest = before.wall / 1000 - tick;
  return {
    includes: (seconds) => seconds < (Number.isInteger(seconds) ? latest - coarseStep : latest),
  };
}

/** Returns whether the clock was set back: then a change may have got the time that a directory had already. */
function wasSetBack(before: ScanMoment, now: ScanMoment): boolean {
  if (now.wall < before.wall) return true;
  if (before.monotonic === undefined || now.monotonic === undefined) return false;
  return now.wall - before.wall < now.monotonic - before.monotonic - clockTolerance;
}
