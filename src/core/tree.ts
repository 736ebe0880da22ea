/**
 * All that a scan has found: entries, directories, failures, and totals that are current after every batch.
 *
 * An inode with several names counts once, at the path that sorts first among those known: so what
 * stands in the end does not depend on which scanner was faster.
 */
import {
  ENGINE_REFERENCE,
  type EntryBatch,
  NO_DIRECTORY,
  NodeFlag,
  SECTION_SUMS,
  SectionDone,
  UNCOUNTED,
} from '../contract/entry-batch.js';
import { ChangePropagation } from './change-propagation.js';
import { Directories, DirectoryState } from './directories.js';
import type { IdentitySet } from './identity-set.js';
import { InodeTable } from './inode-table.js';
import { hasLength, isDirectory } from './mode.js';
import { Nodes, takeAttributes } from './nodes.js';
import { comparePaths } from './path-order.js';
import { Change } from './totals.js';

export const ROOT_NODE = 0;
export const ROOT_DIRECTORY = 0;

/** A failure of one entry: `stat` of a name, or `readdir` of a directory. */
export interface Failure {
  readonly node: number;
  readonly operation: 'stat' | 'readdir';
  readonly errno: number;
}

/** What a sender of batches has numbered by itself, and the tree's numbers for it. */
export interface SenderNumbers {
  directories: number[];
  attributes: Uint32Array;
}

export const newSenderNumbers = (): SenderNumbers => ({ directories: [], attributes: new Uint32Array() });

/** The inodes that have several names: how many, by how many names, and what the further names would add. */
export interface HardLinks {
  readonly files: number;
  readonly paths: number;
  readonly duplicateBytes: bigint;
}

export class Tree {
  readonly nodes: Nodes = new Nodes();
  readonly directories: Directories = new Directories();
  readonly failures: Failure[] = [];
  /** Nodes on which something else is mounted. */
  readonly otherMounts: number[] = [];
  private readonly inodes = new InodeTable(this.nodes);
  private readonly changes = new ChangePropagation();
  private readonly counted: IdentitySet | undefined;
  private linkedFiles = 0;
  private linkedPaths = 0;

  /** @param counted inodes that an earlier root has counted: they are duplicates here. */
  constructor(counted?: IdentitySet) {
    this.counted = counted;
  }

  /**
   * Adds a batch.
   * @returns the first of the directories that it brought; all up to `directories.count` are new.
   */
  append(batch: EntryBatch, sender: SenderNumbers): number {
    const firstDirectory = this.directories.count;
    sender.attributes = takeAttributes(this.nodes.attributes, sender.attributes, batch.attributes);
    const firstNode = this.nodes.append(batch, sender.attributes);
    this.addSections(batch, firstNode, sender);
    for (let index = 0; index < batch.failureRow.length; index++) {
      this.fail(firstNode + batch.failureRow[index]!, 'stat', batch.failureErrno[index]!);
    }
    for (const row of batch.linkedRow) this.countOnce(firstNode + row);
    this.settle();
    return firstDirectory;
  }

  /** Marks a directory whose inode is read at another path. */
  closeDirectory(directory: number): void {
    this.directories.state.set(directory, DirectoryState.elsewhere);
  }

  /** Marks a directory that an earlier root has counted, with all that it holds. */
  closeCounted(directory: number): void {
    this.closeDirectory(directory);
    const node = this.directories.node(directory);
    if (!this.nodes.hasFlag(node, NodeFlag.duplicate)) this.moveToDuplicates(node, 1);
    this.settle();
  }

  /** Marks a directory that leads back to one of its ancestors: it counts for nothing. */
  cutLoop(directory: number, errno: number): void {
    const node = this.directories.node(directory);
    this.takeAway(node);
    this.nodes.setFlag(node, NodeFlag.loop, true);
    this.failDirectory(directory, errno);
    this.settle();
  }

  failDirectory(directory: number, errno: number): void {
    this.directories.state.set(directory, DirectoryState.failed);
    this.fail(this.directories.node(directory), 'readdir', errno);
  }

  /** Brings the totals up to date after changes made one by one. */
  settle(): void {
    this.changes.apply(this.directories.totals, (directory) => this.directories.parent(directory));
  }

  get hardLinks(): HardLinks {
    const { totals } = this.directories;
    const duplicateBytes =
      this.directories.count === 0
        ? 0n
        : totals.allocatedBytes(ROOT_DIRECTORY, true) - totals.allocatedBytes(ROOT_DIRECTORY);
    return { files: this.linkedFiles, paths: this.linkedPaths, duplicateBytes };
  }

  /** Adds the tree's inodes to a set, so that a later root does not count them again. */
  addIdentities(set: IdentitySet): void {
    for (let directory = 0; directory < this.directories.count; directory++) {
      set.add(...this.nodes.identity(this.directories.node(directory)));
    }
    this.inodes.forEach((node) => {
      set.add(...this.nodes.identity(node));
    });
  }

