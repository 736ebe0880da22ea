/**
 * The mounts that this process sees, from /proc/self/mountinfo (proc(5)): which are below a root, and which
 * are file systems made up by the kernel. Empty on a system without that file.
 */
import { readFileSync, readlinkSync } from 'node:fs';
import { type EntryRows, KERNEL_MOUNT, MOUNT_POINT } from './entry-rows.js';

interface Mount {
  readonly id: number;
  /** Major and minor number: mounts of one file system have the same. */
  readonly device: string;
  /** Bytes of the path, as a latin1 string: names need not be UTF-8. */
  readonly path: string;
  readonly type: string;
}

/** Types without storage behind them. autofs: entering would mount something. */
const kernelTypes = new Set([
  'autofs',
  'binder',
  'binfmt_misc',
  'bpf',
  'cgroup',
  'cgroup2',
  'configfs',
  'debugfs',
  'devpts',
  'devtmpfs',
  'efivarfs',
  'fusectl',
  'hugetlbfs',
  'mqueue',
  'nsfs',
  'proc',
  'pstore',
  'rpc_pipefs',
  'securityfs',
  'selinuxfs',
  'sysfs',
  'tracefs',
]);

/** Types that keep nothing, or whose contents are one file on another file system. */
const imageTypes = new Set(['squashfs', 'iso9660', 'erofs', 'ramfs', 'tmpfs']);

/** Types whose server may be gone: to ask for their space can then wait without end, and with it a thread of Node. */
const networkTypes = /^(nfs4?|cifs|smb3|9p|afs|ceph|fuse\..*)$/;

/** The path of an open directory, as bytes in a latin1 string; undefined where the system cannot tell it. */
function descriptorPath(descriptor: number): string | undefined {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`, 'latin1');
  } catch {
    // why: no /proc, or a path longer than PATH_MAX (ENAMETOOLONG). Nothing is known to be mounted below then.
    return undefined;
  }
}

export class MountTable {
  private readonly mounts: readonly Mount[];

  constructor(mounts: readonly Mount[]) {
    this.mounts = mounts;
  }

  static read(): MountTable {
    try {
      return new MountTable(parseMountInfo(readFileSync('/proc/self/mountinfo', 'latin1')));
    } catch {
      // why: no /proc, or another system. Then devices alone tell mounts apart.
      return new MountTable([]);
    }
  }

  get known(): boolean {
    return this.mounts.length > 0;
  }

  /** Where file systems with storage of this machine are mounted, each once, at its shortest path. */
  storagePaths(): string[] {
    const byDevice = new Map<string, string>();
    for (const { device, path, type } of this.mounts) {
      if (kernelTypes.has(type) || imageTypes.has(type) || networkTypes.test(type)) continue;
      const known = byDevice.get(device);
      if (known === undefined || path.length < known.length) byDevice.set(device, path);
    }
    return [...byDevice.values()].sort();
  }

  /**
   * Where anything is mounted, as bytes in latin1 strings; without kernel and network file systems where `isLocal`:
   * to ask a server that is gone can wait without end.
   */
  paths(isLocal: boolean): string[] {
    const isWanted = ({ type }: Mount): boolean =>
      !isLocal || !(kernelTypes.has(type) || networkTypes.test(type));
    return [...new Set(this.mounts.filter(isWanted).map(({ path }) => path))];
  }

  /** Whether the mount is one of the kernel's own; undefined where the table does not know the mount. */
  isKernelMount(id: number): boolean | undefined {
    const mount = this.mounts.findLast((candidate) => candidate.id === id);
    return mount && kernelTypes.has(mount.type);
  }

  /** The mount points below an open directory: see `below`. */
  belowDescriptor(descriptor: number): Map<string, Map<string, { kernel: boolean }>> {
    const path = this.known ? descriptorPath(descriptor) : undefined;
    return path === undefined ? new Map() : this.below(path);
  }

  /** The mount points below a folder: for each directory that holds some, names and whether the kernel's own. */
  below(folder: string): Map<string, Map<string, { kernel: boolean }>> {
    const prefix = folder === '/' ? '/' : `${folder}/`;
    const found = new Map<string, Map<string, { kernel: boolean }>>();
    for (const mount of this.mounts) {
      if (!mount.path.startsWith(prefix) || mount.path === prefix) continue;
      const relative = mount.path.slice(prefix.length);
      const slash = relative.lastIndexOf('/');
      const directory = slash < 0 ? '' : relative.slice(0, slash);
      const names = found.get(directory) ?? new Map<string, { kernel: boolean }>();
      names.set(relative.slice(slash + 1), { kernel: kernelTypes.has(mount.type) });
      found.set(directory, names);
    }
    return found;
  }
}

/** Lines of mountinfo: `36 35 98:0 /root /mount/point options optional… - type source options`. */
export function parseMountInfo(text: string): Mount[] {
  const mounts: Mount[] = [];
  for (const line of text.split('\n')) {
    const fields = line.split(' ');
    const separator = fields.indexOf('-', 6);
    if (separator < 0) continue;
    const unescaped = fields[4]!.replace(/\\([0-7]{3})/g, (_, octal: string) =>
      String.fromCharCode(Number.parseInt(octal, 8)),
    );
    const [id, , device = ''] = fields;
    mounts.push({ id: Number(id), device, path: unescaped, type: fields[separator + 1] ?? '' });
  }
  return mounts;
}

/** Marks the rows whose names are mount points of their directory: for readers that the system does not tell. */
export function markMounts(
  rows: EntryRows,
  from: number,
  to: number,
  mounts: ReadonlyMap<string, { kernel: boolean }>,
): void {
  for (let row = from; row < to; row++) {
    const name = rows.names.subarray(rows.nameStart[row]!, rows.nameStart[row + 1]! - 1);
    const mount = mounts.get(Buffer.from(name).toString('latin1'));
    if (mount) rows.traits[row] = rows.traits[row]! | MOUNT_POINT | (mount.kernel ? KERNEL_MOUNT : 0);
  }
}
