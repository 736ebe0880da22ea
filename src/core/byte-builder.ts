/** Bytes put together piece by piece. */
export class ByteBuilder {
  length = 0;
  private buffer = Buffer.alloc(1 << 17);

  byte(value: number): void {
    this.reserve(1);
    this.buffer[this.length++] = value;
  }

  bytes(value: Uint8Array): void {
    this.reserve(value.length);
    this.buffer.set(value, this.length);
    this.length += value.length;
  }

  text(value: string): void {
    this.reserve(value.length * 3);
    this.length += this.buffer.write(value, this.length, 'utf8');
  }

  /** All bytes so far, and starts anew. */
  take(): Uint8Array {
    const taken = Buffer.from(this.buffer.subarray(0, this.length));
    this.length = 0;
    return taken;
  }

  private reserve(more: number): void {
    if (this.length + more <= this.buffer.length) return;
    const longer = Buffer.alloc(Math.max(this.buffer.length * 2, this.length + more));
    longer.set(this.buffer.subarray(0, this.length));
    this.buffer = longer;
  }
}
