/** Holds rows that were stat'ed again against the nodes of a tree, and changes those that differ. */
import { NodeFlag } from '../contract/entry-batch.js';
import type { ArrivedRows } from './arrived-rows.js';
import { AttributeWord } from './attribute-table.js';
import { isDirectory } from './mode.js';
import { ROOT_NODE } from './tree.js';
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

  constructor(update: TreeUpdate, judge: DirectoryJudge) {
    this.update = update;
    this.judge = judge;
  }

  /**
   * Takes over a row for a node of the same name.
   * @returns false where it cannot stand there: a directory came, went, or is another one.
   */
  merge(node: number, rows: ArrivedRows): boolean {
    const { nodes, directories } = this.update.tree;
    const directory = isDirectory(nodes.mode(node)) ? directories.ofNode(node) : -1;
    if (directory >= 0 !== rows.isDirectory) return false;
    if (directory >= 0 && !this.takeDirectory(node, directory, rows)) return false;
    const { attribute, errno, batch, row } = rows;
    if (errno !== 0 || !nodes.equals(node, batch, row, attribute)) {
      this.update.rewrite(node, batch, row, attribute, errno);
    } else if (nodes.hasFlag(node, NodeFlag.trusted)) {
      nodes.setFlag(node, NodeFlag.trusted, false);
      this.update.tree.revision++;
    }
    return true;
  }

  private takeDirectory(node: number, directory: number, rows: ArrivedRows): boolean {
    const { nodes, directories } = this.update.tree;
    const isSame = this.hasIdentity(node, rows);
    // The root has no name in a directory: what is there now is the root.
    if (!isSame && node !== ROOT_NODE) return false;
    const before = directories.changed(directory);
    const now = rows.changed;
    const isUnchanged =
      isSame &&
      before[0] === now[0] &&
      before[2] === now[2] &&
      before[1] === now[1] &&
      nodes.hasMtime(node, rows.batch, rows.row);
    if (isUnchanged) this.judge.onUnchanged(directory);
    else {
      directories.setChanged(directory, ...now);
      this.judge.onChanged(directory);
    }
    return true;
  }

  private hasIdentity(node: number, { attribute, batch, row }: ArrivedRows): boolean {
    const { attributes } = this.update.tree.nodes;
    const [deviceHigh, deviceLow, inodeLow, inodeHigh] = this.update.tree.nodes.identity(node);
    return (
      inodeLow === batch.inodeLow[row] &&
      inodeHigh === batch.inodeHigh[row] &&
      deviceLow === attributes.word(attribute, AttributeWord.deviceLow) &&
      deviceHigh === attributes.word(attribute, AttributeWord.deviceHigh)
    );
  }
}
