/**
 * The changes of a tree's totals: entries and bytes that come, go, or count elsewhere. They are collected, and carried
 * up to the root when they are settled.
 */
import { NodeFlag, SECTION_SUMS, UNCOUNTED } from '../../contract/entry-batch.js';
import { ChangePropagation } from './change-propagation.js';
import type { Directories } from './directories.js';
import { DIRECTORY_BITS, FILE_BITS, hasLength, isDirectory, SYMLINK_BITS, TYPE_BITS } from './mode.js';
import type { Nodes } from './nodes.js';
import { Change } from './totals.js';

const twoTo32 = 4_294_967_296;

export class TreeSums {
  private readonly nodes: Nodes;
  private readonly directories: Directories;
  private readonly changes = new ChangePropagation();

  constructor(nodes: Nodes, directories: Directories) {
    this.nodes = nodes;
    this.directories = directories;
  }

  /** Brings the totals up to date. */
  settle(): void {
    this.changes.apply(this.directories.totals, (directory) => this.directories.parent(directory));
  }

  /** Adds what a section of names adds up to; `sums` as in `SectionColumns`. */
  addSection(directory: number, sums: Float64Array, at: number): void {
    const place = this.changes.placeOf(directory);
    const { rows } = this.changes;
    for (let index = 0; index < SECTION_SUMS; index++)
      rows[place + index] = rows[place + index]! + sums[at + index]!;
  }

  /** An entry comes to count, or, with -1, does not any more. Its bytes are those that count once. */
  addEntry(node: number, sign: 1 | -1): void {
    if (this.nodes.hasFlag(node, UNCOUNTED)) return;
    const mode = this.nodes.mode(node);
    const holder = this.directories.holding(node);
    if (holder >= 0) this.changeBy(holder, countOf(mode), sign);
    this.changeBytes(node, sign);
  }

  private changeBytes(node: number, sign: 1 | -1): void {
    const [apparentLow, apparentHigh, blocksLow, blocksHigh] = this.nodes.sizeWords(node);
    const place = this.changes.placeOf(this.firstHolding(node));
    const { rows } = this.changes;
    if (hasLength(this.nodes.mode(node))) {
      rows[place + Change.apparentLow] = rows[place + Change.apparentLow]! + sign * apparentLow;
      rows[place + Change.apparentHigh] = rows[place + Change.apparentHigh]! + sign * apparentHigh;
    }
    rows[place + Change.blocksLow] = rows[place + Change.blocksLow]! + sign * blocksLow;
    rows[place + Change.blocksHigh] = rows[place + Change.blocksHigh]! + sign * blocksHigh;
  }

  /** A failure at a node is recorded, or, with -1, mended. */
  addFailure(node: number, sign: 1 | -1): void {
    this.changeBy(this.firstHolding(node), Change.failures, sign);
  }

  /** Moves a node's bytes from the totals that count each inode once to those of further names, or, with -1, back. */
  moveToDuplicates(node: number, sign: 1 | -1): void {
    this.nodes.setFlag(node, NodeFlag.duplicate, sign > 0);
    const place = this.changes.placeOf(this.firstHolding(node));
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

  /** Takes a node's bytes out of all totals, though not the node: an earlier root has counted it, at this very path. */
  leaveToEarlierRoot(node: number): void {
    this.nodes.setFlag(node, NodeFlag.duplicate, true);
    this.changeBytes(node, -1);
  }

  /** Takes a directory and all below it out of all totals, its own among them. */
  takeDirectory(directory: number): void {
    this.settle();
    const { totals } = this.directories;
    this.changeBy(directory, Change.files, -totals.files.get(directory));
    this.changeBy(directory, Change.directories, -totals.directories.get(directory));
    this.changeBy(directory, Change.symlinks, -totals.symlinks.get(directory));
    this.changeBy(directory, Change.others, -totals.others.get(directory));
    this.changeBy(directory, Change.failures, -totals.failures.get(directory));
    const apparent = totals.apparentBytes(directory);
    const blocks = totals.allocatedBytes(directory) / 512n;
    this.takeWide(directory, Change.apparentLow, apparent);
    this.takeWide(directory, Change.blocksLow, blocks);
    this.takeWide(directory, Change.duplicateApparentLow, totals.apparentBytes(directory, true) - apparent);
    const everyLink = totals.allocatedBytes(directory, true) / 512n;
    this.takeWide(directory, Change.duplicateBlocksLow, everyLink - blocks);
    this.changeBy(this.directories.parent(directory), Change.directories, -1);
  }

  private takeWide(directory: number, low: number, sum: bigint): void {
    this.changeBy(directory, low, -Number(sum % BigInt(twoTo32)));
    this.changeBy(directory, low + 1, -Number(sum / BigInt(twoTo32)));
  }

  private changeBy(directory: number, what: number, value: number): void {
    const place = this.changes.placeOf(directory) + what;
    this.changes.rows[place] = this.changes.rows[place]! + value;
  }

  /** The first directory whose totals hold a node: itself, if it is one that may be read. */
  private firstHolding(node: number): number {
    const itself = isDirectory(this.nodes.mode(node)) ? this.directories.ofNode(node) : -1;
    return itself >= 0 ? itself : this.directories.holding(node);
  }
}

function countOf(mode: number): number {
  const type = mode & TYPE_BITS;
  if (type === FILE_BITS) return Change.files;
  if (type === DIRECTORY_BITS) return Change.directories;
  return type === SYMLINK_BITS ? Change.symlinks : Change.others;
}
