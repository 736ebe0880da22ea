/** Where a scan stops: at mounts of other file systems, and always at those that the kernel makes up. */
import { AUTOMOUNT_POINT, type EntryRows, KERNEL_MOUNT, MOUNT_POINT } from '../../native/entry-rows.js';

export interface MountRules {
  readonly followLinks: boolean;
  readonly crossMounts: boolean;
}

export class MountLimit {
  private readonly followLinks: boolean;
  private readonly crossMounts: boolean;
  private rootMountId = 0;
  private rootDeviceHigh = 0;
  private rootDeviceLow = 0;

  constructor({ followLinks, crossMounts }: MountRules) {
    this.followLinks = followLinks;
    this.crossMounts = crossMounts;
  }

  /** Takes the row that describes the root. */
  setRoot(rows: EntryRows, row: number): void {
    this.rootMountId = rows.mountId[row]!;
    this.rootDeviceHigh = rows.deviceHigh[row]!;
    this.rootDeviceLow = rows.deviceLow[row]!;
  }

  /** Tells whether a stat'ed row is a mount that is not to be entered. */
  excludes(rows: EntryRows, row: number): boolean {
    const traits = rows.traits[row]!;
    if ((traits & (AUTOMOUNT_POINT | KERNEL_MOUNT)) !== 0) return true;
    if (this.crossMounts) return false;
    if ((traits & MOUNT_POINT) !== 0) return !this.isRootMount(rows, row);
    return this.followLinks && this.liesElsewhere(rows, row);
  }

  /** A followed link may lead back to the root, which may be a mount point itself. */
  private isRootMount({ mountId }: EntryRows, row: number): boolean {
    return this.followLinks && mountId[row] !== 0 && mountId[row] === this.rootMountId;
  }

  /** Tells whether what a followed link leads to is outside of the root's mount. */
  private liesElsewhere({ mountId, deviceHigh, deviceLow }: EntryRows, row: number): boolean {
    if (mountId[row] !== 0) return mountId[row] !== this.rootMountId;
    return deviceHigh[row] !== this.rootDeviceHigh || deviceLow[row] !== this.rootDeviceLow;
  }
}
