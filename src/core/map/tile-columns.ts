/** Columns of tiles while a map is laid out. They grow, and are used again for the next frame. */
import type { Frame } from '../../contract/view.js';
import { lengthen } from '../columns/lengthen.js';

export type FrameColumns = Pick<
  Frame,
  'x' | 'y' | 'width' | 'height' | 'node' | 'parent' | 'depth' | 'colour' | 'flags' | 'bytes' | 'entries'
>;

const initialLength = 4096;

export class TileColumns {
  count = 0;
  x: Float64Array = new Float64Array(initialLength);
  y: Float64Array = new Float64Array(initialLength);
  width: Float64Array = new Float64Array(initialLength);
  height: Float64Array = new Float64Array(initialLength);
  bytes: Float64Array = new Float64Array(initialLength);
  node: Uint32Array = new Uint32Array(initialLength);
  parent: Uint32Array = new Uint32Array(initialLength);
  entries: Uint32Array = new Uint32Array(initialLength);
  depth: Uint16Array = new Uint16Array(initialLength);
  colour: Uint16Array = new Uint16Array(initialLength);
  flags: Uint8Array = new Uint8Array(initialLength);
  /** Directory that may be opened; -1 where there is none. */
  directory: Int32Array = new Int32Array(initialLength);
  /** 1 where other tiles lie within this one. */
  isOpen: Uint8Array = new Uint8Array(initialLength);
  /** Number of nested directories without a frame, up to this one. */
  bareLevels: Uint8Array = new Uint8Array(initialLength);

  /** Returns a new tile, to be filled in. */
  add(): number {
    if (this.count === this.x.length) this.grow();
    return this.count++;
  }

  /** Returns copies of the columns, cut to their length. */
  toFrame(): FrameColumns {
    const { count } = this;
    return {
      x: Float32Array.from(this.x.subarray(0, count)),
      y: Float32Array.from(this.y.subarray(0, count)),
      width: Float32Array.from(this.width.subarray(0, count)),
      height: Float32Array.from(this.height.subarray(0, count)),
      node: this.node.slice(0, count),
      parent: this.parent.slice(0, count),
      depth: this.depth.slice(0, count),
      colour: this.colour.slice(0, count),
      flags: this.flags.slice(0, count),
      bytes: this.bytes.slice(0, count),
      entries: this.entries.slice(0, count),
    };
  }

  private grow(): void {
    const length = 2 * this.x.length;
    this.x = lengthen(this.x, length);
    this.y = lengthen(this.y, length);
    this.width = lengthen(this.width, length);
    this.height = lengthen(this.height, length);
    this.bytes = lengthen(this.bytes, length);
    this.node = lengthen(this.node, length);
    this.parent = lengthen(this.parent, length);
    this.entries = lengthen(this.entries, length);
    this.depth = lengthen(this.depth, length);
    this.colour = lengthen(this.colour, length);
    this.flags = lengthen(this.flags, length);
    this.directory = lengthen(this.directory, length);
    this.isOpen = lengthen(this.isOpen, length);
    this.bareLevels = lengthen(this.bareLevels, length);
  }
}
