/** Ranges of entries that came to a tree together, on which predicates are evaluated at once. */
import type { Tree } from '../tree/tree.js';

export interface EntryRange {
  /** First node, and the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** Sections that hold them, all but the root. */
  readonly firstSection: number;
  readonly endSection: number;
}

/**
 * Sets `out[node - range.from]`, which is 0, to 1 for each node of a range that matches.
 * @param wanted 0 for each node whose result nobody needs.
 */
export type EntryMatcher = (range: EntryRange, out: Uint8Array, wanted: Uint8Array) => void;

/** Extends matches to all that is below them. Ranges must come in their order. */
export class Inheritance {
  private readonly tree: Tree;
  private below = new Uint8Array(1024);
  private known = 0;

  constructor(tree: Tree) {
    this.tree = tree;
  }

  spread({ from, firstSection, endSection }: EntryRange, out: Uint8Array): void {
    const { directories } = this.tree;
    // A directory's node is in an earlier section than its names, so what holds for it is known by now.
    for (let section = firstSection; section < endSection; section++) {
      const directory = directories.sectionDirectory.get(section);
      const holds =
        directory < this.known ? this.below[directory]! : out[directories.node(directory) - from]!;
      if (holds === 0) continue;
      out.fill(1, directories.sectionStart.get(section) - from, directories.sectionEnd.get(section) - from);
    }
    this.remember(from, out);
  }

  private remember(from: number, out: Uint8Array): void {
    const { directories } = this.tree;
    if (directories.count > this.below.length) {
      const longer = new Uint8Array(Math.max(directories.count, this.below.length * 2));
      longer.set(this.below);
      this.below = longer;
    }
    for (; this.known < directories.count; this.known++) {
      this.below[this.known] = out[directories.node(this.known) - from]!;
    }
  }
}
