/**
 * Sizes of entries and directories in a view, by measure, link mode and filter. Bytes are doubles, rounded above 2^53.
 * Entries that count for nothing in the totals are 0: `UNCOUNTED`, further names of an inode, what a filter leaves out.
 */
import type { Measure } from '../../contract/entries.js';
import { NodeFlag, UNCOUNTED } from '../../contract/entry-batch.js';
import { FILE_BITS, hasLength, isDirectory, TYPE_BITS } from '../tree/mode.js';
import type { Tree } from '../tree/tree.js';
import type { EntryFilter } from './entry-filter.js';

export interface SizeRules {
  readonly measure: Measure;
  /** Whether an inode counts at each of its names. */
  readonly everyLink: boolean;
  /** Filter that was evaluated in the same link mode; undefined where all is shown. */
  readonly filter?: EntryFilter | undefined;
}

export class EntrySizes {
  readonly tree: Tree;
  readonly measure: Measure;
  readonly everyLink: boolean;
  readonly filter: EntryFilter | undefined;
  private readonly isApparent: boolean;
  private readonly uncounted: number;

  constructor(tree: Tree, { measure, everyLink, filter }: SizeRules) {
    this.tree = tree;
    this.measure = measure;
    this.everyLink = everyLink;
    this.filter = filter;
    this.isApparent = measure === 'apparent';
    this.uncounted = UNCOUNTED | (everyLink ? 0 : NodeFlag.duplicate);
  }

  /** Tells whether a node is there and the filter leaves it. */
  includes(node: number): boolean {
    if (this.tree.removed > 0 && this.tree.nodes.hasFlag(node, NodeFlag.removed)) return false;
    return this.filter === undefined || this.filter.includes(node);
  }

  /** Returns bytes in the measure of the view. `directory` is the node's number as a directory, or -1. */
  bytes(node: number, directory: number): number {
    return this.isApparent ? this.apparent(node, directory) : this.allocated(node, directory);
  }

  /** Returns bytes in the measure of the view, exact and without the filter. */
  exactBytes(node: number, directory: number): bigint {
    const { nodes, directories } = this.tree;
    const { isApparent, everyLink } = this;
    if (directory >= 0) {
      return isApparent
        ? directories.totals.apparentBytes(directory, everyLink)
        : directories.totals.allocatedBytes(directory, everyLink);
    }
    if ((nodes.flags.get(node) & this.uncounted) !== 0) return 0n;
    if (!isApparent) return nodes.allocatedBytes(node);
    return hasLength(nodes.mode(node)) ? nodes.apparentBytes(node) : 0n;
  }

  /** Returns `st_blocks` × 512; of a directory with all below. */
  allocated(node: number, directory: number): number {
    if (directory >= 0) {
      if (this.filter !== undefined) return this.filter.allocated(directory);
      return this.tree.directories.totals.approximateAllocatedBytes(directory, this.everyLink);
    }
    return this.counts(node) ? this.tree.nodes.approximateAllocatedBytes(node) : 0;
  }

  /** Returns `st_size` where a length counts; of a directory that of all below. */
  apparent(node: number, directory: number): number {
    if (directory >= 0) {
      if (this.filter !== undefined) return this.filter.apparent(directory);
      return this.tree.directories.totals.approximateApparentBytes(directory, this.everyLink);
    }
    if (!this.counts(node) || !hasLength(this.tree.nodes.mode(node))) return 0;
    return this.tree.nodes.approximateApparentBytes(node);
  }

  /** Counts regular files: 1 or 0 for an entry, all below for a directory. */
  files(node: number, directory: number): number {
    if (directory >= 0) {
      if (this.filter !== undefined) return this.filter.files(directory);
      return this.tree.directories.totals.files.get(directory);
    }
    const { nodes } = this.tree;
    const isFile = (nodes.mode(node) & TYPE_BITS) === FILE_BITS && !nodes.hasFlag(node, UNCOUNTED);
    return isFile && this.includes(node) ? 1 : 0;
  }

  private counts(node: number): boolean {
    const without = this.tree.nodes.flags.get(node) & this.uncounted;
    if (without === 0) return this.includes(node);
    return without === NodeFlag.duplicate && this.filter?.standsIn(node) === true;
  }
}

/** Returns a node's number as a directory, or -1. */
export function directoryOf({ nodes, directories }: Tree, node: number): number {
  return isDirectory(nodes.mode(node)) ? directories.ofNode(node) : -1;
}

/** Visits each name of a directory, with its number as a directory, or -1. */
export function eachChild(
  { directories }: Tree,
  directory: number,
  visit: (node: number, childDirectory: number) => void,
): void {
  // Perf: most directories hold no others.
  const hasDirectories = directories.totals.directories.get(directory) > 0;
  directories.eachSection(directory, (start, end) => {
    if (!hasDirectories) {
      for (let node = start; node < end; node++) visit(node, -1);
      return;
    }
    let next = directories.firstFrom(start);
    let nextNode = next < directories.count ? directories.node(next) : -1;
    for (let node = start; node < end; node++) {
      if (node !== nextNode) {
        visit(node, -1);
        continue;
      }
      visit(node, next++);
      nextNode = next < directories.count ? directories.node(next) : -1;
    }
  });
}
