/**
 * The largest of many, without sorting them all: a heap whose top is the smallest that is kept.
 *
 * Equal sizes are told apart by the caller, so that the choice does not depend on the order of the offers.
 */
export class Largest {
  private readonly items: number[] = [];
  private readonly sizes: number[] = [];
  private readonly limit: number;
  private readonly compareTies: (a: number, b: number) => number;

  /** @param compareTies negative where `a` goes before `b`, of two items of the same size. */
  constructor(limit: number, compareTies: (a: number, b: number) => number) {
    this.limit = limit;
    this.compareTies = compareTies;
  }

  offer(item: number, size: number): void {
    if (this.items.length < this.limit) {
      this.items.push(item);
      this.sizes.push(size);
      this.rise(this.items.length - 1);
    } else if (this.limit > 0 && this.isAfter(0, item, size)) {
      this.items[0] = item;
      this.sizes[0] = size;
      this.sink();
    }
  }

  /** The items, the largest first. */
  get(): readonly number[] {
    const order = this.items.map((_item, at) => at);
    order.sort((a, b) => this.sizes[b]! - this.sizes[a]! || this.compareTies(this.items[a]!, this.items[b]!));
    return order.map((at) => this.items[at]!);
  }

  /** Returns whether the kept item at `at` comes after another. */
  private isAfter(at: number, item: number, size: number): boolean {
    const difference = this.sizes[at]! - size;
    return difference === 0 ? this.compareTies(this.items[at]!, item) > 0 : difference < 0;
  }

  private rise(from: number): void {
    for (let at = from; at > 0; ) {
      const above = (at - 1) >> 1;
      if (!this.isAfter(at, this.items[above]!, this.sizes[above]!)) return;
      this.swap(at, above);
      at = above;
    }
  }

  private sink(): void {
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      const right = left + 1;
      if (left >= this.items.length) return;
      const isRight = right < this.items.length && this.isAfter(right, this.items[left]!, this.sizes[left]!);
      const below = isRight ? right : left;
      if (!this.isAfter(below, this.items[at]!, this.sizes[at]!)) return;
      this.swap(at, below);
      at = below;
    }
  }

  private swap(a: number, b: number): void {
    const item = this.items[a]!;
    const size = this.sizes[a]!;
    this.items[a] = this.items[b]!;
    this.sizes[a] = this.sizes[b]!;
    this.items[b] = item;
    this.sizes[b] = size;
  }
}
