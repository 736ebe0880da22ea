/** The columns of all entries of a tree. A node is a row: numbers are dense, and a parent's is smaller. */
import { type EntryBatch, NodeFlag } from '../../contract/entry-batch.js';
import { IdentityWord } from '../../contract/identity.js';
import { BytePool } from '../columns/byte-pool.js';
import { bytes, type Column, words } from '../columns/column.js';
import { ATTRIBUTE_WORDS, AttributeTable, AttributeWord } from './attribute-table.js';

/** Flags that a tree gives its nodes by itself. */
const OWN_FLAGS = NodeFlag.duplicate | NodeFlag.removed | NodeFlag.trusted;

const twoTo32 = 4_294_967_296;

/** A point in time as the system gives it: seconds since 1970 and nanoseconds. */
export interface Timestamp {
  readonly seconds: bigint;
  readonly nanoseconds: number;
}

/** The columns of a batch that hold a number for each row, but for where its name begins. */
export type NodeColumns = Pick<
  EntryBatch,
  | 'attribute'
  | 'flags'
  | 'apparentLow'
  | 'apparentHigh'
  | 'blocksLow'
  | 'blocksHigh'
  | 'mtimeLow'
  | 'mtimeHigh'
  | 'mtimeNanoseconds'
  | 'inodeLow'
  | 'inodeHigh'
>;

export class Nodes {
  count = 0;
  readonly names: BytePool = new BytePool();
  readonly attributes: AttributeTable = new AttributeTable();
  readonly flags: Column<Uint8Array> = bytes();
  readonly attribute: Column<Uint32Array> = words();
  private readonly nameStart = words();
  private readonly apparentLow = words();
  private readonly apparentHigh = words();
  private readonly blocksLow = words();
  private readonly blocksHigh = words();
  private readonly mtimeLow = words();
  private readonly mtimeHigh = words();
  private readonly mtimeNanoseconds = words();
  private readonly inodeLow = words();
  private readonly inodeHigh = words();

  /**
   * Appends the rows of a batch.
   * @param attributeOf the tree's number for each of the sender's attribute numbers.
   * @returns the first new node.
   */
  append(batch: EntryBatch, attributeOf: Uint32Array): number {
    const first = this.count;
    const shift = this.names.append(batch.names);
    this.nameStart.setAll(first, rebased(batch.nameStart, shift));
    this.attribute.setAll(first, translated(batch.attribute, attributeOf));
    this.flags.setAll(first, batch.flags);
    this.apparentLow.setAll(first, batch.apparentLow);
    this.apparentHigh.setAll(first, batch.apparentHigh);
    this.blocksLow.setAll(first, batch.blocksLow);
    this.blocksHigh.setAll(first, batch.blocksHigh);
    this.mtimeLow.setAll(first, batch.mtimeLow);
    this.mtimeHigh.setAll(first, batch.mtimeHigh);
    this.mtimeNanoseconds.setAll(first, batch.mtimeNanoseconds);
    this.inodeLow.setAll(first, batch.inodeLow);
    this.inodeHigh.setAll(first, batch.inodeHigh);
    this.count += batch.count;
    return first;
  }

  /** Copies the columns of the nodes from `from` up to `to`, all but their names, to those of a batch, from row `at` on. */
  copy(from: number, to: number, out: NodeColumns, at: number): void {
    this.attribute.copy(from, to, out.attribute, at);
    this.flags.copy(from, to, out.flags, at);
    this.apparentLow.copy(from, to, out.apparentLow, at);
    this.apparentHigh.copy(from, to, out.apparentHigh, at);
    this.blocksLow.copy(from, to, out.blocksLow, at);
    this.blocksHigh.copy(from, to, out.blocksHigh, at);
    this.mtimeLow.copy(from, to, out.mtimeLow, at);
    this.mtimeHigh.copy(from, to, out.mtimeHigh, at);
    this.mtimeNanoseconds.copy(from, to, out.mtimeNanoseconds, at);
    this.inodeLow.copy(from, to, out.inodeLow, at);
    this.inodeHigh.copy(from, to, out.inodeHigh, at);
  }

  /**
   * Whether a node is as a row of a batch says, but for its name and the flags that no scanner gives.
   * @param attribute the tree's number of the row's attributes.
   */
  equals(node: number, batch: EntryBatch, row: number, attribute: number): boolean {
    return (
      this.attribute.get(node) === attribute &&
      this.inodeLow.get(node) === batch.inodeLow[row] &&
      this.inodeHigh.get(node) === batch.inodeHigh[row] &&
      this.hasMtime(node, batch, row) &&
      this.apparentLow.get(node) === batch.apparentLow[row] &&
      this.apparentHigh.get(node) === batch.apparentHigh[row] &&
      this.blocksLow.get(node) === batch.blocksLow[row] &&
      this.blocksHigh.get(node) === batch.blocksHigh[row] &&
      (this.flags.get(node) & ~OWN_FLAGS) === batch.flags[row]
    );
  }

