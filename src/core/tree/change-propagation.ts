/**
 * Carries the changes of a batch up to the root.
 *
 * Every directory touched, and every ancestor, is visited once a batch, the deepest first: a parent's number
 * is always smaller than its child's, so a heap that yields the greatest number does it. The cost is the number
 * of directories and ancestors, also where a chain of directories is thousands deep.
 */
import { CHANGE_LENGTH, type Totals } from './totals.js';

export class ChangePropagation {
  private changes = new Float64Array(1024 * CHANGE_LENGTH);
  private used = 0;
  /** Places at which the changes of directories begin in `changes`. */
  private readonly places = new Map<number, number>();
  private readonly heap: number[] = [];

  /** Returns the place to which the change of a directory may be added: `CHANGE_LENGTH` doubles in `rows`. */
  placeOf(directory: number): number {
    const known = this.places.get(directory);
    if (known !== undefined) return known;
    const place = this.used;
    this.used += CHANGE_LENGTH;
    if (this.used > this.changes.length) this.grow();
    this.changes.fill(0, place, this.used);
    this.places.set(directory, place);
    pushGreatest(this.heap, directory);
    return place;
  }

  /** The doubles of all places. Not to be kept: `placeOf` may replace it. */
  get rows(): Float64Array {
    return this.changes;
  }

  /** Applies all changes to their directories and to the ancestors of those. `parentOf` is -1 for the root. */
  apply(totals: Totals, parentOf: (directory: number) => number): void {
    for (
      let directory = popGreatest(this.heap);
      directory !== undefined;
      directory = popGreatest(this.heap)
    ) {
      const place = this.placeOf(directory);
      totals.add(directory, this.changes, place);
      const parent = parentOf(directory);
      if (parent < 0) continue;
      const above = this.placeOf(parent);
      for (let index = 0; index < CHANGE_LENGTH; index++) {
        this.changes[above + index] = this.changes[above + index]! + this.changes[place + index]!;
      }
    }
    this.places.clear();
    this.used = 0;
  }

  private grow(): void {
    const longer = new Float64Array(this.changes.length * 2);
    longer.set(this.changes);
    this.changes = longer;
  }
}

/** A binary heap in an array, the greatest first. */
function pushGreatest(heap: number[], value: number): void {
  let at = heap.length;
  heap.push(value);
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (heap[above]! >= value) break;
    heap[at] = heap[above]!;
    at = above;
  }
  heap[at] = value;
}

function popGreatest(heap: number[]): number | undefined {
  const greatest = heap[0];
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return greatest;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && heap[child + 1]! > heap[child]!) child++;
    if (heap[child]! <= last) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = last;
  return greatest;
}
