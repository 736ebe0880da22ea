/**
 * What removing several trees would free: an inode that has names elsewhere frees nothing, and one whose names lie in
 * several of the trees is freed with the last.
 */
import { NodeFlag } from '../../contract/entry-batch.js';
import { type Column, doubles, words } from '../columns/column.js';
import { ExactSum } from '../columns/exact-sum.js';
import { AttributeWord } from '../tree/attribute-table.js';
import type { Identity } from '../tree/identity.js';
import { IdentitySet } from '../tree/identity-set.js';
import { linkedAttributes } from '../tree/linked-attributes.js';
import { ROOT_DIRECTORY, type Tree } from '../tree/tree.js';

export interface Freed {
  /** What is occupied less afterwards. */
  readonly bytes: bigint;
  /** What stays, since it has other names. */
  readonly keptBytes: bigint;
  readonly keptFiles: number;
}

export class FreedBytes {
  private readonly single = new ExactSum();
  private readonly inodes = new IdentitySet();
  /** By inode: names that were found, names that there are, and allocated bytes. */
  private readonly found: Column<Uint32Array> = words();
  private readonly links: Column<Uint32Array> = words();
  private readonly bytes: Column<Float64Array> = doubles();

  /** Takes a whole tree, its root too. No entry may be in two of the trees. */
  addTree({ nodes, directories }: Tree): void {
    this.single.add(directories.totals.allocatedBytes(ROOT_DIRECTORY, true));
    const isLinked = linkedAttributes(nodes);
    for (let node = 0; node < nodes.count; node++) {
      const attribute = nodes.attribute.get(node);
      if (isLinked[attribute] === 0 || nodes.hasFlag(node, NodeFlag.removed)) continue;
      const bytes = nodes.allocatedBytes(node);
      this.single.add(-bytes);
      this.addName(nodes.identity(node), nodes.attributes.word(attribute, AttributeWord.links), bytes);
    }
  }

  /** Takes a name of a file. */
  addFile(identity: Identity, links: number, allocatedBytes: bigint): void {
    if (links > 1) this.addName(identity, links, allocatedBytes);
    else this.single.add(allocatedBytes);
  }

  get freed(): Freed {
    const bytes = new ExactSum();
    const kept = new ExactSum();
    let keptFiles = 0;
    bytes.add(this.single.value);
    for (let inode = 0; inode < this.inodes.size; inode++) {
      const isWhole = this.found.get(inode) >= this.links.get(inode);
      (isWhole ? bytes : kept).add(this.bytes.get(inode));
      if (!isWhole) keptFiles++;
    }
    return { bytes: bytes.value, keptBytes: kept.value, keptFiles };
  }

  private addName(identity: Identity, links: number, bytes: bigint): void {
    const inode = this.inodes.add(identity);
    this.found.set(inode, this.found.get(inode) + 1);
    this.links.set(inode, links);
    // Exact up to 2^53, which is more than a file occupies.
    this.bytes.set(inode, Number(bytes));
  }
}
