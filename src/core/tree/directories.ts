/**
 * The directories of a tree: a dense number each, in the order of their nodes, so that a parent's number is
 * smaller than its child's. The names of a directory arrive in sections of contiguous nodes; mostly one.
 */
import type { EntryBatch } from '../../contract/entry-batch.js';
import { bytes, type Column, words } from '../columns/column.js';
import { Totals } from './totals.js';

export const DirectoryState = {
  /** Known, not read yet, or read in part. */
  pending: 0,
  /** All its names are there. */
  complete: 1,
  /** Could not be read, or not to its end. */
  failed: 2,
  /** Not read here: its inode was read at another path. */
  elsewhere: 3,
} as const;

const none = 0;

export class Directories {
  count = 0;
  readonly totals: Totals = new Totals();
  readonly state: Column<Uint8Array> = bytes();
  private readonly nodes = words();
  /** Parent's number + 1; 0 for the root. */
  private readonly parents = words();
  private readonly ctimeLow = words();
  private readonly ctimeHigh = words();
  private readonly ctimeNanoseconds = words();
  /** Numbers of sections + 1. */
  private readonly firstSection = words();
  private readonly lastSection = words();
  /** Numbers of names that are not there any more. */
  private readonly removedNames = words();

  /** Sections stand in the order of their nodes, so that one comes behind that in which its directory is a name. */
  sectionCount = 0;
  readonly sectionStart: Column<Uint32Array> = words();
  readonly sectionEnd: Column<Uint32Array> = words();
  readonly sectionDirectory: Column<Uint32Array> = words();
  private readonly nextSection = words();

  add(node: number, parent: number, ctimeLow: number, ctimeHigh: number, ctimeNanoseconds: number): number {
    const directory = this.count++;
    this.nodes.set(directory, node);
    this.parents.set(directory, parent + 1);
    this.ctimeLow.set(directory, ctimeLow);
    this.ctimeHigh.set(directory, ctimeHigh);
    this.ctimeNanoseconds.set(directory, ctimeNanoseconds);
    return directory;
  }

  node(directory: number): number {
    return this.nodes.get(directory);
  }

  /** The parent's number; -1 for the root. */
  parent(directory: number): number {
    return this.parents.get(directory) - 1;
  }

  /** The words of a directory's ctime: seconds since 1970 low and high, nanoseconds. */
  changed(directory: number): readonly [low: number, high: number, nanoseconds: number] {
    return [
      this.ctimeLow.get(directory),
      this.ctimeHigh.get(directory),
      this.ctimeNanoseconds.get(directory),
    ];
  }

  /** Seconds since 1970, rounded to a double, and the nanoseconds among them. */
  approximateCtime(directory: number): number {
    const seconds = (this.ctimeHigh.get(directory) | 0) * 4_294_967_296 + this.ctimeLow.get(directory);
    return seconds + this.ctimeNanoseconds.get(directory) / 1e9;
  }

  /** Takes over the ctime that stands in a batch at a place. Returns whether it was another one. */
  setChanged(directory: number, batch: EntryBatch, place: number): boolean {
    const isSame =
      this.ctimeLow.get(directory) === batch.ctimeLow[place] &&
      this.ctimeNanoseconds.get(directory) === batch.ctimeNanoseconds[place] &&
      this.ctimeHigh.get(directory) === batch.ctimeHigh[place];
    if (isSame) return false;
    this.ctimeLow.set(directory, batch.ctimeLow[place]!);
    this.ctimeHigh.set(directory, batch.ctimeHigh[place]!);
    this.ctimeNanoseconds.set(directory, batch.ctimeNanoseconds[place]!);
    return true;
  }

  /** The directory that a node is, or -1. Nodes of directories ascend, so this is a binary search. */
  ofNode(node: number): number {
    const after = firstAbove(this.count, node, this.nodes);
    return after > 0 && this.nodes.get(after - 1) === node ? after - 1 : -1;
  }

  /** The first directory whose node is `node` or above: where a section that starts there has its directories. */
  firstFrom(node: number): number {
    return node === 0 ? 0 : firstAbove(this.count, node - 1, this.nodes);
  }

  /** Adds nodes from `start` up to `end` to a directory's names. Sections arrive in the order of their nodes. */
  addSection(directory: number, start: number, end: number): void {
    const section = this.sectionCount++;
    this.sectionStart.set(section, start);
    this.sectionEnd.set(section, end);
    this.sectionDirectory.set(section, directory);
    const last = this.lastSection.get(directory);
    if (last === none) this.firstSection.set(directory, section + 1);
    else this.nextSection.set(last - 1, section + 1);
    this.lastSection.set(directory, section + 1);
  }

  /** The directory that holds a node; -1 for the root. */
  holding(node: number): number {
    const after = firstAbove(this.sectionCount, node, this.sectionStart);
    return after === 0 ? -1 : this.sectionDirectory.get(after - 1);
  }

  /** Calls back with each range of nodes that are a directory's names. */
  eachSection(directory: number, visit: (start: number, end: number, section: number) => void): void {
    for (let next = this.firstSection.get(directory); next !== none; next = this.nextSection.get(next - 1)) {
      visit(this.sectionStart.get(next - 1), this.sectionEnd.get(next - 1), next - 1);
    }
  }

  /** Returns whether a directory has no section behind this one. */
  isLastSection(section: number): boolean {
    return this.nextSection.get(section) === none;
  }

  hasNames(directory: number): boolean {
    return this.firstSection.get(directory) !== none;
  }

  /** One of a directory's names is not there any more. */
  loseName(directory: number): void {
    this.removedNames.set(directory, this.removedNames.get(directory) + 1);
  }

  /** Counts the names of a directory. */
  size(directory: number): number {
    let size = 0 - this.removedNames.get(directory);
    this.eachSection(directory, (start, end) => {
      size += end - start;
    });
    return size;
  }
}

/** The first of `count` ascending rows that is above `value`; `count` where none is. */
function firstAbove(count: number, value: number, column: Column<Uint32Array>): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (column.get(middle) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
