/**
 * Which times of directories are old enough to be believed: an equal ctime then means that nothing has changed.
 *
 * A time is taken from the kernel's clock, which goes on by ticks (current_time(9); 10 ms with HZ=100), and kept in
 * the file system's own units: nanoseconds, or seconds with small inodes of ext2, ext3 and ext4 (inode size 128), where
 * the nanoseconds are always 0. What changed after it was read, but within such a step, kept its time. So a directory is
 * believed whose ctime and mtime lie by more than a step before the scan began.
 *
 * That holds for file systems whose times this machine gives. Others count as changed always: network and FUSE file
 * systems have other clocks and rules; FAT, exFAT and NTFS are written by systems that leave a directory's time as it
 * is when its names change, and the root of a FAT has no time; those of the kernel make names up.
 */

/** When a scan began. */
export interface ScanMoment {
  /** Milliseconds since 1970. */
  readonly wall: number;
  /** `performance.now()` at that moment; undefined where that was in another process. */
  readonly monotonic?: number | undefined;
}

export const scanMoment = (): ScanMoment => ({ wall: Date.now(), monotonic: performance.now() });

/** linux/magic.h */
const believedTypes = new Set([
  0xef53, // ext2, ext3, ext4
  0x58465342, // XFS
  0x9123683e, // btrfs
  0x01021994, // tmpfs
  0xf2f52010, // F2FS
]);

/** Seconds: a tick, and what Date and doubles round off. */
const tick = 0.012;
/** Seconds: the step of times without nanoseconds. */
const coarseStep = 1;
/** Milliseconds by which two clocks of one machine may differ without one having been set. */
const clockTolerance = 100;

export interface StampTrust {
  /** Whether a time is old enough: seconds since 1970. */
  believes(seconds: number): boolean;
}

/** Believes none. */
export const noTrust: StampTrust = { believes: () => false };

/**
 * @param fileSystem its `f_type`.
 * @param before when the scan began from which the times are.
 */
export function stampTrust(
  fileSystem: number | undefined,
  before: ScanMoment,
  now: ScanMoment = scanMoment(),
): StampTrust {
  if (fileSystem === undefined || !believedTypes.has(fileSystem) || wasSetBack(before, now)) return noTrust;
  const latest = before.wall / 1000 - tick;
  return {
    believes: (seconds) => seconds < (Number.isInteger(seconds) ? latest - coarseStep : latest),
  };
}

/** After the clock was set back, a change may have got the time that a directory had already. */
function wasSetBack(before: ScanMoment, now: ScanMoment): boolean {
  if (now.wall < before.wall) return true;
  if (before.monotonic === undefined || now.monotonic === undefined) return false;
  return now.wall - before.wall < now.monotonic - before.monotonic - clockTolerance;
}
