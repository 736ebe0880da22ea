/**
 * Where a scan stops: at mounts of other file systems, unless these are crossed, and always at those that the kernel
 * makes up and those that show once more what stands at another path.
 */
import {
  AUTOMOUNT_POINT,
  type EntryRows,
  KERNEL_MOUNT,
  MOUNT_ALIAS,
  MOUNT_POINT,
} from '../../native/entry-rows.js';

const neverEntered = AUTOMOUNT_POINT | KERNEL_MOUNT | MOUNT_ALIAS;

export interface MountRules {
  readonly followLinks: boolean;
  readonly crossMounts: boolean;
}

export class MountLimit {
  private readonly followLinks: boolean;
  private readonly crossMounts: boolean;
  /** Whether the root may be come upon once more below it. */
  isRootShownAgain = false;
  private rootMountId = 0;
  private rootDeviceHigh = 0;
  private rootDeviceLow = 0;
  private rootInodeHigh = 0;
  private rootInodeLow = 0;

  constructor({ followLinks, crossMounts }: MountRules) {
    this.followLinks = followLinks;
    this.crossMounts = crossMounts;
  }

  /** Takes the row that describes the root. */
  setRoot(rows: EntryRows, row: number): void {
    this.rootMountId = rows.mountId[row]!;
    this.rootDeviceHigh = rows.deviceHigh[row]!;
    this.rootDeviceLow = rows.deviceLow[row]!;
    this.rootInodeHigh = rows.inodeHigh[row]!;
    this.rootInodeLow = rows.inodeLow[row]!;
  }

  /** Tells whether a row is a mount that is not to be entered, and so wants no stat, by what the list of mounts told. */
  excludesUnseen(traits: number): boolean {
    return (traits & neverEntered) !== 0 || (!this.crossMounts && (traits & MOUNT_POINT) !== 0);
  }

  /** Tells whether a stat'ed row is a mount that is not to be entered. */
  excludes(rows: EntryRows, row: number): boolean {
    const traits = rows.traits[row]!;
    if ((traits & neverEntered) !== 0) return true;
    if (this.isRootShownAgain && this.isRoot(rows, row)) return true;
    if (this.crossMounts) return false;
    const isMount = (traits & MOUNT_POINT) !== 0;
    if (!this.followLinks) return isMount;
    // why: statx marks all mounts that links lead to, those of the root's file system too.
    return (isMount && rows.mountId[row] === 0) || this.liesElsewhere(rows, row);
  }

  /** Tells whether what a followed link leads to is outside of the root's file system. Subvolumes are on its mount. */
  private liesElsewhere(rows: EntryRows, row: number): boolean {
    const isOnRootMount = rows.mountId[row] !== 0 && rows.mountId[row] === this.rootMountId;
    return !isOnRootMount && !this.isOnRootDevice(rows, row);
  }

  private isRoot(rows: EntryRows, row: number): boolean {
    const { inodeHigh, inodeLow } = rows;
    const isSameInode = inodeLow[row] === this.rootInodeLow && inodeHigh[row] === this.rootInodeHigh;
    return isSameInode && this.isOnRootDevice(rows, row);
  }

  private isOnRootDevice({ deviceHigh, deviceLow }: EntryRows, row: number): boolean {
    return deviceHigh[row] === this.rootDeviceHigh && deviceLow[row] === this.rootDeviceLow;
  }
}
