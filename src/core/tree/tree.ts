/** Results of a scan: entries, directories, failures, and totals that are current after every batch. */
import {
  ENGINE_REFERENCE,
  type EntryBatch,
  NO_DIRECTORY,
  NodeFlag,
  SECTION_SUMS,
  SectionDone,
  UNCOUNTED,
} from '../../contract/entry-batch.js';
import { Directories, DirectoryState } from './directories.js';
import { HardLinkCount } from './hard-link-count.js';
import type { IdentitySet } from './identity-set.js';
import { Nodes, takeAttributes } from './nodes.js';
import { TreeSums } from './sums.js';
import { Change } from './totals.js';

export const ROOT_NODE = 0;
export const ROOT_DIRECTORY = 0;

/** A failure of one entry: `stat` of a name, or `readdir` of a directory. */
export interface Failure {
  readonly node: number;
  readonly operation: 'stat' | 'readdir';
  readonly errno: number;
}

/** The tree's numbers for what a sender of batches has numbered by itself. */
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
  /** Changes whenever entries have changed where they stand, or are gone. */
  revision = 0;
  /** Number of nodes that are not there any more. */
  removed = 0;
  readonly sums: TreeSums = new TreeSums(this.nodes, this.directories);
  readonly links: HardLinkCount;

  /** @param counted inodes that an earlier root has counted: they are duplicates here. */
  constructor(counted?: IdentitySet) {
    this.links = new HardLinkCount(this.nodes, this.directories, this.sums, counted);
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
    for (const row of batch.linkedRow) this.links.add(firstNode + row);
    this.settle();
    return firstDirectory;
  }

  /** Marks a directory whose inode is read at another path. */
  closeDirectory(directory: number): void {
    this.directories.state.set(directory, DirectoryState.elsewhere);
  }

  /** Marks a directory that an earlier root has counted, with all that it holds: here its bytes count for nothing. */
  closeCounted(directory: number): void {
    this.closeDirectory(directory);
    const node = this.directories.node(directory);
    if (!this.nodes.hasFlag(node, NodeFlag.duplicate)) this.sums.leaveToEarlierRoot(node);
    this.settle();
  }

  /** Marks a directory that leads back to one of its ancestors: it counts for nothing. */
  cutLoop(directory: number, errno: number): void {
    const node = this.directories.node(directory);
    if (this.nodes.hasFlag(node, NodeFlag.duplicate)) this.sums.moveToDuplicates(node, -1);
    this.sums.addEntry(node, -1);
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
    this.sums.settle();
  }

  /** Returns whether no directory lacks names, unless it is known why. */
  get isRead(): boolean {
    const { nodes, directories } = this;
    for (let directory = 0; directory < directories.count; directory++) {
      if (directories.state.get(directory) !== DirectoryState.pending) continue;
      if (!nodes.hasFlag(directories.node(directory), NodeFlag.removed)) return false;
    }
    return true;
  }

  get hardLinks(): HardLinks {
    const { totals } = this.directories;
    const duplicateBytes =
      this.directories.count === 0
        ? 0n
        : totals.allocatedBytes(ROOT_DIRECTORY, true) - totals.allocatedBytes(ROOT_DIRECTORY);
    return { files: this.links.files, paths: this.links.paths, duplicateBytes };
  }

  /** Adds the tree's inodes to a set, so that a later root does not count them again. */
  addIdentities(set: IdentitySet): void {
    for (let directory = 0; directory < this.directories.count; directory++) {
      const node = this.directories.node(directory);
      if (!this.nodes.hasFlag(node, NodeFlag.removed)) set.add(this.nodes.identity(node));
    }
    this.links.eachInode((node) => {
      set.add(this.nodes.identity(node));
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
        this.sums.addSection(directory, sections.sums, section * SECTION_SUMS);
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

  private noteMounts(batch: EntryBatch, firstNode: number, from: number, to: number): void {
    for (let row = from; row < to; row++) {
      if (batch.flags[row] !== 0 && (batch.flags[row]! & NodeFlag.otherMount) !== 0)
        this.otherMounts.push(firstNode + row);
    }
  }

  fail(node: number, operation: Failure['operation'], errno: number): void {
    this.failures.push({ node, operation, errno });
    this.sums.addFailure(node, 1);
  }
}

const ownBlocks = new Float64Array(16);

/** The tree's number of a directory that a sender refers to; -1 for none: the root's own row. */
export function resolve(reference: number, sender: SenderNumbers): number {
  if (reference === NO_DIRECTORY) return -1;
  if ((reference & ENGINE_REFERENCE) !== 0) return reference & ~ENGINE_REFERENCE;
  return sender.directories[reference]!;
}
