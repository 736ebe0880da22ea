/** The columns of all entries of a tree. A node is a row: numbers are dense, and a parent's is smaller. */
import { type EntryBatch, NodeFlag } from '../../contract/entry-batch.js';
import { IdentityWord } from '../../contract/identity.js';
import { ROW_COLUMNS, type RowColumn, type RowColumns } from '../../contract/row-columns.js';
import { BytePool } from '../columns/byte-pool.js';
import { bytes, type Column, words } from '../columns/column.js';
import { eachRowColumn, numberColumns, rowColumns } from '../columns/row-columns.js';
import { ATTRIBUTE_WORDS, AttributeTable, AttributeWord } from './attribute-table.js';

/** Flags that a tree gives its nodes by itself. */
const OWN_FLAGS = NodeFlag.duplicate | NodeFlag.removed | NodeFlag.trusted;

const twoTo32 = 4_294_967_296;

/** A point in time as the system gives it: seconds since 1970 and nanoseconds. */
export interface Timestamp {
  readonly seconds: bigint;
  readonly nanoseconds: number;
}

type NodeColumns = { readonly [Name in RowColumn]: Column<RowColumns[Name]> };

const newColumns = (): NodeColumns =>
  eachRowColumn<NodeColumns>((name) => (ROW_COLUMNS[name] === 'byte' ? bytes() : words()) as never);

export class Nodes {
  count = 0;
  readonly names: BytePool = new BytePool();
  readonly attributes: AttributeTable = new AttributeTable();
  private readonly columns = newColumns();
  readonly flags: Column<Uint8Array> = this.columns.flags;
  readonly attribute: Column<Uint32Array> = this.columns.attribute;
  private readonly nameStart = words();

  /**
   * Appends the rows of a batch.
   * @param attributeOf the tree's number for each of the sender's attribute numbers.
   * @returns the first new node.
   */
  append(batch: EntryBatch, attributeOf: Uint32Array): number {
    const first = this.count;
    const shift = this.names.append(batch.names);
    this.nameStart.setAll(first, rebased(batch.nameStart, shift));
    const rows: RowColumns = { ...batch, attribute: translated(batch.attribute, attributeOf) };
    for (const name of rowColumns) this.columns[name].setAll(first, rows[name] as never);
    this.count += batch.count;
    return first;
  }

  /** Copies the columns of the nodes from `from` up to `to` to those of a batch, from row `at` on. */
  copy(from: number, to: number, out: RowColumns, at: number): void {
    for (const name of rowColumns) this.columns[name].copy(from, to, out[name] as never, at);
  }

  /**
   * Returns whether a node is as a row of a batch says, but for its name and the flags that no scanner gives.
   * @param attribute the tree's number of the row's attributes.
   */
  equals(node: number, batch: EntryBatch, row: number, attribute: number): boolean {
    return (
      this.attribute.get(node) === attribute &&
      (this.flags.get(node) & ~OWN_FLAGS) === batch.flags[row] &&
      numberColumns.every((name) => this.columns[name].get(node) === batch[name][row])
    );
  }

  /**
   * Returns the same of the nodes from `node` on and the rows from `from` up to `to`.
   * @param attribute the tree's number of the attributes of each row of the batch.
   */
  equalAll(node: number, batch: EntryBatch, from: number, to: number, attribute: Uint32Array): boolean {
    return (
      this.attribute.hasAll(node, attribute, from, to) &&
      this.haveFlags(node, batch.flags, from, to) &&
      numberColumns.every((name) => this.columns[name].hasAll(node, batch[name], from, to))
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
      this.columns.mtimeLow.get(node) === batch.mtimeLow[row] &&
      this.columns.mtimeNanoseconds.get(node) === batch.mtimeNanoseconds[row] &&
      this.columns.mtimeHigh.get(node) === batch.mtimeHigh[row]
    );
  }

  /** Returns whether a node has the device and inode of a row. */
  hasInode(node: number, batch: EntryBatch, row: number, attribute: number): boolean {
    return (
      this.columns.inodeLow.get(node) === batch.inodeLow[row] &&
      this.columns.inodeHigh.get(node) === batch.inodeHigh[row] &&
      this.attributes.isSameDevice(this.attribute.get(node), attribute)
    );
  }

