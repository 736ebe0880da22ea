/**
 * Border of a plain walk: other file systems, as far as node:fs can tell.
 *
 * They are told by their device. On Linux /proc/self/mountinfo (proc(5)) also names mounts of the root's own device and
 * the file systems that the kernel makes up, which are never entered.
 */
import { readFileSync } from 'node:fs';
import { deviceNumber } from '../engine/reading/device-number.js';

/** Types of the file systems that the kernel makes up, as in native/mount-table.ts. */
const kernelTypes = new Set(
  'autofs binder binfmt_misc bpf cgroup cgroup2 configfs debugfs devpts devtmpfs efivarfs fusectl hugetlbfs mqueue nsfs proc pstore rpc_pipefs securityfs selinuxfs sysfs tracefs'.split(
    ' ',
  ),
);

export class MountBoundary {
  private readonly crossMounts: boolean;
  private readonly rootDevice: bigint;
  /** Mount points below the root, relative to it. */
  private readonly points = new Set<string>();
  private readonly kernelDevices = new Set<bigint>();

  /** @param resolveRoot gives the root's path without links, a binary string. */
  constructor(resolveRoot: () => string, rootDevice: bigint, crossMounts: boolean) {
    this.crossMounts = crossMounts;
    this.rootDevice = rootDevice;
    const mounts = readMounts();
    if (mounts.length === 0) return;
    const real = resolveRoot();
    const prefix = real === '/' ? real : `${real}/`;
    for (const { path, device, type } of mounts) {
      if (path.startsWith(prefix)) this.points.add(path.slice(prefix.length));
      if (kernelTypes.has(type)) this.kernelDevices.add(device);
    }
  }

  /** Returns whether a directory below the root may be entered. @param relative its path below the root, a binary string. */
  admits(relative: string, device: bigint): boolean {
    if (!this.crossMounts) return device === this.rootDevice && !this.isMountPoint(relative);
    return device === this.rootDevice || !this.kernelDevices.has(device);
  }

  /** Perf: mostly there are no mount points, and then a path of many thousand bytes need not be hashed. */
  private isMountPoint(relative: string): boolean {
    return this.points.size > 0 && this.points.has(relative);
  }
}

interface Mount {
  readonly path: string;
  readonly device: bigint;
  readonly type: string;
}

function readMounts(): Mount[] {
  try {
    return readFileSync('/proc/self/mountinfo', 'latin1').split('\n').flatMap(parseMount);
  } catch {
    // why: no /proc, or another system. Then devices alone tell mounts apart.
    return [];
  }
}

/** Parses a line of mountinfo: `36 35 98:0 /root /mount/point options optional… - type source options`. */
function parseMount(line: string): Mount[] {
  const fields = line.split(' ');
  const separator = fields.indexOf('-', 6);
  if (separator < 0) return [];
  const [major, minor] = fields[2]!.split(':');
  const path = fields[4]!.replace(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
  return [{ path, device: deviceNumber(Number(major), Number(minor)), type: fields[separator + 1] ?? '' }];
}
