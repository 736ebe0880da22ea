/** A sum of whole numbers that stays exact however large it gets: small ones are added up as doubles. */
const small = 2 ** 51;

export class ExactSum {
  private low = 0;
  private high = 0n;

  add(value: number | bigint): void {
    if (typeof value === 'bigint' || Math.abs(value) > small) this.high += BigInt(value);
    else this.low += value;
    if (Math.abs(this.low) > small) {
      this.high += BigInt(this.low);
      this.low = 0;
    }
  }

  get value(): bigint {
    return this.high + BigInt(this.low);
  }
}
