/**
 * Names that two directories of two trees have in common.
 *
 * Perf: usually both have the same names in the same order, or long runs of them (several scanners may share a huge
 * directory). So each name is first looked for behind the one found last. Names are hashed only where it is not there
 * (`npm run bench -- --only compare`).
 */
import { NodeFlag } from '../../contract/entry-batch.js';
import { lengthen } from '../columns/lengthen.js';
import type { Nodes } from '../tree/nodes.js';
import type { Tree } from '../tree/tree.js';

export class CommonNames {
  private readonly before: NameList;
  private readonly after: NameList;

  constructor(before: Tree, after: Tree) {
    this.before = new NameList(before);
    this.after = new NameList(after);
  }

  /**
   * Visits both nodes of each common name, until a visit returns true.
   * @returns whether one did.
   */
  some(
    beforeDirectory: number,
    afterDirectory: number,
    visit: (before: number, after: number) => boolean,
  ): boolean {
    const { before, after } = this;
    before.read(beforeDirectory);
    after.read(afterDirectory);
    if (before.count === 0) return false;
    let expected = 0;
    for (let at = 0; at < after.count; at++) {
      const node = after.nodes[at]!;
      const index = before.indexOf(after.tree.nodes, node, expected);
      if (index < 0) continue;
      if (visit(before.nodes[index]!, node)) return true;
      expected = index + 1;
    }
    return false;
  }
}

/** Names of one directory. One object serves all directories. */
class NameList {
  nodes: Uint32Array = new Uint32Array(1024);
  count = 0;
  readonly tree: Tree;
  /** Hash table with open addressing: index in `nodes` + 1, or 0 for a free slot. */
  private table = new Uint32Array(64);
  private mask = 0;
  // why: with a random seed nobody can choose names that all hash to the same.
  private readonly seed = Math.floor(Math.random() * 2 ** 32);

  constructor(tree: Tree) {
    this.tree = tree;
  }

  read(directory: number): void {
    this.count = 0;
    this.mask = 0;
    const { nodes } = this.tree;
    this.tree.directories.eachSection(directory, (start, end) => {
      this.nodes = lengthen(this.nodes, this.count + end - start);
      for (let node = start; node < end; node++) {
        if (!nodes.hasFlag(node, NodeFlag.removed)) this.nodes[this.count++] = node;
      }
    });
  }

  /**
   * Returns the index of the name that another tree's node has; -1 where there is none.
   * @param expected index that is tried first.
   */
  indexOf(other: Nodes, node: number, expected: number): number {
    if (expected < this.count && this.isName(expected, other, node)) return expected;
    if (this.mask === 0) this.hashNames();
    let at = hashName(other, node, this.seed) & this.mask;
    for (; this.table[at] !== 0; at = (at + 1) & this.mask) {
      if (this.isName(this.table[at]! - 1, other, node)) return this.table[at]! - 1;
    }
    return -1;
  }

  private hashNames(): void {
    const length = 2 ** (Math.ceil(Math.log2(this.count)) + 1);
    this.table = lengthen(this.table, length);
    this.table.fill(0, 0, length);
    this.mask = length - 1;
    for (let index = 0; index < this.count; index++) {
      let at = hashName(this.tree.nodes, this.nodes[index]!, this.seed) & this.mask;
      while (this.table[at] !== 0) at = (at + 1) & this.mask;
      this.table[at] = index + 1;
    }
  }

  private isName(index: number, other: Nodes, node: number): boolean {
    const { nodes } = this.tree;
    const begin = nodes.nameBegin(this.nodes[index]!);
    const end = nodes.nameEnd(this.nodes[index]!);
    const shift = other.nameBegin(node) - begin;
    if (other.nameEnd(node) - shift !== end) return false;
    for (let at = begin; at < end; at++) {
      if (nodes.names.byteAt(at) !== other.names.byteAt(at + shift)) return false;
    }
    return true;
  }
}

/** Hashes a name by FNV-1a (Fowler, Noll and Vo, public domain), its bits mixed so that the lower ones depend on all. */
function hashName(nodes: Nodes, node: number, seed: number): number {
  const end = nodes.nameEnd(node);
  let hash = seed;
  for (let at = nodes.nameBegin(node); at < end; at++) {
    hash = Math.imul(hash ^ nodes.names.byteAt(at), 0x01000193);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 12)) >>> 0;
}
