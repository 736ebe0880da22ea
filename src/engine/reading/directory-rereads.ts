/** Gathers the names of directories that are read again, until all of one's are there. */
import type { EntryBatch } from '../../contract/entry-batch.js';
import type { Tree } from '../../core/tree/tree.js';
import type { ArrivedNames } from '../../core/update/directory-reconciliation.js';
import { selectRows } from '../../core/update/row-selection.js';

interface Reread {
  readonly parts: ArrivedNames[];
  /** Blocks of names that were given away and have not come back. */
  away: number;
  isEnded: boolean;
  errno: number;
}

export class DirectoryRereads {
  private readonly tree: Tree;
  /** Directories of which some names are there, or on their way. */
  private readonly open = new Map<number, Reread>();

  constructor(tree: Tree) {
    this.tree = tree;
  }

  /** Notes that some names of a directory were given away, and will come by themselves. */
  giveAway(directory: number): void {
    this.reread(directory).away++;
  }

  /**
   * Takes the names of a section.
   * @param isEnded whether whoever reads the directory has no more of them, but for those given away.
   * @returns all names, once they are there.
   */
  take(directory: number, names: ArrivedNames, isEnded: boolean, errno: number): Reread | undefined {
    const known = this.open.get(directory);
    // Perf: mostly all names come at once, and none need be copied.
    if (!known && isEnded) return { parts: [names], away: 0, isEnded, errno };
    const reread = this.reread(directory);
    reread.parts.push(this.keep(directory, names));
    if (isEnded) {
      reread.isEnded = true;
      reread.errno = errno;
    }
    return this.endIfDone(directory, reread);
  }

  /** Takes names that had been given away. */
  takeBack(directory: number, names: ArrivedNames): Reread | undefined {
    const reread = this.reread(directory);
    reread.away--;
    reread.parts.push(this.keep(directory, names));
    return this.endIfDone(directory, reread);
  }

  private endIfDone(directory: number, reread: Reread): Reread | undefined {
    if (!reread.isEnded || reread.away > 0) return undefined;
    this.open.delete(directory);
    return reread;
  }

  private reread(directory: number): Reread {
    const known = this.open.get(directory) ?? { parts: [], away: 0, isEnded: false, errno: 0 };
    this.open.set(directory, known);
    return known;
  }

  /** why: the memory of a batch is freed when it has been merged. */
  private keep(directory: number, { batch, from, to, attributes }: ArrivedNames): ArrivedNames {
    const rows = Uint32Array.from({ length: to - from }, (_, index) => from + index);
    const own: EntryBatch = selectRows(batch, rows, directory, attributes, this.tree.nodes.attributes);
    return { batch: own, from: 0, to: to - from, attributes };
  }
}
