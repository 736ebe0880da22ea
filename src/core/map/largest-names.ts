/**
 * The larger names of a directory, the largest first: what a map draws, and what stands in for the others.
 *
 * Equals stand in the order in which the directory was read. In a huge directory, whose names several scanners may have
 * read, they stand by name, so that the order does not depend on which was faster.
 */
import { UNCOUNTED } from '../../contract/entry-batch.js';
import { lengthen } from '../columns/lengthen.js';
import { sortByKey } from '../columns/sort-by-key.js';
import { DirectoryState } from '../tree/directories.js';
import { sortNodesByName } from '../tree/sort-nodes-by-name.js';
import { type EntrySizes, eachChild } from '../view/entry-sizes.js';

export interface ListRules {
  /** Names with fewer bytes are not listed, and none without bytes. */
  readonly bound: number;
  /** If more names would be listed, the last ones are left out. */
  readonly most: number;
  /** Folders that were not read yet are nothing special then. */
  readonly isScanning: boolean;
}

const mostSpecial = 64;
/** Of a directory with so many names it is sure that one scanner has read them all. */
const oneReader = 4000;
/** Above this many, names are sorted by radix; below the other, by insertion. */
const many = 2048;
const few = 16;

/** A list that is made again and again, for one directory after the other. */
export class LargestNames {
  /** Columns of the names that are listed, in the order of their nodes. */
  node: Uint32Array = new Uint32Array(1024);
  /** Each one's own number of a directory, or -1. */
  directory: Int32Array = new Int32Array(1024);
  bytes: Float64Array = new Float64Array(1024);
  /** Places in the columns, in the order of the list. */
  places: number[] = [];
  /** There are more names with enough bytes; they were too many. */
  isCut = false;
  /** Bytes of all names together, and how many names they are. */
  total = 0;
  count = 0;
  /** Names whose size is not an honest one: not counted, not read or not to the end. The first of them. */
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
      if (this.special.length < mostSpecial && isSpecial(sizes, node, childDirectory, rules.isScanning)) {
        this.special.push(node);
      }
    });
    this.places = this.largestFirst(listed);
    this.isCut = listed > rules.most;
    if (sizes.tree.directories.size(directory) > oneReader) this.sortEquals(sizes, rules.most);
    if (this.isCut) this.places.length = rules.most;
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

  /** Places of equals stay in their order. */
  private largestFirst(listed: number): number[] {
    const { bytes } = this;
    const places: number[] = [];
    for (let place = 0; place < listed; place++) places.push(place);
    if (listed <= few) return insertLargestFirst(places, bytes);
    if (listed <= many) return places.sort((a, b) => bytes[b]! - bytes[a]!);
    return Array.from(sortByKey(Uint32Array.from(places), bytes.slice(0, listed), true).items);
  }

  /** Sorts by name what has equal bytes, up to the equals of the last that is listed. */
  private sortEquals({ tree }: EntrySizes, most: number): void {
    const { places, bytes, node } = this;
    const listed = places.length;
    const end = Math.min(places.length, most);
    for (let first = 0; first < end; ) {
      let next = first + 1;
      while (next < places.length && bytes[places[next]!] === bytes[places[first]!]) next++;
      if (next - first > 1) {
        const equals = Uint32Array.from(places.slice(first, next), (place) => node[place]!);
        const byName = sortNodesByName(tree.nodes, equals);
        for (let at = first; at < next; at++) places[at] = this.placeOf(byName[at - first]!, listed);
      }
      first = next;
    }
  }

  /** Nodes ascend. */
  private placeOf(node: number, listed: number): number {
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

function insertLargestFirst(places: number[], bytes: Float64Array): number[] {
  for (let next = 1; next < places.length; next++) {
    const place = places[next]!;
    let at = next;
    for (; at > 0 && bytes[places[at - 1]!]! < bytes[place]!; at--) places[at] = places[at - 1]!;
    places[at] = place;
  }
  return places;
}

function isSpecial({ tree }: EntrySizes, node: number, directory: number, isScanning: boolean): boolean {
  if (directory < 0) return (tree.nodes.flags.get(node) & UNCOUNTED) !== 0;
  const state = tree.directories.state.get(directory);
  return state === DirectoryState.failed || (state === DirectoryState.pending && !isScanning);
}
