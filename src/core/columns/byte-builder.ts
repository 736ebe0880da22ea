/** Bytes put together piece by piece. */
import { encodeName } from './text.js';

export class ByteBuilder {
  length = 0;
  private buffer = new Uint8Array(1 << 17);

  byte(value: number): void {
    this.reserve(1);
    this.buffer[this.length++] = value;
  }

  bytes(value: Uint8Array): void {
    this.reserve(value.length);
    this.buffer.set(value, this.length);
    this.length += value.length;
  }

  /** Appends text as UTF-8. */
  text(value: string): void {
    this.reserve(value.length);
    const { buffer, length } = this;
    // Perf: most text is ASCII, and short; `npm run bench -- --only listing`.
    for (let at = 0; at < value.length; at++) {
      const unit = value.charCodeAt(at);
      if (unit > 0x7f) {
        this.bytes(encodeName(value));
        return;
      }
      buffer[length + at] = unit;
    }
    this.length += value.length;
  }

  /** Returns all bytes so far, and starts again from nothing. */
  take(): Uint8Array {
    const taken = this.buffer.slice(0, this.length);
    this.length = 0;
    return taken;
  }

  private reserve(more: number): void {
    if (this.length + more <= this.buffer.length) return;
    const longer = new Uint8Array(Math.max(this.buffer.length * 2, this.length + more));
    longer.set(this.buffer.subarray(0, this.length));
    this.buffer = longer;
  }
}
