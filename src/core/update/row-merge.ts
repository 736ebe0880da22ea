/** Holds rows that were stat'ed again against the nodes of a tree, and changes those that differ. */

import { isDirectory } from '../tree/mode.js';
import { ROOT_NODE } from '../tree/tree.js';
import type { ArrivedRows } from './arrived-rows.js';
import type { TreeUpdate } from './tree-update.js';

export interface DirectoryJudge {
  /** Its inode, mtime or ctime is another one than before. */
  onChanged(directory: number): void;
  /** They are the same. */
  onUnchanged(directory: number): void;
}

export class RowMerge {
  private readonly update: TreeUpdate;
  private readonly judge: DirectoryJudge;
  private lastDirectory = -1;

  constructor(update: TreeUpdate, judge: DirectoryJudge) {
    this.update = update;
    this.judge = judge;
  }

  /**
   * Takes over rows for nodes that follow one another, if they are all as they were.
   * @returns false where some are not, or their stat failed: then nothing was done.
   */
  mergeEqual(node: number, rows: ArrivedRows, from: number, to: number): boolean {
    rows.goTo(from);
    const { nodes } = this.update.tree;
    const isEqual = rows.nextFailure >= to && nodes.equalAll(node, rows.batch, from, to, rows.attributes);
    if (!isEqual) return false;
    for (let row = from; row < to; row++) this.update.confirm(node + row - from);
    for (let row = rows.nextDirectory; row < to; row = rows.nextDirectory) {
      rows.moveTo(row);
      this.takeDirectory(node + row - from, this.directoryOf(node + row - from), rows);
      rows.moveTo(row + 1);
    }
    return true;
  }

  /**
   * Takes over a row for a node of the same name.
   * @returns false where it cannot stand there: a directory came, went, or is another one.
   */
  merge(node: number, rows: ArrivedRows): boolean {
    const { nodes } = this.update.tree;
    const directory = isDirectory(nodes.mode(node)) ? this.directoryOf(node) : -1;
    if (directory >= 0 !== rows.isDirectory) return false;
    if (directory >= 0 && !this.takeDirectory(node, directory, rows)) return false;
    const { attribute, errno, batch, row } = rows;
    if (errno !== 0 || !nodes.equals(node, batch, row, attribute)) {
      this.update.rewrite(node, batch, row, attribute, errno);
    } else this.update.confirm(node);
    return true;
  }

  private takeDirectory(node: number, directory: number, rows: ArrivedRows): boolean {
    const { nodes, directories } = this.update.tree;
    const isSame = this.hasIdentity(node, rows);
    // The root has no name in a directory: what is there now is the root.
    if (!isSame && node !== ROOT_NODE) return false;
    const isOther = directories.setChanged(directory, rows.batch, rows.directoryPlace);
    if (isSame && !isOther && nodes.hasMtime(node, rows.batch, rows.row)) this.judge.onUnchanged(directory);
    else this.judge.onChanged(directory);
    return true;
  }

  /** Perf: mostly the one behind the last that was asked for (bench: rescan). */
  private directoryOf(node: number): number {
    const { directories } = this.update.tree;
    const next = this.lastDirectory + 1;
    const isNext = next < directories.count && directories.node(next) === node;
    const directory = isNext ? next : directories.ofNode(node);
    if (directory >= 0) this.lastDirectory = directory;
    return directory;
  }

  private hasIdentity(node: number, { attribute, batch, row }: ArrivedRows): boolean {
    return this.update.tree.nodes.hasInode(node, batch, row, attribute);
  }
}