  /**
   * The same of the nodes from `node` on and the rows from `from` up to `to`.
   * @param attribute the tree's number of the attributes of each row of the batch.
   */
  equalAll(node: number, batch: EntryBatch, from: number, to: number, attribute: Uint32Array): boolean {
    return (
      this.inodeLow.hasAll(node, batch.inodeLow, from, to) &&
      this.attribute.hasAll(node, attribute, from, to) &&
      this.haveFlags(node, batch.flags, from, to) &&
      this.mtimeNanoseconds.hasAll(node, batch.mtimeNanoseconds, from, to) &&
      this.mtimeLow.hasAll(node, batch.mtimeLow, from, to) &&
      this.mtimeHigh.hasAll(node, batch.mtimeHigh, from, to) &&
      this.apparentLow.hasAll(node, batch.apparentLow, from, to) &&
      this.apparentHigh.hasAll(node, batch.apparentHigh, from, to) &&
      this.blocksLow.hasAll(node, batch.blocksLow, from, to) &&
      this.blocksHigh.hasAll(node, batch.blocksHigh, from, to) &&
      this.inodeHigh.hasAll(node, batch.inodeHigh, from, to)
    );
  }

  private haveFlags(first: number, flags: Uint8Array, from: number, to: number): boolean {
    for (let row = from, node = first; row < to; row++, node++) {
      if ((this.flags.get(node) & ~OWN_FLAGS) !== flags[row]) return false;
    }
    return true;
  }

  hasMtime(node: number, batch: EntryBatch, row: number): boolean {
    return (
      this.mtimeLow.get(node) === batch.mtimeLow[row] &&
      this.mtimeNanoseconds.get(node) === batch.mtimeNanoseconds[row] &&
      this.mtimeHigh.get(node) === batch.mtimeHigh[row]
    );
  }

  /** Whether a node has the device and inode of a row. */
  hasInode(node: number, batch: EntryBatch, row: number, attribute: number): boolean {
    return (
      this.inodeLow.get(node) === batch.inodeLow[row] &&
      this.inodeHigh.get(node) === batch.inodeHigh[row] &&
      this.attributes.isSameDevice(this.attribute.get(node), attribute)
    );
  }

  /** Makes a node what a row of a batch says, all but its name. */
  rewrite(node: number, batch: EntryBatch, row: number, attribute: number): void {
    this.attribute.set(node, attribute);
    this.flags.set(node, batch.flags[row]!);
    this.apparentLow.set(node, batch.apparentLow[row]!);
    this.apparentHigh.set(node, batch.apparentHigh[row]!);
    this.blocksLow.set(node, batch.blocksLow[row]!);
    this.blocksHigh.set(node, batch.blocksHigh[row]!);
    this.mtimeLow.set(node, batch.mtimeLow[row]!);
    this.mtimeHigh.set(node, batch.mtimeHigh[row]!);
    this.mtimeNanoseconds.set(node, batch.mtimeNanoseconds[row]!);
    this.inodeLow.set(node, batch.inodeLow[row]!);
    this.inodeHigh.set(node, batch.inodeHigh[row]!);
  }

  /** The bytes of a node's name, without the NUL. A view: not to be changed. */
  name(node: number): Uint8Array {
    return this.names.slice(this.nameStart.get(node), this.nameEnd(node));
  }

  /** Where a node's name begins and ends in `names`. */
  nameBegin(node: number): number {
    return this.nameStart.get(node);
  }

  nameEnd(node: number): number {
    return (node + 1 < this.count ? this.nameStart.get(node + 1) : this.names.length) - 1;
  }

  mode(node: number): number {
    return this.attributes.mode(this.attribute.get(node));
  }

  links(node: number): number {
    return this.attributes.word(this.attribute.get(node), AttributeWord.links);
  }

  hasFlag(node: number, flag: number): boolean {
    return (this.flags.get(node) & flag) !== 0;
  }

  setFlag(node: number, flag: number, on: boolean): void {
    const flags = this.flags.get(node);
    this.flags.set(node, on ? flags | flag : flags & ~flag);
  }

  /** `st_size`, bytes. */
  apparentBytes(node: number): bigint {
    return wide(this.apparentLow.get(node), this.apparentHigh.get(node));
  }

