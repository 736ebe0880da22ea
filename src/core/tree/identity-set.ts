/** A set of inodes that outlives the tree they come from. */
import { IDENTITY_WORDS } from '../../contract/identity.js';
import { hashIdentity, type Identity, isSameIdentity } from './identity.js';

export class IdentitySet {
  size = 0;
  private rows = new Uint32Array(256 * IDENTITY_WORDS);
  /** Open addressing: row + 1, or 0 for a free place. */
  private places = new Uint32Array(512);

  /** Returns the number of the inode: 0 for the first that was added. */
  add(identity: Identity): number {
    const known = this.places[this.placeOf(identity)]!;
    if (known !== 0) return known - 1;
    if (this.size * IDENTITY_WORDS === this.rows.length) this.grow();
    this.rows.set(identity, this.size * IDENTITY_WORDS);
    this.places[this.placeOf(identity)] = ++this.size;
    return this.size - 1;
  }

  has(identity: Identity): boolean {
    return this.places[this.placeOf(identity)] !== 0;
  }

  private placeOf(identity: Identity): number {
    const { rows, places } = this;
    let place = hashIdentity(identity) & (places.length - 1);
    for (let row = places[place]!; row !== 0; row = places[place]!) {
      if (isSameIdentity(identity, rows, (row - 1) * IDENTITY_WORDS)) break;
      place = (place + 1) & (places.length - 1);
    }
    return place;
  }

  private grow(): void {
    const longer = new Uint32Array(this.rows.length * 2);
    longer.set(this.rows);
    this.rows = longer;
    this.places = new Uint32Array(this.places.length * 2);
    for (let row = 0; row < this.size; row++) {
      const at = row * IDENTITY_WORDS;
      this.places[this.placeOf(this.rows.subarray(at, at + IDENTITY_WORDS))] = row + 1;
    }
  }
}
