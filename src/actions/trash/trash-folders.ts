/** The trashes of one user: which one takes an entry, and which ones there are. */
import { canChangeByDescriptor } from '../../../native/directory-changes.js';
import { isSamePath } from '../absolute-path.js';
import type { OpenFolder } from '../locator.js';
import {
  closeTrash,
  openHomeTrash,
  openTopTrash,
  type TrashFolder,
  type TrashOwner,
} from './trash-folder.js';

/** Whether this system has trashes that we can use: Linux alone, so far. */
export const hasTrash: boolean = canChangeByDescriptor;

export class TrashFolders {
  private readonly owner: TrashOwner;
  /** By mount; undefined where the mount has none that can be used. */
  private readonly byMount = new Map<string, TrashFolder | undefined>();
  private readonly opened: TrashFolder[] = [];

  constructor(owner: TrashOwner) {
    this.owner = owner;
  }

  /**
   * Returns the trash that takes what lies in a directory, and makes it where it is missing: the home trash on the mount of
   * the home, else the one at the top of the mount. Nothing is ever copied to another file system.
   */
  forDirectory(directory: OpenFolder): TrashFolder | undefined {
    const { mount } = directory;
    if (!this.byMount.has(mount)) this.byMount.set(mount, this.choose(directory));
    return this.byMount.get(mount);
  }

  /** Returns the trashes that are there: the home's, and those at the top of the given folders. */
  existing(mountPoints: readonly (readonly Uint8Array[])[]): TrashFolder[] {
    const home = this.keep(openHomeTrash(this.owner, false));
    const found = home === undefined ? [] : [home];
    for (const top of mountPoints) {
      const trash = this.keep(openTopTrash(top, this.owner, false));
      // A mount that lies on another hides it: both lead to the same trash.
      const isNew =
        trash !== undefined && !found.some((other) => isSamePath(other.components, trash.components));
      if (isNew) found.push(trash);
    }
    return found;
  }

  close(): void {
    for (const trash of this.opened) closeTrash(trash);
    this.opened.length = 0;
    this.byMount.clear();
  }

  private choose({ mount, components, mountDepth }: OpenFolder): TrashFolder | undefined {
    const home = this.keep(openHomeTrash(this.owner, true));
    if (home?.mount === mount) return home;
    return this.keep(openTopTrash(components.slice(0, mountDepth), this.owner, true));
  }

  private keep(trash: TrashFolder | undefined): TrashFolder | undefined {
    if (trash !== undefined) this.opened.push(trash);
    return trash;
  }
}
