/**
 * Sorts by keys that are doubles. Items of equal keys keep their order.
 *
 * Perf: above some thousands by radix over the bits of the doubles, 11 at a time; digits that are the same in all keys
 * (the lower ones of whole numbers mostly) are passed over. Measured by `npm run bench -- --only map`.
 */

const few = 4096;
const digitBits = 11;
const radix = 1 << digitBits;
/** Bits of each word's digits: 11, 11 and 10. */
const digits = 3;

export interface SortedItems {
  readonly items: Uint32Array;
  /** Runs of two or more items with equal keys: two numbers each, the first place and that behind the last. */
  readonly equals: Uint32Array;
}

/**
 * @param items what is sorted. Not changed.
 * @param keys a key for each item, none NaN.
 */
export function sortByKey(items: Uint32Array, keys: Float64Array, descending: boolean): SortedItems {
  const places = items.length <= few ? sortFew(keys, descending) : radixSort(keys, descending);
  const equals: number[] = [];
  for (let first = 0; first < places.length; ) {
    const key = keys[places[first]!];
    let next = first + 1;
    while (next < places.length && keys[places[next]!] === key) next++;
    if (next - first > 1) equals.push(first, next);
    first = next;
  }
  return { items: places.map((place) => items[place]!), equals: Uint32Array.from(equals) };
}

function sortFew(keys: Float64Array, descending: boolean): Uint32Array {
  const sign = descending ? -1 : 1;
  // why: equal keys by their places, since not every sort of typed arrays is stable (ECMAScript, %TypedArray%.sort).
  return placesOf(keys).sort((a, b) => (keys[a]! < keys[b]! ? -sign : keys[a]! > keys[b]! ? sign : a - b));
}

const placesOf = (keys: Float64Array): Uint32Array => {
  const places = new Uint32Array(keys.length);
  for (let place = 0; place < places.length; place++) places[place] = place;
  return places;
};

function radixSort(keys: Float64Array, descending: boolean): Uint32Array {
  let places: Uint32Array = placesOf(keys);
  let spare: Uint32Array = new Uint32Array(keys.length);
  const starts = new Uint32Array(radix);
  for (const word of sortableWords(keys, descending)) {
    for (let digit = 0; digit < digits; digit++) {
      const shift = digit * digitBits;
      if (!findStarts(word, shift, starts)) continue;
      for (let index = 0; index < places.length; index++) {
        const place = places[index]!;
        spare[starts[(word[place]! >>> shift) & (radix - 1)]!++] = place;
      }
      [places, spare] = [spare, places];
    }
  }
  return places;
}

/** Counts where the items of each value of a digit begin, once sorted. Returns false where all have the same. */
function findStarts(word: Uint32Array, shift: number, starts: Uint32Array): boolean {
  starts.fill(0);
  for (let index = 0; index < word.length; index++) {
    const value = (word[index]! >>> shift) & (radix - 1);
    starts[value] = starts[value]! + 1;
  }
  if (starts[(word[0]! >>> shift) & (radix - 1)] === word.length) return false;
  let start = 0;
  for (let value = 0; value < radix; value++) {
    const count = starts[value]!;
    starts[value] = start;
    start += count;
  }
  return true;
}

/** The bits of doubles so that they sort as unsigned numbers: the low words, and the high ones. */
function sortableWords(keys: Float64Array, descending: boolean): readonly [Uint32Array, Uint32Array] {
  const low = new Uint32Array(keys.length);
  const high = new Uint32Array(keys.length);
  const double = new DataView(new ArrayBuffer(8));
  const flip = descending ? 0xffff_ffff : 0;
  for (let index = 0; index < keys.length; index++) {
    // Adding zero makes -0 the same as 0.
    double.setFloat64(0, keys[index]! + 0);
    const upper = double.getUint32(0);
    const isNegative = upper >= 0x8000_0000;
    high[index] = upper ^ flip ^ (isNegative ? 0xffff_ffff : 0x8000_0000);
    low[index] = double.getUint32(4) ^ flip ^ (isNegative ? 0xffff_ffff : 0);
  }
  return [low, high];
}
