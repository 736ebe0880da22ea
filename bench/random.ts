/**
 * Random numbers in [0, 1), the same on every machine for the same seed, so that a tree can be built again.
 * Mulberry32 by Tommy Ettinger (public domain): one word of state is plenty for a benchmark's tree.
 */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Returns a whole number from 0 to below `bound`. */
  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }

  /** Returns a number that is mostly small and sometimes many times the mean, as directories are. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }
}
