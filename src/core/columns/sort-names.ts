/**
 * Sorts byte strings by three-way radix quicksort (Bentley and Sedgewick, "Fast algorithms for sorting and
 * searching strings", 1997): no byte is looked at twice, and nothing is allocated per name.
 */

/** Below this many, insertion is faster. */
const few = 12;

/**
 * @param bytes holds all strings.
 * @param starts where each begins.
 * @param ends where each ends.
 * @returns the numbers of the strings in the order of their bytes; a prefix sorts before what goes on.
 */
export function sortNames(bytes: Uint8Array, starts: Uint32Array, ends: Uint32Array): Uint32Array {
  const order = Uint32Array.from(starts, (_start, index) => index);
  /** Ranges still to be sorted, three numbers each: from, to, and how many bytes are known to be equal. */
  const ranges = [0, order.length, 0];
  const byteAt = (name: number, depth: number): number => {
    const at = starts[name]! + depth;
    return at < ends[name]! ? bytes[at]! : -1;
  };

  while (ranges.length > 0) {
    const depth = ranges.pop()!;
    const to = ranges.pop()!;
    const from = ranges.pop()!;
    if (to - from <= few) {
      insertionSort(order, from, to, (a, b) => compareFrom(byteAt, a, b, depth));
      continue;
    }
    const pivot = middleOf(
      byteAt(order[from]!, depth),
      byteAt(order[(from + to) >>> 1]!, depth),
      byteAt(order[to - 1]!, depth),
    );
    let less = from;
    let greater = to;
    for (let at = from; at < greater; ) {
      const name = order[at]!;
      const byte = byteAt(name, depth);
      if (byte < pivot) {
        order[at++] = order[less]!;
        order[less++] = name;
      } else if (byte > pivot) {
        order[at] = order[--greater]!;
        order[greater] = name;
      } else at++;
    }
    ranges.push(from, less, depth, greater, to, depth);
    if (pivot >= 0) ranges.push(less, greater, depth + 1);
  }
  return order;
}

function insertionSort(
  order: Uint32Array,
  from: number,
  to: number,
  compare: (a: number, b: number) => number,
): void {
  for (let next = from + 1; next < to; next++) {
    const name = order[next]!;
    let at = next;
    for (; at > from && compare(order[at - 1]!, name) > 0; at--) order[at] = order[at - 1]!;
    order[at] = name;
  }
}

function compareFrom(
  byteAt: (name: number, depth: number) => number,
  a: number,
  b: number,
  depth: number,
): number {
  for (let at = depth; ; at++) {
    const byte = byteAt(a, at);
    const difference = byte - byteAt(b, at);
    if (difference !== 0 || byte < 0) return difference;
  }
}

const middleOf = (a: number, b: number, c: number): number =>
  Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
