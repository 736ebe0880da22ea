/** A set of inodes that outlives the tree they come from: four words each, open addressing. */
import { hashIdentity } from './inode-table.js';

const wordsEach = 4;

export class IdentitySet {
  size = 0;
  private rows = new Uint32Array(256 * wordsEach);
  /** Row + 1, or 0 for a free place. */
  private places = new Uint32Array(512);

  add(deviceHigh: number, deviceLow: number, inodeLow: number, inodeHigh: number): void {
    const place = this.placeOf(deviceHigh, deviceLow, inodeLow, inodeHigh);
    if (this.places[place] !== 0) return;
    if (this.size * wordsEach === this.rows.length) this.grow();
    this.rows.set([deviceHigh, deviceLow, inodeLow, inodeHigh], this.size * wordsEach);
    this.places[this.placeOf(deviceHigh, deviceLow, inodeLow, inodeHigh)] = ++this.size;
  }

  has(deviceHigh: number, deviceLow: number, inodeLow: number, inodeHigh: number): boolean {
    return this.places[this.placeOf(deviceHigh, deviceLow, inodeLow, inodeHigh)] !== 0;
  }

  private placeOf(deviceHigh: number, deviceLow: number, inodeLow: number, inodeHigh: number): number {
    const { rows, places } = this;
    let place = hashIdentity(deviceHigh, deviceLow, inodeLow, inodeHigh) & (places.length - 1);
    for (let row = places[place]!; row !== 0; row = places[place]!) {
      const at = (row - 1) * wordsEach;
      const isSame =
        rows[at] === deviceHigh &&
        rows[at + 1] === deviceLow &&
        rows[at + 2] === inodeLow &&
        rows[at + 3] === inodeHigh;
      if (isSame) break;
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
      const [deviceHigh, deviceLow, inodeLow, inodeHigh] = this.rows.subarray(row * wordsEach);
      this.places[this.placeOf(deviceHigh!, deviceLow!, inodeLow!, inodeHigh!)] = row + 1;
    }
  }
}
