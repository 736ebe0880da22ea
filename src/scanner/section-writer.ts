/** Sections of a batch while it is written, in typed arrays that grow and are cut to their length at last. */
import { SECTION_SUMS, type SectionColumns } from '../contract/entry-batch.js';

const firstCapacity = 1024;

export class SectionWriter {
  count = 0;
  private capacity = firstCapacity;
  private directory = new Uint32Array(firstCapacity);
  private end = new Uint32Array(firstCapacity);
  private done = new Uint8Array(firstCapacity);
  private failure = new Uint16Array(firstCapacity);
  private sums = new Float64Array(firstCapacity * SECTION_SUMS);

  add(directory: number, end: number, done: boolean, failure: number, sums: Float64Array): void {
    if (this.count === this.capacity) this.grow();
    const at = this.count++;
    this.directory[at] = directory;
    this.end[at] = end;
    this.done[at] = done ? 1 : 0;
    this.failure[at] = failure;
    for (let index = 0; index < SECTION_SUMS; index++) this.sums[at * SECTION_SUMS + index] = sums[index]!;
  }

  /** Returns all sections since the last call. */
  take(): SectionColumns {
    const { count } = this;
    this.count = 0;
    return {
      directory: this.directory.slice(0, count),
      end: this.end.slice(0, count),
      done: this.done.slice(0, count),
      failure: this.failure.slice(0, count),
      sums: this.sums.slice(0, count * SECTION_SUMS),
    };
  }

  private grow(): void {
    this.capacity *= 2;
    const longer = <T extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(
      column: T,
      made: T,
    ): T => {
      made.set(column);
      return made;
    };
    this.directory = longer(this.directory, new Uint32Array(this.capacity));
    this.end = longer(this.end, new Uint32Array(this.capacity));
    this.done = longer(this.done, new Uint8Array(this.capacity));
    this.failure = longer(this.failure, new Uint16Array(this.capacity));
    this.sums = longer(this.sums, new Float64Array(this.capacity * SECTION_SUMS));
  }
}
