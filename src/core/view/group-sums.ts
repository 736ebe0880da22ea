/**
 * Exact sums of groups of entries. Bytes are two words, the low one below 2^32, the high one a double. `files` counts
 * every name of an inode, as totals do.
 */

import { FILE_BITS, hasLength, TYPE_BITS } from '../tree/mode.js';
import type { Nodes } from '../tree/nodes.js';
import { eachCounted } from './counted-entries.js';
import type { EntrySizes } from './entry-sizes.js';

const twoTo32 = 4_294_967_296;
/** Offsets of a group's numbers. Sums of bytes and of blocks take two each, low and high. */
const files = 0;
const entries = 1;
const apparent = 2;
const blocks = 4;
const width = 6;

export class GroupSums {
  /** Greatest key + 1. */
  count = 0;
  private rows = new Float64Array(16 * width);

  /** Adds an entry to the group `key`. */
  add(key: number, nodes: Nodes, node: number, hasBytes: boolean): void {
    if (key >= this.count) this.makeRoom(key);
    const { rows } = this;
    const at = key * width;
    const type = nodes.mode(node) & TYPE_BITS;
    rows[at + entries] = rows[at + entries]! + 1;
    if (type === FILE_BITS) rows[at + files] = rows[at + files]! + 1;
    if (!hasBytes) return;
    const words = nodes.sizeWords(node);
    if (hasLength(type)) addWords(rows, at + apparent, words[0], words[1]);
    addWords(rows, at + blocks, words[2], words[3]);
  }

  /** Adds a group of other sums. */
  addGroup(key: number, other: GroupSums, otherKey: number): void {
    if (key >= this.count) this.makeRoom(key);
    const from = otherKey * width;
    const to = key * width;
    this.rows[to + files] = this.rows[to + files]! + other.rows[from + files]!;
    this.rows[to + entries] = this.rows[to + entries]! + other.rows[from + entries]!;
    for (const low of [apparent, blocks]) {
      addWords(this.rows, to + low, other.rows[from + low]!, other.rows[from + low + 1]!);
    }
  }

  isEmpty(key: number): boolean {
    return this.rows[key * width + entries] === 0;
  }

  files(key: number): number {
    return this.rows[key * width + files]!;
  }

  apparentBytes(key: number): bigint {
    return wide(this.rows, key * width + apparent);
  }

  allocatedBytes(key: number): bigint {
    return wide(this.rows, key * width + blocks) * 512n;
  }

  copy(): GroupSums {
    const copy = new GroupSums();
    copy.count = this.count;
    copy.rows = this.rows.slice();
    return copy;
  }

  private makeRoom(key: number): void {
    this.count = key + 1;
    if (this.count * width <= this.rows.length) return;
    const longer = new Float64Array(Math.max(this.count * width, this.rows.length * 2));
    longer.set(this.rows);
    this.rows = longer;
  }
}

/** Sums up all counted entries by key. */
export function sumGroups(sizes: EntrySizes, keyOf: (node: number) => number): GroupSums {
  const sums = new GroupSums();
  const { nodes } = sizes.tree;
  eachCounted(sizes, (node, hasBytes) => sums.add(keyOf(node), nodes, node, hasBytes));
  return sums;
}

function addWords(rows: Float64Array, at: number, low: number, high: number): void {
  const sum = rows[at]! + low;
  const carry = sum >= twoTo32 ? 1 : 0;
  rows[at] = sum - carry * twoTo32;
  rows[at + 1] = rows[at + 1]! + high + carry;
}

const wide = (rows: Float64Array, at: number): bigint => (BigInt(rows[at + 1]!) << 32n) + BigInt(rows[at]!);
