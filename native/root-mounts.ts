/**
 * Mounts below a root, and what a scan does about each: told by the mount table alone, so that none is looked at.
 *
 * A mount of the root's own file system belongs in where its source lies outside of what is scanned, or is hidden there
 * by another mount. Otherwise it is an alias: it shows once more what stands at another path. The mount whose source
 * holds the others' counts, and of equal ones the path that sorts first, so that every directory is entered once.
 * Paths are bytes in latin1 strings.
 */
import { readFileSync, readlinkSync } from 'node:fs';
import type { BoundMount, MountFacts } from './directory-reader.js';
import { type EntryRows, KERNEL_MOUNT, MOUNT_ALIAS, MOUNT_POINT } from './entry-rows.js';
import { isAtOrBelow, type Mount, MountTable, pathFrom } from './mount-table.js';

/** Mount that is entered like a plain directory, alias, mount of another file system, or one made up by the kernel. */
type MountKind = 'own' | 'alias' | 'other' | 'kernel';

export interface RootMount {
  readonly kind: MountKind;
  /** Path of the mount point, relative to the root. */
  readonly path: string;
  /** Path below the root that an alias shows once more, relative to the root. */
  readonly source: string | undefined;
}

/** Part of a file system that a scan sees at a path. */
interface Region {
  readonly device: string;
  readonly root: string;
  readonly path: string;
}

/** Traits of the rows of a mount. */
const traitsOf: Record<MountKind, number> = {
  own: 0,
  alias: MOUNT_POINT | MOUNT_ALIAS,
  other: MOUNT_POINT,
  kernel: MOUNT_POINT | KERNEL_MOUNT,
};

export class RootMounts implements MountFacts {
  /** All mounts below the root that can be reached. */
  readonly all: readonly RootMount[];
  readonly aliases: readonly BoundMount[];
  /** Whether mounts are entered like plain directories. */
  readonly hasOwn: boolean;
  readonly showsRootAgain: boolean;
  private readonly byId = new Map<number, RootMount>();
  /** By directory, relative to the root: the mounts in it by name. */
  private readonly byDirectory = new Map<string, Map<string, RootMount>>();

  /** @param id the mount that holds the root; undefined where that is not known. */
  constructor(table: MountTable, root: string, id: number | undefined, crossMounts: boolean) {
    const mounts = table.reachable();
    const home = mounts.find((mount) => mount.id === id) ?? holderOf(mounts, root);
    const below = mounts.filter(({ path }) => path !== root && isAtOrBelow(path, root));
    const own: Region[] = home ? [{ ...home, root: pathFrom(home.root, home.path, root), path: root }] : [];
    const entered = own.slice();
    const all: RootMount[] = [];
    for (const mount of below.sort(widestFirst)) {
      const source = findSource(entered, mount, below);
      const kind = kindOf(mount, home, source);
      if (kind === 'own' || (kind === 'other' && crossMounts)) entered.push(mount);
      const known = {
        kind,
        path: pathFrom('', root, mount.path),
        source: source && pathFrom('', root, source),
      };
      all.push(known);
      this.add(mount.id, known);
    }
    this.all = all;
    this.aliases = all.flatMap(({ path, source }) =>
      source === undefined
        ? []
        : [{ path: Buffer.from(path, 'latin1'), source: Buffer.from(source, 'latin1') }],
    );
    this.hasOwn = all.some(({ kind }) => kind === 'own');
    this.showsRootAgain = entered.some(
      (region) =>
        region.device === own[0]?.device && region.path !== root && isAtOrBelow(own[0].root, region.root),
    );
  }

  /** Returns the mounts below an open directory; none where the system does not tell its path. */
  static ofDescriptor(table: MountTable, descriptor: number, crossMounts: boolean): RootMounts {
    const path = table.known ? descriptorPath(descriptor) : undefined;
    if (path === undefined) return noMounts;
    return new RootMounts(table, path, mountIdOf(descriptor), crossMounts);
  }