  private addSections(batch: EntryBatch, firstNode: number, sender: SenderNumbers): void {
    const { sections } = batch;
    let row = 0;
    let childAt = 0;
    for (let section = 0; section < sections.end.length; section++) {
      const end = sections.end[section]!;
      const directory = resolve(sections.directory[section]!, sender);
      if (directory >= 0 && end > row) {
        this.directories.addSection(directory, firstNode + row, firstNode + end);
        this.addSums(directory, sections.sums, section * SECTION_SUMS);
      }
      for (; childAt < batch.directoryRow.length && batch.directoryRow[childAt]! < end; childAt++) {
        sender.directories.push(
          this.addDirectory(firstNode + batch.directoryRow[childAt]!, directory, batch, childAt),
        );
      }
      if (sections.failure[section] !== 0) this.failDirectory(directory, sections.failure[section]!);
      else if (sections.done[section] === SectionDone.elsewhere) this.closeDirectory(directory);
      else if (sections.done[section] !== 0) this.directories.state.set(directory, DirectoryState.complete);
      this.noteMounts(batch, firstNode, row, end);
      row = end;
    }
  }

  private addDirectory(node: number, parent: number, batch: EntryBatch, at: number): number {
    const directory = this.directories.add(
      node,
      parent,
      batch.ctimeLow[at]!,
      batch.ctimeHigh[at]!,
      batch.ctimeNanoseconds[at]!,
    );
    if (this.nodes.hasFlag(node, UNCOUNTED)) return directory;
    // Its own blocks; those of its parents got them with the section.
    const [, , blocksLow, blocksHigh] = this.nodes.sizeWords(node);
    ownBlocks[Change.blocksLow] = blocksLow;
    ownBlocks[Change.blocksHigh] = blocksHigh;
    this.directories.totals.add(directory, ownBlocks, 0);
    return directory;
  }

  private addSums(directory: number, sums: Float64Array, at: number): void {
    const place = this.changes.placeOf(directory);
    const { rows } = this.changes;
    for (let index = 0; index < SECTION_SUMS; index++)
      rows[place + index] = rows[place + index]! + sums[at + index]!;
  }

  private noteMounts(batch: EntryBatch, firstNode: number, from: number, to: number): void {
    for (let row = from; row < to; row++) {
      if (batch.flags[row] !== 0 && (batch.flags[row]! & NodeFlag.otherMount) !== 0)
        this.otherMounts.push(firstNode + row);
    }
  }

  private fail(node: number, operation: Failure['operation'], errno: number): void {
    this.failures.push({ node, operation, errno });
    this.changeBy(this.changeStart(node), Change.failures, 1);
  }

  /** Sees to it that an inode with several names counts at the one whose path sorts first. */
  private countOnce(node: number): void {
    if (this.nodes.hasFlag(node, UNCOUNTED)) return;
    const isLink = this.nodes.links(node) > 1 && !isDirectory(this.nodes.mode(node));
    if (isLink) this.linkedPaths++;
    if (this.counted?.has(...this.nodes.identity(node))) {
      this.moveToDuplicates(node, 1);
      return;
    }
    const standing = this.inodes.standFor(node);
    if (standing === node) {
      if (isLink) this.linkedFiles++;
      return;
    }
    if (comparePaths(this.nodes, this.directories, node, standing) > 0) {
      this.moveToDuplicates(node, 1);
    } else {
      this.moveToDuplicates(standing, 1);
      this.inodes.replace(node);
    }
  }

  /** Takes a node's bytes from the totals that count each inode once to those of further names. */
  private moveToDuplicates(node: number, sign: 1 | -1): void {
    this.nodes.setFlag(node, NodeFlag.duplicate, sign > 0);
    const place = this.changes.placeOf(this.changeStart(node));
    const { rows } = this.changes;
    const sizes = this.nodes.sizeWords(node);
    const first = hasLength(this.nodes.mode(node)) ? 0 : 2;
    for (let index = first; index < 4; index++) {
      const bytes = sign * sizes[index]!;
      rows[place + Change.apparentLow + index] = rows[place + Change.apparentLow + index]! - bytes;
      rows[place + Change.duplicateApparentLow + index] =
        rows[place + Change.duplicateApparentLow + index]! + bytes;
    }
  }

  /** Takes a directory's own entry and bytes out of all totals. */
  private takeAway(node: number): void {
    if (this.nodes.hasFlag(node, NodeFlag.duplicate)) this.moveToDuplicates(node, -1);
    const [, , blocksLow, blocksHigh] = this.nodes.sizeWords(node);
    this.changeBy(this.changeStart(node), Change.blocksLow, -blocksLow);
    this.changeBy(this.changeStart(node), Change.blocksHigh, -blocksHigh);
    this.changeBy(this.directories.holding(node), Change.directories, -1);
  }

  private changeBy(directory: number, what: number, value: number): void {
    const place = this.changes.placeOf(directory) + what;
    this.changes.rows[place] = this.changes.rows[place]! + value;
  }

  /** The first directory whose totals hold a node: itself, if it is one that may be read. */
  private changeStart(node: number): number {
    const itself = isDirectory(this.nodes.mode(node)) ? this.directories.ofNode(node) : -1;
    return itself >= 0 ? itself : this.directories.holding(node);
  }
}

const ownBlocks = new Float64Array(16);

/** The tree's number of a directory that a sender refers to; -1 for none: the root's own row. */
export function resolve(reference: number, sender: SenderNumbers): number {
  if (reference === NO_DIRECTORY) return -1;
  if ((reference & ENGINE_REFERENCE) !== 0) return reference & ~ENGINE_REFERENCE;
  return sender.directories[reference]!;
}
