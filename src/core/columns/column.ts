/**
 * A column of numbers that grows without being copied: chunks of a fixed length.
 *
 * A chunk in which nothing but zeros was written is not there at all. The high words of sizes and times are
 * nearly always zero, and so cost nothing.
 */
const chunkBits = 16;
export const chunkLength: number = 1 << chunkBits;
const mask = chunkLength - 1;

type Numbers = Uint8Array | Uint32Array | Float64Array;

export class Column<Chunk extends Numbers> {
  private readonly chunks: (Chunk | undefined)[] = [];
  private readonly makeChunk: (length: number) => Chunk;

  constructor(makeChunk: (length: number) => Chunk) {
    this.makeChunk = makeChunk;
  }

  get(index: number): number {
    const chunk = this.chunks[index >>> chunkBits];
    return chunk === undefined ? 0 : chunk[index & mask]!;
  }

  set(index: number, value: number): void {
    const chunk = this.chunks[index >>> chunkBits];
    if (chunk !== undefined) chunk[index & mask] = value;
    else if (value !== 0) this.chunkFor(index)[index & mask] = value;
  }

  /** Copies `values` to the rows from `index` on. */
  setAll(index: number, values: Chunk): void {
    for (let from = 0; from < values.length; ) {
      const to = Math.min(values.length, from + chunkLength - ((index + from) & mask));
      const part = (from === 0 && to === values.length ? values : values.subarray(from, to)) as Chunk;
      if (this.chunks[(index + from) >>> chunkBits] !== undefined || hasValue(part)) {
        this.chunkFor(index + from).set(part, (index + from) & mask);
      }
      from = to;
    }
  }

  /** Copies the rows from `from` up to `to` to `out`, in which zeros stand, from place `at` on. */
  copy(from: number, to: number, out: Chunk, at: number): void {
    for (let row = from; row < to; ) {
      const end = Math.min(to, (row | mask) + 1);
      const chunk = this.chunks[row >>> chunkBits];
      if (chunk !== undefined) {
        out.set(chunk.subarray(row & mask, ((end - 1) & mask) + 1) as never, at + row - from);
      }
      row = end;
    }
  }

  /** Returns whether the rows from `index` on are `values`, those from `from` up to `to`. */
  hasAll(index: number, values: Chunk, from: number, to: number): boolean {
    const first = this.chunks[index >>> chunkBits];
    const isOneChunk = index >>> chunkBits === (index + to - from - 1) >>> chunkBits;
    if (first === undefined || !isOneChunk) {
      for (let at = from; at < to; at++) if (this.get(index + at - from) !== values[at]) return false;
      return true;
    }
    for (let at = from, row = index & mask; at < to; at++, row++) if (first[row] !== values[at]) return false;
    return true;
  }

  private chunkFor(index: number): Chunk {
    const number = index >>> chunkBits;
    // why: filled up in between, so that the array has no holes and stays fast.
    while (this.chunks.length <= number) this.chunks.push(undefined);
    const chunk = this.chunks[number] ?? this.makeChunk(chunkLength);
    this.chunks[number] = chunk;
    return chunk;
  }
}

function hasValue(values: Numbers): boolean {
  for (let index = 0; index < values.length; index++) if (values[index] !== 0) return true;
  return false;
}

export const bytes = (): Column<Uint8Array> => new Column((length) => new Uint8Array(length));
export const words = (): Column<Uint32Array> => new Column((length) => new Uint32Array(length));
export const doubles = (): Column<Float64Array> => new Column((length) => new Float64Array(length));
