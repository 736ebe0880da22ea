/**
 * Finds inodes by device and number: which node stands for each.
 *
 * Open addressing over node numbers; the keys are the columns of the nodes themselves. Not a JavaScript Map, which
 * ends at 2^24 entries.
 */
import { hashIdentity, type Identity, isSameIdentity } from './identity.js';
import type { Nodes } from './nodes.js';

export class InodeTable {
  count = 0;
  /** Node + 1, or 0 for a free place. */
  private places = new Uint32Array(1024);
  private readonly nodes: Nodes;

  constructor(nodes: Nodes) {
    this.nodes = nodes;
  }

  /** The node that stands for the inode of `node`. The first one asked for stands for it from then on. */
  standFor(node: number): number {
    const place = this.placeOf(node);
    if (this.places[place] !== 0) return this.places[place]! - 1;
    this.places[place] = node + 1;
    this.count++;
    if (this.count * 2 > this.places.length) this.grow();
    return node;
  }

  /** Lets another node stand for its inode. */
  replace(node: number): void {
    this.places[this.placeOf(node)] = node + 1;
  }

  /** The node that stands for an inode; -1 where none does. */
  find(identity: Identity): number {
    return this.places[this.placeOfIdentity(identity)]! - 1;
  }

  /** Calls back with the node that stands for each inode. */
  forEach(visit: (node: number) => void): void {
    for (const known of this.places) if (known !== 0) visit(known - 1);
  }

  private placeOf(node: number): number {
    return this.placeOfIdentity(this.nodes.identity(node));
  }

  private placeOfIdentity(identity: Identity): number {
    let place = hashIdentity(identity) & (this.places.length - 1);
    for (let known = this.places[place]!; known !== 0; known = this.places[place]!) {
      if (isSameIdentity(this.nodes.identity(known - 1), identity)) break;
      place = (place + 1) & (this.places.length - 1);
    }
    return place;
  }

  private grow(): void {
    const old = this.places;
    this.places = new Uint32Array(old.length * 2);
    for (const known of old) if (known !== 0) this.places[this.placeOf(known - 1)] = known;
  }
}
