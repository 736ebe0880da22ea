/** One of two trees that are compared, with the partner of each of its entries in the other tree. */
import { NodeFlag, UNCOUNTED } from '../../contract/entry-batch.js';
import { DIRECTORY_BITS, TYPE_BITS } from '../tree/mode.js';
import type { Tree } from '../tree/tree.js';

/** Way in which an entry was found in the other tree. */
export const Match = {
  /** Not found. */
  alone: 0,
  /** Found at the same path. */
  inPlace: 1,
  /** The same path has something of another type. */
  otherType: 2,
  /** Found elsewhere, by device and inode. */
  moved: 3,
  /** Found at the same path within a directory that moved. */
  carried: 4,
} as const;

export class MatchedTree {
  readonly tree: Tree;
  /** Number of nodes at the time of the comparison; the tree may have changed since. */
  readonly nodeCount: number;
  readonly directoryCount: number;
  /** By node: the other tree's entry + 1; 0 for none. */
  private readonly partners: Uint32Array;
  /** By node: a `Match`. */
  private readonly matches: Uint8Array;
  /** By node: 1 where the entry cannot be compared, since one of the two scans could not read it or did not look. */
  private readonly unclear: Uint8Array;

  constructor(tree: Tree) {
    this.tree = tree;
    this.nodeCount = tree.nodes.count;
    this.directoryCount = tree.directories.count;
    this.partners = new Uint32Array(this.nodeCount);
    this.matches = new Uint8Array(this.nodeCount);
    this.unclear = new Uint8Array(this.nodeCount);
  }

  /** Returns the other tree's entry, or -1. */
  partner(node: number): number {
    return this.partners[node]! - 1;
  }

  match(node: number): number {
    return this.matches[node]!;
  }

  isAlone(node: number): boolean {
    return this.partners[node] === 0;
  }

  /** Tells whether the other tree has something at the same path. */
  isInPlace(node: number): boolean {
    const match = this.matches[node]!;
    return match === Match.inPlace || match === Match.otherType;
  }

  setPartner(node: number, partner: number, match: number): void {
    this.partners[node] = partner + 1;
    this.matches[node] = match;
  }

  isUnclear(node: number): boolean {
    return this.unclear[node] === 1;
  }

  setUnclear(node: number): void {
    this.unclear[node] = 1;
  }

  /** Tells whether an entry is there; false if a rescan has removed it from its directory. */
  isThere(node: number): boolean {
    return !this.tree.nodes.hasFlag(node, NodeFlag.removed);
  }

  /** Returns the type bits of `st_mode`. */
  type(node: number): number {
    return this.tree.nodes.mode(node) & TYPE_BITS;
  }

  /** Returns a node's number as a directory, or -1 where it is none that may be read. */
  directoryOf(node: number): number {
    return this.type(node) === DIRECTORY_BITS ? this.tree.directories.ofNode(node) : -1;
  }

  /** Visits each name of a directory. */
  eachName(directory: number, visit: (node: number) => void): void {
    this.tree.directories.eachSection(directory, (start, end) => {
      for (let node = start; node < end; node++) {
        if (this.isThere(node)) visit(node);
      }
    });
  }

  /** Visits each name of all directories. Parts of directories come in any order. */
  eachNameOfAll(visit: (node: number, directory: number) => void): void {
    const { directories } = this.tree;
    for (let section = 0; section < directories.sectionCount; section++) {
      const directory = directories.sectionDirectory.get(section);
      const end = directories.sectionEnd.get(section);
      for (let node = directories.sectionStart.get(section); node < end; node++) {
        if (this.isThere(node)) visit(node, directory);
      }
    }
  }

  /** Returns the entries without a partner whose inode is known: directories, or all others. */
  lonely(areDirectories: boolean): number[] {
    return areDirectories ? this.lonelyDirectories() : this.lonelyOthers();
  }

  private lonelyDirectories(): number[] {
    const found: number[] = [];
    for (let directory = 0; directory < this.directoryCount; directory++) {
      const node = this.tree.directories.node(directory);
      if (this.isAlone(node) && this.isKnown(node)) found.push(node);
    }
    return found;
  }

  private lonelyOthers(): number[] {
    const found: number[] = [];
    for (let node = 0; node < this.nodeCount; node++) {
      if (this.isAlone(node) && this.isKnown(node) && this.type(node) !== DIRECTORY_BITS) found.push(node);
    }
    return found;
  }

  private isKnown(node: number): boolean {
    return (this.tree.nodes.flags.get(node) & (UNCOUNTED | NodeFlag.removed)) === 0;
  }
}
