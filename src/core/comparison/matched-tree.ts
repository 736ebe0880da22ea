/** One of two trees that are compared: which entry of the other one each of its entries is. */
import { NodeFlag, UNCOUNTED } from '../../contract/entry-batch.js';
import { DIRECTORY_BITS, TYPE_BITS } from '../tree/mode.js';
import type { Tree } from '../tree/tree.js';

/** How an entry was found in the other tree. */
export const Match = {
  /** It was not. */
  alone: 0,
  /** At the same path. */
  inPlace: 1,
  /** At the same path stands something of another type. */
  otherType: 2,
  /** Elsewhere, by device and inode. */
  moved: 3,
  /** At the same path within a directory that moved. */
  carried: 4,
} as const;

export class MatchedTree {
  readonly tree: Tree;
  /** As many as the tree had when it was compared; it may have changed since. */
  readonly nodeCount: number;
  readonly directoryCount: number;
  /** By node: the other tree's entry + 1; 0 for none. */
  private readonly partners: Uint32Array;
  /** By node: how the partner was found. */
  private readonly matches: Uint8Array;
  /** By node: 1 where nothing can be said, since one of the two scans could not read it or did not look. */
  private readonly unclear: Uint8Array;

  constructor(tree: Tree) {
    this.tree = tree;
    this.nodeCount = tree.nodes.count;
    this.directoryCount = tree.directories.count;
    this.partners = new Uint32Array(this.nodeCount);
    this.matches = new Uint8Array(this.nodeCount);
    this.unclear = new Uint8Array(this.nodeCount);
  }

  /** The other tree's entry, or -1. */
  partner(node: number): number {
    return this.partners[node]! - 1;
  }

  match(node: number): number {
    return this.matches[node]!;
  }

  isAlone(node: number): boolean {
    return this.partners[node] === 0;
  }

  /** Whether the other tree has something at the same path. */
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

  /** False for what a rescan has removed: it is in no name of a directory. */
  isThere(node: number): boolean {
    return !this.tree.nodes.hasFlag(node, NodeFlag.removed);
  }

  /** The type bits of `st_mode`. */
  type(node: number): number {
    return this.tree.nodes.mode(node) & TYPE_BITS;
  }

  /** The directory that a node is, or -1 where it is none that may be read. */
  directoryOf(node: number): number {
    return this.type(node) === DIRECTORY_BITS ? this.tree.directories.ofNode(node) : -1;
  }

  /** Calls back with each name of a directory. */
  eachName(directory: number, visit: (node: number) => void): void {
    this.tree.directories.eachSection(directory, (start, end) => {
      for (let node = start; node < end; node++) {
        if (this.isThere(node)) visit(node);
      }
    });
  }

  /** Calls back with each name of all directories, of which parts may come in any order. */
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

  /** Entries of which no other tree's entry was found, but whose inode is known. Directories, or all others. */
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
