/**
 * Changes a tree where it stands: nodes keep their numbers. Those that are gone stay in their ranges, marked as removed.
 *
 * What follows from other entries, the count of hard links and the lists of failures and mounts, is put right by
 * `finish`.
 */
import { type EntryBatch, NodeFlag } from '../../contract/entry-batch.js';
import { DirectoryState } from '../tree/directories.js';
import { isLinked } from '../tree/hard-link-count.js';
import { isDirectory } from '../tree/mode.js';
import type { Failure, Tree } from '../tree/tree.js';

export class TreeUpdate {
  readonly tree: Tree;
  private areListsTouched = false;

  constructor(tree: Tree) {
    this.tree = tree;
    tree.links.pause();
  }

  /**
   * Makes a node what a row says, which is of the same kind: a directory that was read, with the same inode, or neither.
   * @param attribute the tree's number of the row's attributes.
   * @param errno why its stat failed, or 0.
   */
  rewrite(node: number, batch: EntryBatch, row: number, attribute: number, errno: number): void {
    const { nodes, sums } = this.tree;
    this.touch(node);
    this.takeAway(node);
    const isSame = nodes.hasInode(node, batch, row, attribute);
    nodes.rewrite(node, batch, row, attribute);
    this.touch(node);
    if (!isSame) this.tree.links.note(node);
    sums.addEntry(node, 1);
    if (errno !== 0) this.tree.fail(node, 'stat', errno);
    if (nodes.hasFlag(node, NodeFlag.otherMount)) this.tree.otherMounts.push(node);
    this.tree.revision++;
  }

  /** A node was looked at, and is as it was. */
  confirm(node: number): void {
    const { nodes } = this.tree;
    if (!nodes.hasFlag(node, NodeFlag.trusted)) return;
    nodes.setFlag(node, NodeFlag.trusted, false);
    this.tree.revision++;
  }

  /** A node is not there any more, nor is what lies below it. */
  remove(node: number): void {
    const { nodes, directories, sums } = this.tree;
    const directory = isDirectory(nodes.mode(node)) ? directories.ofNode(node) : -1;
    if (directory < 0) {
      this.touch(node);
      this.takeAway(node);
      this.markRemoved(node);
    } else {
      sums.takeDirectory(directory);
      this.markRemoved(node);
      this.removeBelow(directory);
    }
    directories.loseName(directories.holding(node));
    // A directory may have failed, which no flag of its node tells.
    this.areListsTouched = true;
    this.tree.revision++;
  }

  /** A directory is to be read again: that it failed before does not count any more. */
  reopen(directory: number): void {
    const { directories, sums } = this.tree;
    if (directories.state.get(directory) === DirectoryState.failed) {
      sums.addFailure(directories.node(directory), -1);
      this.areListsTouched = true;
      this.tree.revision++;
    }
    directories.state.set(directory, DirectoryState.pending);
  }

  /** Brings the totals up to date. */
  settle(): void {
    this.tree.settle();
  }

  /** All changes are made: puts right what follows from them. */
  finish(): void {
    this.tree.links.resume();
    if (this.areListsTouched) this.clearLists();
    this.settle();
    this.areListsTouched = false;
  }

  private removeBelow(top: number): void {
    const { directories } = this.tree;
    const open = [top];
    for (let directory = open.pop(); directory !== undefined; directory = open.pop()) {
      directories.eachSection(directory, (start, end) => {
        for (let node = start; node < end; node++) {
          this.touch(node);
          this.markRemoved(node);
        }
        let child = directories.firstFrom(start);
        for (; child < directories.count && directories.node(child) < end; child++) open.push(child);
      });
    }
  }

  private markRemoved(node: number): void {
    const { nodes } = this.tree;
    if (nodes.hasFlag(node, NodeFlag.removed)) return;
    nodes.setFlag(node, NodeFlag.removed, true);
    this.tree.removed++;
  }

  /** Notes what a node stands behind before it changes, and after. */
  private touch(node: number): void {
    const { nodes } = this.tree;
    if (isLinked(nodes, nodes.attribute.get(node))) this.tree.links.touch(node);
    if (nodes.hasFlag(node, NodeFlag.unreadable | NodeFlag.otherMount)) this.areListsTouched = true;
  }

  /** Takes a node that is no directory that was read, or that stays one, out of the totals. */
  private takeAway(node: number): void {
    const { nodes, sums } = this.tree;
    if (nodes.hasFlag(node, NodeFlag.duplicate)) sums.moveToDuplicates(node, -1);
    sums.addEntry(node, -1);
    if (nodes.hasFlag(node, NodeFlag.unreadable)) sums.addFailure(node, -1);
  }

  /** Drops stale entries from the lists, and all but the last of several failures of one entry. */
  private clearLists(): void {
    const { nodes, failures, otherMounts } = this.tree;
    if (failures.length === 0 && otherMounts.length === 0) return;
    const seen = new Uint8Array(nodes.count);
    const isLast = ({ node, operation }: Failure) => {
      const bit = operation === 'stat' ? 1 : 2;
      const isFirst = (seen[node]! & bit) === 0;
      seen[node] = seen[node]! | bit;
      return isFirst;
    };
    const kept = failures.toReversed().filter((failure) => this.stands(failure) && isLast(failure));
    failures.length = 0;
    for (const failure of kept.reverse()) failures.push(failure);
    const mounts = otherMounts.filter((node) => {
      const stands =
        (nodes.flags.get(node) & (NodeFlag.otherMount | NodeFlag.removed)) === NodeFlag.otherMount;
      const isFirst = (seen[node]! & 4) === 0;
      seen[node] = seen[node]! | 4;
      return stands && isFirst;
    });
    otherMounts.length = 0;
    for (const node of mounts) otherMounts.push(node);
  }

  private stands({ node, operation }: Failure): boolean {
    const { nodes, directories } = this.tree;
    if (nodes.hasFlag(node, NodeFlag.removed)) return false;
    if (operation === 'stat') return nodes.hasFlag(node, NodeFlag.unreadable);
    return directories.state.get(directories.ofNode(node)) === DirectoryState.failed;
  }
}
