/**
 * Cache of the largest names of the directories that a map shows, valid as long as nothing below has changed.
 *
 * A list is a slot: its numbers stand in columns by slot, its names in a range of columns of names. Perf: both stand in
 * the order in which the map first visited the directories, which is that of each frame (`npm run bench -- --only map`).
 */

import { lengthen } from '../columns/lengthen.js';
import type { KeyOf } from '../kinds/legend-keys.js';
import { DirectoryStamp } from '../view/directory-stamp.js';
import type { EntrySizes } from '../view/entry-sizes.js';
import { LargestNames } from './largest-names.js';
import { NameColumns, UNCOLOURED } from './name-columns.js';

/** Names up to which a directory's list holds all that have bytes. */
const maxWhole = 1000;
/** Factor by which a longer list exceeds the request, so that it still serves after some zooming in. */
const reserve = 4;

const nothing: readonly number[] = [];

/** Rows of a directory's layout. */
export interface RowLayout {
  /** `RowDirection` of each row. */
  readonly directions: readonly number[];
  /** Row of the rest + 1; 0 where it had none. */
  readonly restRow: number;
}

export class NameCache {
  sizes: EntrySizes;
  names: NameColumns = new NameColumns();
  /** By slot: the range of its names, and the bytes and count of all names of the directory. */
  first: Uint32Array = new Uint32Array(1024);
  end: Uint32Array = new Uint32Array(1024);
  total: Float64Array = new Float64Array(1024);
  count: Uint32Array = new Uint32Array(1024);

  private readonly maxNames: number;
  private readonly listing = new LargestNames();
  isScanning = false;
  private frame = 0;
  private slots = 0;
  /** Count of names in ranges that no slot has any more. */
  private unused = 0;
  /** Slot + 1 of each directory. */
  private slotOf = new Uint32Array(1024);
  /** By slot: bytes from which on no name is left out. */
  private bound = new Float64Array(1024);
  /** By slot: the frame in which the stamp was checked. */
  private checked = new Uint32Array(1024);
  /** By slot: the last frame in which something had changed. */
  private changed = new Uint32Array(1024);
  private readonly stamps: (DirectoryStamp | undefined)[] = [];
  private readonly special: (readonly number[])[] = [];
  /** By slot: the rows of the last layout. */
  readonly rows: (RowLayout | undefined)[] = [];
  private readonly colouredBy: (KeyOf | undefined)[] = [];

  /** @param maxNames length at which lists are cut. */
  constructor(sizes: EntrySizes, maxNames: number) {
    this.sizes = sizes;
    this.maxNames = maxNames;
  }

  /**
   * Takes other sizes. While a scan runs, names stay in their rows. Where only the filter was evaluated again, the lists
   * of directories of which it leaves as much as before stay, too.
   */
  takeSizes(sizes: EntrySizes): void {
    const before = this.sizes;
    if (sizes === before) return;
    this.sizes = sizes;
    if (!this.isScanning) this.forget();
    else if (sizes.measure !== before.measure || sizes.everyLink !== before.everyLink)
      this.bound.fill(Infinity);
  }

  /** Begins a frame. While no scan runs, the cache stays. */
  startFrame(isScanning: boolean): void {
    this.frame++;
    if (isScanning !== this.isScanning) this.forget();
    this.isScanning = isScanning;
  }

  /** Empties the cache, because entries may have changed or be gone. */
  forget(): void {
    this.slots = 0;
    this.unused = 0;
    this.slotOf.fill(0);
    this.names.length = 0;
  }

  /** Returns the slot of a directory, with all names that have at least `share` of the bytes of all. */
  get(directory: number, share: number): number {
    if (directory >= this.slotOf.length) this.slotOf = lengthen(this.slotOf, directory + 1);
    const known = this.slotOf[directory]! - 1;
    if (known < 0) return this.addSlot(directory, share);
    if (!this.isUnchanged(known, directory) || this.bound[known]! > share * this.total[known]!)
      this.fill(known, directory, share);
    return known;
  }

