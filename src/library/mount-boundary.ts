/**
 * Border of a plain walk: other file systems, as a scan tells them.
 *
 * Where the system has no list of mounts (Linux has one), they are told by their device alone.
 */
import type { BigIntStats } from 'node:fs';
import { deviceNumber } from '../engine/reading/device-number.js';
import { type MountsBelow, readMountsBelow } from '../scanner/mounts-below.js';

export class MountBoundary {
  private readonly crossMounts: boolean;
  private readonly root: BigIntStats;
  private readonly below: MountsBelow | undefined;
  private readonly kernelDevices: ReadonlySet<bigint>;

  /** @param resolveRoot gives the root's path without links, a binary string. */
  constructor(resolveRoot: () => string, root: BigIntStats, crossMounts: boolean) {
    this.crossMounts = crossMounts;
    this.root = root;
    this.below = readMountsBelow(resolveRoot, crossMounts);
    this.kernelDevices = new Set(this.below?.kernelDevices.map(numberOf));
  }

  /** Returns whether a directory below the root may be entered. @param relative its path below the root, a binary string. */
  admits(relative: string, { dev, ino }: BigIntStats): boolean {
    const isOnRootDevice = dev === this.root.dev;
    const mounts = this.below?.mounts;
    // Perf: mostly there are no mounts, and then a path of many thousand bytes need not be hashed.
    const mount = mounts && mounts.all.length > 0 ? mounts.at(relative) : undefined;
    if (mount?.kind === 'alias' || mount?.kind === 'kernel') return false;
    if (mounts?.showsRootAgain && isOnRootDevice && ino === this.root.ino) return false;
    if (this.crossMounts) return isOnRootDevice || !this.kernelDevices.has(dev);
    return isOnRootDevice && mount?.kind !== 'other';
  }
}

/** Returns the device of a major and a minor number, as the list of mounts has them. */
function numberOf(device: string): bigint {
  const [major, minor] = device.split(':');
  return deviceNumber(Number(major), Number(minor));
}
