/** Finds nodes of one directory by the bytes of their names. */
import { fnvOffset, hashByte } from './file-extension.js';
import type { Nodes } from './nodes.js';

export class NameFinder {
  private readonly nodes: Nodes;
  private readonly among: Uint32Array;
  /** The place behind the one found last: names mostly come in the order in which they came before. */
  private next = 0;
  /** Place + 1, or 0 for a free one: open addressing, made when it is needed. */
  private table: Uint32Array | undefined;

  /** @param among nodes whose names differ. */
  constructor(nodes: Nodes, among: Uint32Array) {
    this.nodes = nodes;
    this.among = among;
  }

  /** The place among the nodes of that whose name are the bytes from `start` on, up to a NUL; -1 where there is none. */
  find(names: Uint8Array, start: number): number {
    if (this.next < this.among.length && this.isNamed(this.next, names, start)) return this.next++;
    this.table ??= this.makeTable();
    const { table } = this;
    let hash = fnvOffset;
    for (let at = start; names[at] !== 0; at++) hash = hashByte(hash, names[at]!);
    for (let slot = hash & (table.length - 1); table[slot] !== 0; slot = (slot + 1) & (table.length - 1)) {
      const place = table[slot]! - 1;
      if (!this.isNamed(place, names, start)) continue;
      this.next = place + 1;
      return place;
    }
    return -1;
  }

  private isNamed(place: number, names: Uint8Array, start: number): boolean {
    const { nodes } = this;
    const node = this.among[place]!;
    const end = nodes.nameEnd(node);
    let other = start;
    for (let at = nodes.nameBegin(node); at < end; at++, other++) {
      if (nodes.names.byteAt(at) !== names[other]) return false;
    }
    return names[other] === 0;
  }

  private makeTable(): Uint32Array {
    const { nodes, among } = this;
    let length = 16;
    while (length < among.length * 2) length *= 2;
    const table = new Uint32Array(length);
    for (let place = 0; place < among.length; place++) {
      const node = among[place]!;
      let hash = fnvOffset;
      const end = nodes.nameEnd(node);
      for (let at = nodes.nameBegin(node); at < end; at++) hash = hashByte(hash, nodes.names.byteAt(at));
      let slot = hash & (length - 1);
      while (table[slot] !== 0) slot = (slot + 1) & (length - 1);
      table[slot] = place + 1;
    }
    return table;
  }
}
