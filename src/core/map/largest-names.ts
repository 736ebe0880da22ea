/**
 * The larger names of a directory, the largest first, for the map.
 *
 * Equals stand in the order in which the directory was read. In a huge directory, whose names several scanners may have
 * read, equals stand by name, so that the order does not depend on which scanner was faster.
 */
import { UNCOUNTED } from '../../contract/entry-batch.js';
import { lengthen } from '../columns/lengthen.js';
import { sortByKey } from '../columns/sort-by-key.js';
import { DirectoryState } from '../tree/directories.js';
import { sortNodesByName } from '../tree/sort-nodes-by-name.js';
import { type EntrySizes, eachChild } from '../view/entry-sizes.js';

export interface ListRules {
  /** Names with fewer bytes are not listed, nor are names without bytes. */
  readonly bound: number;
  /** Length of the list; further names are left out. */
  readonly maxNames: number;
  /** Whether folders that were not read yet are ordinary. */
  readonly isScanning: boolean;
}

const maxSpecial = 64;
/** Names up to which a directory is surely read by one scanner alone. */
const maxUnsplit = 4000;
/** Up to this many names are sorted by insertion. */
const maxInsertion = 16;
/** Above this many, names are sorted by radix. */
const minRadix = 2048;

/** List that is filled again for one directory after the other. */
export class LargestNames {
  /** Columns of the names that are listed, in the order of their nodes. */
  node: Uint32Array = new Uint32Array(1024);
  /** Each node's number as a directory, or -1. */
  directory: Int32Array = new Int32Array(1024);
  bytes: Float64Array = new Float64Array(1024);
  /** Indices into the columns, in the order of the list. */
  order: number[] = [];
  /** Whether names with enough bytes were left out, because they were too many. */
  isCut = false;
  /** Bytes of all names together. */
  total = 0;
  /** Count of all names. */
  count = 0;
  /** First names without an honest size: not counted, or not read to their end. */
  special: number[] = [];

  read(sizes: EntrySizes, directory: number, rules: ListRules): void {
    this.total = 0;
    this.count = 0;
    this.special = [];
    let listed = 0;
    eachChild(sizes.tree, directory, (node, childDirectory) => {
      if (!sizes.includes(node)) return;
      const bytes = sizes.bytes(node, childDirectory);
      this.total += bytes;
      this.count++;
      if (bytes > 0 && bytes >= rules.bound) this.put(listed++, node, childDirectory, bytes);
      if (this.special.length < maxSpecial && isSpecial(sizes, node, childDirectory, rules.isScanning)) {
        this.special.push(node);
      }
    });
    this.order = this.largestFirst(listed);
    this.isCut = listed > rules.maxNames;
    if (sizes.tree.directories.size(directory) > maxUnsplit) this.sortEquals(sizes, rules.maxNames);
    if (this.isCut) this.order.length = rules.maxNames;
  }

  private put(at: number, node: number, directory: number, bytes: number): void {
    if (at === this.node.length) {
      this.node = lengthen(this.node, at + 1);
      this.directory = lengthen(this.directory, at + 1);
      this.bytes = lengthen(this.bytes, at + 1);
    }
    this.node[at] = node;
    this.directory[at] = directory;
    this.bytes[at] = bytes;
  }

  /** Sorts what is listed by bytes; equals stay in their order. */
  private largestFirst(listed: number): number[] {
    const { bytes } = this;
    const order: number[] = [];
    for (let index = 0; index < listed; index++) order.push(index);
    if (listed <= maxInsertion) return insertLargestFirst(order, bytes);
    if (listed <= minRadix) return order.sort((a, b) => bytes[b]! - bytes[a]!);
    return Array.from(sortByKey(Uint32Array.from(order), bytes.slice(0, listed), true).items);
  }

  /** Sorts equals by name, up to the equals of the last that is listed. */
  private sortEquals({ tree }: EntrySizes, maxNames: number): void {
    const { order, bytes, node } = this;
    const listed = order.length;
    const end = Math.min(listed, maxNames);
    for (let first = 0; first < end; ) {
      let next = first + 1;
      while (next < listed && bytes[order[next]!] === bytes[order[first]!]) next++;
      if (next - first > 1) {
        const equals = Uint32Array.from(order.slice(first, next), (index) => node[index]!);
        const byName = sortNodesByName(tree.nodes, equals);
        for (let at = first; at < next; at++) order[at] = this.indexOf(byName[at - first]!, listed);
      }
      first = next;
    }
  }

  /** Returns a node's index in the columns, where nodes ascend. */
  private indexOf(node: number, listed: number): number {
    let low = 0;
    let high = listed;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.node[middle]! < node) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function insertLargestFirst(order: number[], bytes: Float64Array): number[] {
  for (let next = 1; next < order.length; next++) {
    const index = order[next]!;
    let at = next;
    for (; at > 0 && bytes[order[at - 1]!]! < bytes[index]!; at--) order[at] = order[at - 1]!;
    order[at] = index;
  }
  return order;
}

function isSpecial({ tree }: EntrySizes, node: number, directory: number, isScanning: boolean): boolean {
  if (directory < 0) return (tree.nodes.flags.get(node) & UNCOUNTED) !== 0;
  const state = tree.directories.state.get(directory);
  return state === DirectoryState.failed || (state === DirectoryState.pending && !isScanning);
}
