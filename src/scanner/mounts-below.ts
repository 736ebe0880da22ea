/** Mounts below a folder, for those who read it without a scanner. */
import { MountTable } from '../../native/mount-table.js';
import { RootMounts } from '../../native/root-mounts.js';

export interface MountsBelow {
  readonly mounts: RootMounts;
  /** Major and minor number of each file system that the kernel makes up. */
  readonly kernelDevices: readonly string[];
}

/** Reads the mounts below a folder. @param resolve gives its path without links, a binary string. */
export function readMountsBelow(resolve: () => string, crossMounts: boolean): MountsBelow | undefined {
  const table = MountTable.read();
  if (!table.known) return undefined;
  const mounts = new RootMounts(table, resolve(), undefined, crossMounts);
  return { mounts, kernelDevices: table.kernelDevices() };
}
