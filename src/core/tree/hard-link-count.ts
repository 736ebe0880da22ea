/**
 * Counts an inode with several names once, at the path that sorts first among those known: so the result does not
 * depend on which scanner was faster.
 */
import { NodeFlag, UNCOUNTED } from '../../contract/entry-batch.js';
import { AttributeWord } from './attribute-table.js';
import type { Directories } from './directories.js';
import { IdentitySet } from './identity-set.js';
import { InodeTable } from './inode-table.js';
import { linkedAttributes } from './linked-attributes.js';
import { isDirectory } from './mode.js';
import type { Nodes } from './nodes.js';
import { comparePaths } from './path-order.js';
import type { TreeSums } from './sums.js';

export class HardLinkCount {
  /** Inodes with several names, and all their names. */
  files = 0;
  paths = 0;
  private readonly nodes: Nodes;
  private readonly directories: Directories;
  private readonly sums: TreeSums;
  private readonly counted: IdentitySet | undefined;
  private inodes: InodeTable;
  private isPaused = false;
  private isTouched = false;
  /** Inodes of which a name has come, changed or gone since the pause. */
  private touched = new IdentitySet();

  /** @param counted inodes that an earlier root has counted: they are duplicates here. */
  constructor(nodes: Nodes, directories: Directories, sums: TreeSums, counted: IdentitySet | undefined) {
    this.nodes = nodes;
    this.directories = directories;
    this.sums = sums;
    this.counted = counted;
    this.inodes = new InodeTable(nodes);
  }

  /** Calls back with the node that stands for each inode. */
  eachInode(visit: (node: number) => void): void {
    this.inodes.forEach(visit);
  }

  /** From now on nodes change and go: names of inodes are not held against each other. */
  pause(): void {
    this.isPaused = true;
  }

  /** Notes that a node of several names is about to change or go, or has changed. */
  touch(node: number): void {
    this.isTouched = true;
    this.note(node);
  }

  /** Notes that a node's inode may have other names. */
  note(node: number): void {
    this.touched.add(this.nodes.identity(node));
  }

  /** Returns the inodes of which a name has come, changed or gone since the last call. */
  takeTouched(): IdentitySet {
    const { touched } = this;
    this.touched = new IdentitySet();
    return touched;
  }

  /** Counts all again where that is needed: for trees in which no links were followed. */
  resume(): void {
    this.isPaused = false;
    if (this.isTouched) this.recount();
    this.isTouched = false;
    this.takeTouched();
  }

  /** Takes in a node whose inode may have other names. */
  add(node: number): void {
    const { nodes, sums } = this;
    if (nodes.hasFlag(node, UNCOUNTED)) return;
    if (this.isPaused) {
      this.touch(node);
      return;
    }
    const isLink = isLinked(nodes, nodes.attribute.get(node));
    if (isLink) this.paths++;
    if (this.counted?.has(nodes.identity(node))) {
      sums.moveToDuplicates(node, 1);
      return;
    }
    const standing = this.inodes.standFor(node);
    if (standing === node) {
      if (isLink) this.files++;
      return;
    }
    if (comparePaths(nodes, this.directories, node, standing) > 0) {
      sums.moveToDuplicates(node, 1);
    } else {
      sums.moveToDuplicates(standing, 1);
      this.inodes.replace(node);
    }
  }

  private recount(): void {
    const { nodes } = this;
    this.files = 0;
    this.paths = 0;
    this.inodes = new InodeTable(nodes);
    const isLink = linkedAttributes(nodes);
    for (let node = 0; node < nodes.count; node++) {
      if (isLink[nodes.attribute.get(node)] === 0 || nodes.hasFlag(node, NodeFlag.removed)) continue;
      if (nodes.hasFlag(node, NodeFlag.duplicate)) this.sums.moveToDuplicates(node, -1);
      this.add(node);
    }
  }
}

/** Returns whether an entry of such attributes may have several names. */
export function isLinked({ attributes }: Nodes, attribute: number): boolean {
  return attributes.word(attribute, AttributeWord.links) > 1 && !isDirectory(attributes.mode(attribute));
}