  /** Checks the stamp once a frame, and not at all where nothing above has changed since the last check. */
  private isUnchanged(slot: number, directory: number): boolean {
    const { frame } = this;
    const lastLook = this.checked[slot]!;
    if (!this.isScanning || lastLook === frame) return true;
    this.checked[slot] = frame;
    const parent = this.sizes.tree.directories.parent(directory);
    const above = parent < 0 ? -1 : this.slotOf[parent]! - 1;
    if (above >= 0 && this.checked[above] === frame && this.changed[above]! <= lastLook) return true;
    if (this.stamps[slot]!.renew(this.sizes, directory)) return true;
    this.changed[slot] = frame;
    return false;
  }

  /** Returns the names of a slot's directory that have no honest size. */
  specialOf(slot: number): readonly number[] {
    return this.special[slot]!;
  }

  /** Clears a slot's colours if they are those of another legend. */
  clearColours(slot: number, keyOf: KeyOf): void {
    if (this.colouredBy[slot] === keyOf) return;
    this.colouredBy[slot] = keyOf;
    this.names.colour.fill(UNCOLOURED, this.first[slot], this.end[slot]);
  }

  private addSlot(directory: number, share: number): number {
    const slot = this.slots++;
    this.slotOf[directory] = slot + 1;
    if (slot === this.first.length) {
      this.first = lengthen(this.first, this.slots);
      this.end = lengthen(this.end, this.slots);
      this.total = lengthen(this.total, this.slots);
      this.count = lengthen(this.count, this.slots);
      this.bound = lengthen(this.bound, this.slots);
      this.checked = lengthen(this.checked, this.slots);
      this.changed = lengthen(this.changed, this.slots);
    }
    this.first[slot] = 0;
    this.end[slot] = 0;
    this.rows[slot] = undefined;
    if (this.isScanning) this.stamps[slot] = new DirectoryStamp();
    this.stamps[slot]?.renew(this.sizes, directory);
    this.checked[slot] = this.frame;
    this.changed[slot] = this.frame;
    this.fill(slot, directory, share);
    return slot;
  }

  private fill(slot: number, directory: number, share: number): void {
    const { sizes } = this;
    const { directories } = sizes.tree;
    const isShort = directories.size(directory) <= maxWhole;
    const about = sizes.bytes(directories.node(directory), directory);
    this.list(slot, directory, isShort ? 0 : (share * about) / reserve);
    // The directory's own blocks may be most of what it has.
    const wanted = share * this.total[slot]!;
    if (this.bound[slot]! > wanted) this.list(slot, directory, wanted / reserve);
  }

  private list(slot: number, directory: number, bound: number): void {
    const { names, listing, isScanning, maxNames } = this;
    const first = this.first[slot]!;
    const end = this.end[slot]!;
    listing.read(this.sizes, directory, { bound, maxNames, isScanning });
    this.first[slot] = names.append(listing);
    this.end[slot] = names.length;
    if (isScanning) names.takeRows(this.first[slot]!, this.end[slot]!, first, end);
    this.unused += end - first;
    this.total[slot] = listing.total;
    this.count[slot] = listing.count;
    // A list that was cut cannot grow.
    this.bound[slot] = listing.isCut ? 0 : bound;
    this.special[slot] = listing.special.length > 0 ? listing.special : nothing;
    this.colouredBy[slot] = undefined;
    if (this.unused > 4096 && this.unused * 2 > names.length) this.closeGaps();
  }

  private closeGaps(): void {
    const dense = new NameColumns();
    for (let slot = 0; slot < this.slots; slot++) {
      this.first[slot] = dense.take(this.names, this.first[slot]!, this.end[slot]!);
      this.end[slot] = dense.length;
    }
    this.names = dense;
    this.unused = 0;
  }
}
