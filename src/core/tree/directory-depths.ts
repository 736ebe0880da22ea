/** Depths of directories below the root: one number each, found when it is asked for. */
import type { Directories } from './directories.js';
import { ROOT_DIRECTORY } from './tree.js';

export class DirectoryDepths {
  private readonly directories: Directories;
  private depths = new Uint32Array(1024);
  private known = 0;

  constructor(directories: Directories) {
    this.directories = directories;
  }

  of(directory: number): number {
    if (directory >= this.known) this.findAll();
    return this.depths[directory]!;
  }

  /** Returns the depth of any node: one more than that of the directory that holds it. */
  ofNode(node: number): number {
    const holder = this.directories.holding(node);
    return holder < 0 ? 0 : this.of(holder) + 1;
  }

  private findAll(): void {
    const { directories } = this;
    if (directories.count > this.depths.length) {
      const longer = new Uint32Array(Math.max(directories.count, this.depths.length * 2));
      longer.set(this.depths);
      this.depths = longer;
    }
    // A parent's number is smaller than its child's.
    for (; this.known < directories.count; this.known++) {
      const isRoot = this.known === ROOT_DIRECTORY;
      this.depths[this.known] = isRoot ? 0 : this.depths[directories.parent(this.known)]! + 1;
    }
  }
}
