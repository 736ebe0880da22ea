/** Bytes that only grow, in chunks: the names of all entries, one after the other. */
const chunkBits = 20;
const chunkLength = 1 << chunkBits;
const mask = chunkLength - 1;
/** Places are 32-bit numbers. */
const maxLength = 0xffff_ffff;

export class BytePool {
  length = 0;
  private readonly chunks: Uint8Array[] = [];

  /** Appends and returns where the bytes begin. */
  append(bytes: Uint8Array): number {
    const start = this.length;
    if (start + bytes.length > maxLength) throw new RangeError('more than 4 GiB of names');
    for (let from = 0; from < bytes.length; ) {
      const at = this.length & mask;
      if (this.length >>> chunkBits === this.chunks.length) this.chunks.push(new Uint8Array(chunkLength));
      const to = Math.min(bytes.length, from + chunkLength - at);
      this.chunks[this.length >>> chunkBits]!.set(
        from === 0 && to === bytes.length ? bytes : bytes.subarray(from, to),
        at,
      );
      this.length += to - from;
      from = to;
    }
    return start;
  }

  byteAt(index: number): number {
    return this.chunks[index >>> chunkBits]![index & mask]!;
  }

  /** Copies the bytes from `start` up to `end` to another array; returns how many. Perf: no view is made. */
  copy(start: number, end: number, to: Uint8Array, at: number): number {
    let chunk = this.chunks[start >>> chunkBits]!;
    for (let from = start, out = at; from < end; from++, out++) {
      if ((from & mask) === 0) chunk = this.chunks[from >>> chunkBits]!;
      to[out] = chunk[from & mask]!;
    }
    return end - start;
  }

  /** Copies many bytes: chunk by chunk. */
  copyAll(start: number, end: number, to: Uint8Array, at: number): void {
    for (let from = start; from < end; ) {
      const stop = Math.min(end, (from | mask) + 1);
      to.set(
        this.chunks[from >>> chunkBits]!.subarray(from & mask, ((stop - 1) & mask) + 1),
        at + from - start,
      );
      from = stop;
    }
  }

  /** The bytes from `start` up to `end`: a view where they lie in one chunk, otherwise a copy. */
  slice(start: number, end: number): Uint8Array {
    if (end <= start) return new Uint8Array();
    const first = this.chunks[start >>> chunkBits]!;
    if (start >>> chunkBits === (end - 1) >>> chunkBits)
      return first.subarray(start & mask, ((end - 1) & mask) + 1);
    const copy = new Uint8Array(end - start);
    for (let index = start; index < end; index++) copy[index - start] = this.byteAt(index);
    return copy;
  }
}
