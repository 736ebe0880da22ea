/**
 * Two scans of a root as one tree of entries.
 *
 * An entry is a number: a node of the later scan, or, behind all of those, a node of the earlier scan that is not at its
 * path any more. So a moved file is two entries, one at either path.
 */

import { nodePath } from '../tree/paths.js';
import type { Tree } from '../tree/tree.js';
import { ComparedDirectories } from './compared-directories.js';
import { type MatchedTrees, matchTrees } from './match-trees.js';
import { Match, type MatchedTree } from './matched-tree.js';

export class Comparison {
  readonly before: MatchedTree;
  readonly after: MatchedTree;
  readonly directories: ComparedDirectories;
  /** Upper bound of entries; not all numbers below are entries. */
  readonly entryLimit: number;

  /** Both trees have at least their root, and do not change while they are compared. */
  constructor(before: Tree, after: Tree) {
    const matched: MatchedTrees = matchTrees(before, after);
    this.before = matched.before;
    this.after = matched.after;
    this.directories = new ComparedDirectories(matched);
    this.entryLimit = this.after.nodeCount + this.before.nodeCount;
  }

  isEntry(number: number): boolean {
    const { nodeCount } = this.after;
    if (number >= this.entryLimit || !this.isThere(number)) return false;
    return number < nodeCount || !this.before.isInPlace(number - nodeCount);
  }

  /** Tells whether an entry is there; false if a rescan has removed it. */
  isThere(entry: number): boolean {
    const { nodeCount } = this.after;
    return entry < nodeCount ? this.after.isThere(entry) : this.before.isThere(entry - nodeCount);
  }

  /** Returns the node of the later scan at the entry's path, or -1. */
  nodeAfter(entry: number): number {
    return entry < this.after.nodeCount ? entry : -1;
  }

  /** Returns the node of the earlier scan at the entry's path, or -1. */
  nodeBefore(entry: number): number {
    const { nodeCount } = this.after;
    if (entry >= nodeCount) return entry - nodeCount;
    return this.after.isInPlace(entry) ? this.after.partner(entry) : -1;
  }

  /** Returns the entry at the other path of one that moved, or lies in a directory that did; -1 where there is none. */
  otherPlace(entry: number): number {
    const { nodeCount } = this.after;
    if (entry >= nodeCount) return this.before.partner(entry - nodeCount);
    const partner = this.after.partner(entry);
    return partner < 0 || this.after.isInPlace(entry) ? -1 : nodeCount + partner;
  }

  /** Returns how the entry was found in the other scan: a `Match`. */
  match(entry: number): number {
    const { nodeCount } = this.after;
    return entry < nodeCount ? this.after.match(entry) : this.before.match(entry - nodeCount);
  }

  isUnclear(entry: number): boolean {
    const { nodeCount } = this.after;
    return entry < nodeCount ? this.after.isUnclear(entry) : this.before.isUnclear(entry - nodeCount);
  }

  /** Returns the number of the directory that an entry is, or was at the same path; -1 for none. */
  directoryOf(entry: number): number {
    const directory = entry < this.after.nodeCount ? this.after.directoryOf(entry) : -1;
    if (directory >= 0) return directory;
    const old = this.nodeBefore(entry);
    const oldDirectory = old < 0 ? -1 : this.before.directoryOf(old);
    return oldDirectory < 0 ? -1 : this.directories.ofBefore(oldDirectory);
  }

  /** Returns the entry of a directory. */
  entryOf(directory: number): number {
    const after = this.directories.inAfter(directory);
    if (after >= 0) return this.after.tree.directories.node(after);
    const node = this.before.tree.directories.node(this.directories.inBefore(directory));
    return this.before.match(node) === Match.otherType
      ? this.before.partner(node)
      : this.after.nodeCount + node;
  }

  /** Visits each name that a directory has or had. */
  eachChild(directory: number, visit: (entry: number) => void): void {
    const { after, before } = this;
    const now = this.directories.inAfter(directory);
    const old = this.directories.inBefore(directory);
    if (now >= 0) after.eachName(now, visit);
    if (old < 0) return;
    before.eachName(old, (node) => {
      if (!before.isInPlace(node)) visit(after.nodeCount + node);
    });
  }

  /** Visits every entry but the root, with the directory that has or had it. Parts of directories come in any order. */
  eachEntry(visit: (entry: number, directory: number) => void): void {
    const { after, before, directories } = this;
    after.eachNameOfAll(visit);
    before.eachNameOfAll((node, directory) => {
      if (!before.isInPlace(node)) visit(after.nodeCount + node, directories.ofBefore(directory));
    });
  }

  /** Returns the bytes of an entry's name as a view, which must not be changed. */
  name(entry: number): Uint8Array {
    const { nodeCount, tree } = this.after;
    return entry < nodeCount ? tree.nodes.name(entry) : this.before.tree.nodes.name(entry - nodeCount);
  }

  /** Returns the path relative to the root; empty for the root itself. */
  path(entry: number): Uint8Array {
    const { nodeCount, tree } = this.after;
    return entry < nodeCount ? nodePath(tree, entry) : nodePath(this.before.tree, entry - nodeCount);
  }

  /** Returns the later `st_mode`. */
  mode(entry: number): number {
    const { nodeCount, tree } = this.after;
    return entry < nodeCount ? tree.nodes.mode(entry) : this.before.tree.nodes.mode(entry - nodeCount);
  }
}
