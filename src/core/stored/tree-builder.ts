/**
 * Builds a tree entry by entry, for what knows a tree without reading a file system, such as an importer.
 *
 * Parents come before what they hold. The order is free otherwise, but names of one directory that come one behind the
 * other lie in one section, which is what the rest of the core is fast at.
 */
import { ENGINE_REFERENCE, NO_DIRECTORY, SectionDone } from '../../contract/entry-batch.js';
import { newSenderNumbers, ROOT_DIRECTORY, Tree } from '../tree/tree.js';
import { BatchBuilder, type NewEntry } from './batch-builder.js';

/** Number of rows after which a batch is added to the tree. */
const BATCH_ROWS = 8192;

export class TreeBuilder {
  private readonly tree = new Tree();
  private readonly sender = newSenderNumbers();
  private readonly batch = new BatchBuilder();
  /** The directory whose names are being added. */
  private directory = ROOT_DIRECTORY;
  /** Whether an entry was added since the last section ended. */
  private isOpen = false;

  /** @param root named by its whole path. */
  constructor(root: NewEntry) {
    appendRoot(this.tree, root);
  }

  /**
   * Adds an entry to a directory: `ROOT_DIRECTORY`, or what this has returned.
   * @returns the number of a directory, -1 for all else.
   */
  add(directory: number, entry: NewEntry): number {
    if (directory !== this.directory || this.batch.rows >= BATCH_ROWS) this.endSection(SectionDone.no, 0);
    this.directory = directory;
    this.isOpen = true;
    const number = this.batch.add(entry);
    return number < 0 ? -1 : number + 1;
  }

  /** Ends a directory, whose names are all there unless `errno` says why some are missing. */
  endDirectory(directory: number, errno = 0): void {
    if (directory !== this.directory) this.endSection(SectionDone.no, 0);
    this.directory = directory;
    this.isOpen = true;
    this.endSection(errno === 0 ? SectionDone.yes : SectionDone.no, errno);
  }

  /** Returns the tree. A directory that was not ended counts as not read. */
  build(): Tree {
    this.endSection(SectionDone.no, 0);
    this.flush();
    return this.tree;
  }

  private endSection(done: number, errno: number): void {
    if (this.isOpen) this.batch.endSection((this.directory | ENGINE_REFERENCE) >>> 0, done, errno);
    this.isOpen = false;
    if (this.batch.rows >= BATCH_ROWS) this.flush();
  }

  private flush(): void {
    this.tree.append(this.batch.build(), this.sender);
  }
}

/** Starts a tree with its root, as the first scanner that is ready does. */
export function appendRoot(tree: Tree, root: NewEntry, followLinks = false): void {
  const batch = new BatchBuilder(followLinks).section(NO_DIRECTORY, [root], { done: false });
  tree.append(batch.build(), newSenderNumbers());
}
