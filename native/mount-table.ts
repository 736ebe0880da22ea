/** Mounts that this process sees, from /proc/self/mountinfo (proc(5)). There are none on a system without that file. */
import { readFileSync } from 'node:fs';

export interface Mount {
  readonly id: number;
  /** The mount on which it is mounted. */
  readonly parent: number;
  /** Major and minor number: mounts of one file system have the same. */
  readonly device: string;
  /** Path within the file system of what is mounted. */
  readonly root: string;
  /** Bytes of the mount point's path, as a latin1 string: names need not be UTF-8. */
  readonly path: string;
  readonly type: string;
  /** Whether the kernel makes up what is in it. */
  readonly isKernel: boolean;
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
    return mount?.isKernel;
  }

  /** Returns the devices of the kernel's own file systems: major and minor number. */
  kernelDevices(): string[] {
    return this.mounts.filter(({ isKernel }) => isKernel).map(({ device }) => device);
  }

  /** Returns the mounts that a path leads to: neither covered by another one nor below such a one. */
  reachable(): Mount[] {
    const byId = new Map(this.mounts.map((mount) => [mount.id, mount]));
    const covers = new Set(this.mounts.map(({ parent, path }) => `${parent} ${path}`));
    const isOnTop = ({ id, parent, path }: Mount): boolean => id === parent || !covers.has(`${id} ${path}`);
    const known = new Map<number, boolean>();
    const isAttached = (mount: Mount): boolean => {
      // why: a mount whose parent is not listed is the process's root, and may be its own parent (proc(5)).
      const parent = mount.parent === mount.id ? undefined : byId.get(mount.parent);
      if (!parent) return true;
      if (isCovered(mount.path, parent, covers)) return false;
      return remember(parent) && (parent.path === mount.path || isOnTop(parent));
    };
    const remember = (mount: Mount): boolean => {
      const answer = known.get(mount.id) ?? isAttached(mount);
      known.set(mount.id, answer);
      return answer;
    };
    return this.mounts.filter((mount) => isOnTop(mount) && remember(mount));
  }
}

/** Tells whether another mount lies on the way from a mount to a path in it. */
function isCovered(path: string, { id, path: from }: Mount, covers: ReadonlySet<string>): boolean {
  let end = path.lastIndexOf('/');
  while (end > from.length) {
    if (covers.has(`${id} ${path.slice(0, end)}`)) return true;
    end = path.lastIndexOf('/', end - 1);
  }
  return false;
}

/** Tells whether a path is a folder's or leads into it. */
export const isAtOrBelow = (path: string, folder: string): boolean =>
  path === folder || folder === '/' || path.startsWith(`${folder}/`);

/** Returns what a path at or below one folder is called at or below another one, or relative to one called ''. */
export function pathFrom(to: string, from: string, path: string): string {
  const rest = path === from ? '' : path.slice(from === '/' ? 1 : from.length + 1);
  if (rest === '' || to === '') return rest === '' ? to : rest;
  return to === '/' ? `/${rest}` : `${to}/${rest}`;
}

/** Parses lines of mountinfo: `36 35 98:0 /root /mount/point options optional… - type source options`. */
export function parseMountInfo(text: string): Mount[] {
  const mounts: Mount[] = [];
  for (const line of text.split('\n')) {
    const fields = line.split(' ');
    const separator = fields.indexOf('-', 6);
    if (separator < 0) continue;
    const [id, parent, device = '', root = '', path = ''] = fields;
    const type = fields[separator + 1] ?? '';
    mounts.push({
      id: Number(id),
      parent: Number(parent),
      device,
      root: unescapeOctal(root),
      path: unescapeOctal(path),
      type,
      isKernel: kernelTypes.has(type),
    });
  }
  return mounts;
}

const unescapeOctal = (field: string): string =>
  field.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
