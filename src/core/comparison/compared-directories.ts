/**
 * Directories of two scans of a root as one tree, with dense numbers. Those of the later scan keep their numbers. Behind
 * them stand those of the earlier scan that are no directory at the same path any more. Parents come first in both parts,
 * and a parent of one in the second part may be in the first.
 */
import type { MatchedTrees } from './match-trees.js';
import { Match, type MatchedTree } from './matched-tree.js';

export class ComparedDirectories {
  readonly count: number;
  private readonly before: MatchedTree;
  private readonly after: MatchedTree;
  /** By directory of the later scan: the directory at the same path in the earlier one + 1. */
  private readonly earlier: Uint32Array;
  /** By directory of the earlier scan: its number here. */
  private readonly numbers: Uint32Array;
  /** Directories of the earlier scan, by their number behind those of the later one. */
  private readonly gone: Uint32Array;

  constructor({ before, after }: MatchedTrees) {
    this.before = before;
    this.after = after;
    this.earlier = new Uint32Array(after.directoryCount);
    this.numbers = new Uint32Array(before.directoryCount);
    this.gone = new Uint32Array(before.directoryCount);
    let gone = 0;
    for (let directory = 0; directory < before.directoryCount; directory++) {
      const node = before.tree.directories.node(directory);
      if (!before.isThere(node)) continue;
      const later = this.atSamePath(node);
      if (later >= 0) {
        this.earlier[later] = directory + 1;
        this.numbers[directory] = later;
      } else {
        this.gone[gone] = directory;
        this.numbers[directory] = after.directoryCount + gone++;
      }
    }
    this.count = after.directoryCount + gone;
  }

  /** Returns the number of a directory of the earlier scan. */
  ofBefore(directory: number): number {
    return this.numbers[directory]!;
  }

  /** Returns a directory's number in the later scan; -1 where it has none. */
  inAfter(number: number): number {
    return number < this.after.directoryCount ? number : -1;
  }

  /** Returns a directory's number in the earlier scan; -1 where it had none. */
  inBefore(number: number): number {
    const { directoryCount } = this.after;
    return number < directoryCount ? this.earlier[number]! - 1 : this.gone[number - directoryCount]!;
  }

  /** Returns the number of a directory's parent; -1 for the root. */
  parent(number: number): number {
    const directory = this.inAfter(number);
    if (directory >= 0) return this.after.tree.directories.parent(directory);
    return this.numbers[this.before.tree.directories.parent(this.inBefore(number))]!;
  }

  private atSamePath(node: number): number {
    return this.before.match(node) === Match.inPlace ? this.after.directoryOf(this.before.partner(node)) : -1;
  }
}