  /** Makes a node what a row of a batch says, all but its name. */
  rewrite(node: number, batch: EntryBatch, row: number, attribute: number): void {
    for (const name of rowColumns) this.columns[name].set(node, batch[name][row]!);
    this.attribute.set(node, attribute);
  }

  /** The bytes of a node's name, without the NUL. A view: not to be changed. */
  name(node: number): Uint8Array {
    return this.names.slice(this.nameStart.get(node), this.nameEnd(node));
  }

  /** Returns where a node's name begins in `names`; `nameEnd` returns where it ends. */
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
    return wide(this.columns.apparentLow.get(node), this.columns.apparentHigh.get(node));
  }

  /** `st_blocks` × 512. */
  allocatedBytes(node: number): bigint {
    return wide(this.columns.blocksLow.get(node), this.columns.blocksHigh.get(node)) * 512n;
  }

  /** The words of both sizes: what sums are made of. */
  sizeWords(
    node: number,
  ): readonly [apparentLow: number, apparentHigh: number, blocksLow: number, blocksHigh: number] {
    return [
      this.columns.apparentLow.get(node),
      this.columns.apparentHigh.get(node),
      this.columns.blocksLow.get(node),
      this.columns.blocksHigh.get(node),
    ];
  }

  /** Returns whether an entry of another tree is as long, and occupies as much. */
  hasSameSizes(node: number, other: Nodes, otherNode: number): boolean {
    return (
      this.columns.apparentLow.get(node) === other.columns.apparentLow.get(otherNode) &&
      this.columns.blocksLow.get(node) === other.columns.blocksLow.get(otherNode) &&
      this.columns.apparentHigh.get(node) === other.columns.apparentHigh.get(otherNode) &&
      this.columns.blocksHigh.get(node) === other.columns.blocksHigh.get(otherNode)
    );
  }

  /** Rounded to doubles: to compare and to draw. */
  approximateApparentBytes(node: number): number {
    return this.columns.apparentHigh.get(node) * twoTo32 + this.columns.apparentLow.get(node);
  }

  approximateAllocatedBytes(node: number): number {
    return (this.columns.blocksHigh.get(node) * twoTo32 + this.columns.blocksLow.get(node)) * 512;
  }

  mtime(node: number): Timestamp {
    const seconds = BigInt.asIntN(
      64,
      wide(this.columns.mtimeLow.get(node), this.columns.mtimeHigh.get(node)),
    );
    return { seconds, nanoseconds: this.columns.mtimeNanoseconds.get(node) };
  }

  /** Seconds since 1970, rounded to a double: to compare and to draw. */
  approximateMtime(node: number): number {
    const seconds = (this.columns.mtimeHigh.get(node) | 0) * twoTo32 + this.columns.mtimeLow.get(node);
    return seconds + this.columns.mtimeNanoseconds.get(node) / 1e9;
  }

  inode(node: number): bigint {
    return wide(this.columns.inodeLow.get(node), this.columns.inodeHigh.get(node));
  }

  /** Returns a word that stands for the inode's birth time; 0 where that is not known. */
  birth(node: number): number {
    return this.columns.birth.get(node);
  }

  isSameDevice(node: number, other: number): boolean {
    return this.attributes.isSameDevice(this.attribute.get(node), this.attribute.get(other));
  }

  /** Writes what `identity` returns to `out`, from place `at` on. */
  copyIdentity(node: number, out: Uint32Array, at: number): void {
    const attribute = this.attribute.get(node);
    out[at + IdentityWord.deviceHigh] = this.attributes.word(attribute, AttributeWord.deviceHigh);
    out[at + IdentityWord.deviceLow] = this.attributes.word(attribute, AttributeWord.deviceLow);
    out[at + IdentityWord.inodeLow] = this.columns.inodeLow.get(node);
    out[at + IdentityWord.inodeHigh] = this.columns.inodeHigh.get(node);
  }

  /** Returns the words of a node's inode, in the order of `IdentityWord`. */
  identity(node: number): readonly [number, number, number, number] {
    const attribute = this.attribute.get(node);
    return [
      this.attributes.word(attribute, AttributeWord.deviceHigh),
      this.attributes.word(attribute, AttributeWord.deviceLow),
      this.columns.inodeLow.get(node),
      this.columns.inodeHigh.get(node),
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