  /** Returns the mounts in a directory by name, or undefined where there are none. */
  inDirectory(relative: string): ReadonlyMap<string, RootMount> | undefined {
    return this.byDirectory.get(relative);
  }

  /** Returns the mount at a path relative to the root. */
  at(relative: string): RootMount | undefined {
    const slash = relative.lastIndexOf('/');
    return this.byDirectory.get(relative.slice(0, Math.max(0, slash)))?.get(relative.slice(slash + 1));
  }

  /** Returns the traits of an entry that is the root of a mount, or undefined where the mount is not known. */
  traitsOf(id: number): number | undefined {
    const mount = this.byId.get(id);
    return mount && traitsOf[mount.kind];
  }

  private add(id: number, mount: RootMount): void {
    this.byId.set(id, mount);
    const slash = mount.path.lastIndexOf('/');
    const directory = mount.path.slice(0, Math.max(0, slash));
    const names = this.byDirectory.get(directory) ?? new Map<string, RootMount>();
    this.byDirectory.set(directory, names.set(mount.path.slice(slash + 1), mount));
  }
}

/** Marks the rows whose names are mount points in their directory. Returns how many there are. */
export function markMounts(
  rows: EntryRows,
  from: number,
  to: number,
  mounts: ReadonlyMap<string, RootMount>,
): number {
  let marked = 0;
  for (let row = from; row < to; row++) {
    const name = rows.names.subarray(rows.nameStart[row]!, rows.nameStart[row + 1]! - 1);
    const mount = mounts.get(Buffer.from(name).toString('latin1'));
    if (!mount || mount.kind === 'own') continue;
    rows.traits[row] = rows.traits[row]! | traitsOf[mount.kind];
    marked++;
  }
  return marked;
}

function kindOf(mount: Mount, home: Mount | undefined, source: string | undefined): MountKind {
  if (mount.isKernel) return 'kernel';
  if (source !== undefined) return 'alias';
  return mount.device === home?.device ? 'own' : 'other';
}

/** Returns the path at which a mount's source is seen in one of the regions, if it is. */
function findSource(entered: readonly Region[], mount: Mount, below: readonly Mount[]): string | undefined {
  // why: the source was removed (show_mountinfo of fs/proc_namespace.c): what is mounted has no other path.
  if (mount.root.endsWith('//deleted')) return undefined;
  for (const region of entered) {
    if (region.device !== mount.device || !isAtOrBelow(mount.root, region.root)) continue;
    const path = pathFrom(region.path, region.root, mount.root);
    const isCovered = below.some(
      (other) =>
        other.path !== region.path && isAtOrBelow(other.path, region.path) && isAtOrBelow(path, other.path),
    );
    if (!isCovered) return path;
  }
  return undefined;
}

function holderOf(mounts: readonly Mount[], path: string): Mount | undefined {
  const holders = mounts.filter((mount) => isAtOrBelow(path, mount.path));
  return holders.sort((a, b) => b.path.length - a.path.length)[0];
}

const widestFirst = (a: Mount, b: Mount): number =>
  a.root.length - b.root.length || (a.path < b.path ? -1 : 1);

/** Returns the path of an open directory, or undefined where the system cannot tell it. */
function descriptorPath(descriptor: number): string | undefined {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`, 'latin1');
  } catch {
    // why: no /proc, or a path longer than PATH_MAX (ENAMETOOLONG). Nothing is known to be mounted below then.
    return undefined;
  }
}

/** Returns the mount that holds an open directory: `mnt_id` of /proc/self/fdinfo (proc(5)). */
function mountIdOf(descriptor: number): number | undefined {
  try {
    const [, id] = /^mnt_id:\s*(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'latin1')) ?? [];
    return id === undefined ? undefined : Number(id);
  } catch {
    // why: a /proc that hides it. The longest path that holds the directory is the mount's then.
    return undefined;
  }
}

export const noMounts: RootMounts = new RootMounts(new MountTable([]), '/', undefined, false);