  /** `st_blocks` × 512. */
  allocatedBytes(node: number): bigint {
    return wide(this.blocksLow.get(node), this.blocksHigh.get(node)) * 512n;
  }

  /** The words of both sizes: what sums are made of. */
  sizeWords(
    node: number,
  ): readonly [apparentLow: number, apparentHigh: number, blocksLow: number, blocksHigh: number] {
    return [
      this.apparentLow.get(node),
      this.apparentHigh.get(node),
      this.blocksLow.get(node),
      this.blocksHigh.get(node),
    ];
  }

  /** Whether an entry of another tree is as long, and occupies as much. */
  hasSameSizes(node: number, other: Nodes, otherNode: number): boolean {
    return (
      this.apparentLow.get(node) === other.apparentLow.get(otherNode) &&
      this.blocksLow.get(node) === other.blocksLow.get(otherNode) &&
      this.apparentHigh.get(node) === other.apparentHigh.get(otherNode) &&
      this.blocksHigh.get(node) === other.blocksHigh.get(otherNode)
    );
  }

  /** Rounded to doubles: to compare and to draw. */
  approximateApparentBytes(node: number): number {
    return this.apparentHigh.get(node) * twoTo32 + this.apparentLow.get(node);
  }

  approximateAllocatedBytes(node: number): number {
    return (this.blocksHigh.get(node) * twoTo32 + this.blocksLow.get(node)) * 512;
  }

  mtime(node: number): Timestamp {
    const seconds = BigInt.asIntN(64, wide(this.mtimeLow.get(node), this.mtimeHigh.get(node)));
    return { seconds, nanoseconds: this.mtimeNanoseconds.get(node) };
  }

  /** Seconds since 1970, rounded to a double: to compare and to draw. */
  approximateMtime(node: number): number {
    const seconds = (this.mtimeHigh.get(node) | 0) * twoTo32 + this.mtimeLow.get(node);
    return seconds + this.mtimeNanoseconds.get(node) / 1e9;
  }

  inode(node: number): bigint {
    return wide(this.inodeLow.get(node), this.inodeHigh.get(node));
  }

  isSameDevice(node: number, other: number): boolean {
    return this.attributes.isSameDevice(this.attribute.get(node), this.attribute.get(other));
  }

  /** Writes what `identity` returns to `out`, from place `at` on. */
  copyIdentity(node: number, out: Uint32Array, at: number): void {
    const attribute = this.attribute.get(node);
    out[at + IdentityWord.deviceHigh] = this.attributes.word(attribute, AttributeWord.deviceHigh);
    out[at + IdentityWord.deviceLow] = this.attributes.word(attribute, AttributeWord.deviceLow);
    out[at + IdentityWord.inodeLow] = this.inodeLow.get(node);
    out[at + IdentityWord.inodeHigh] = this.inodeHigh.get(node);
  }

  /** Returns the words of a node's inode, in the order of `IdentityWord`. */
  identity(node: number): readonly [number, number, number, number] {
    const attribute = this.attribute.get(node);
    return [
      this.attributes.word(attribute, AttributeWord.deviceHigh),
      this.attributes.word(attribute, AttributeWord.deviceLow),
      this.inodeLow.get(node),
      this.inodeHigh.get(node),
    ];
  }
}

/** Takes over the attributes that a sender has added, behind those known from it. */
export function takeAttributes(table: AttributeTable, known: Uint32Array, added: Uint32Array): Uint32Array {
  if (added.length === 0) return known;
  const all = new Uint32Array(known.length + added.length / ATTRIBUTE_WORDS);
  all.set(known);
  for (let at = 0, number = known.length; at < added.length; at += ATTRIBUTE_WORDS, number++) {
    const [mode, links, uid, gid, deviceHigh, deviceLow] = added.subarray(at, at + ATTRIBUTE_WORDS);
    all[number] = table.intern(mode!, links!, uid!, gid!, deviceHigh!, deviceLow!);
  }
  return all;
}

const wide = (low: number, high: number): bigint => (BigInt(high) << 32n) | BigInt(low);

function rebased(starts: Uint32Array, shift: number): Uint32Array {
  const moved = new Uint32Array(starts.length);
  for (let row = 0; row < starts.length; row++) moved[row] = starts[row]! + shift;
  return moved;
}

export function translated(numbers: Uint32Array, table: Uint32Array): Uint32Array {
  const result = new Uint32Array(numbers.length);
  for (let row = 0; row < numbers.length; row++) result[row] = table[numbers[row]!]!;
  return result;
}
