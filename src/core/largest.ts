/** The largest of many, without sorting them all. */
export class Largest {
  private readonly items: number[] = [];
  private readonly sizes: number[] = [];
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Offers an item; of equal sizes the one offered first stays. */
  offer(item: number, size: number): void {
    if (this.limit === 0) return;
    const isFull = this.items.length === this.limit;
    if (isFull && size <= this.sizes.at(-1)!) return;
    let at = this.sizes.length;
    while (at > 0 && this.sizes[at - 1]! < size) at--;
    this.items.splice(at, 0, item);
    this.sizes.splice(at, 0, size);
    if (isFull) {
      this.items.pop();
      this.sizes.pop();
    }
  }

  /** The items, the largest first. */
  get(): readonly number[] {
    return this.items;
  }
}
