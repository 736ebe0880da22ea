/**
 * Sorts by keys that are doubles, and leaves in their order what has equal keys.
 *
 * Perf: above some thousands by radix over the bits of the doubles, 16 at a time; digits that are the same in all keys
 * (the lower ones of whole numbers mostly) are passed over. Measured by `npm run bench -- --only map`.
 */

const few = 4096;
const radix = 1 << 16;

/**
 * @param items what is sorted. Not changed.
 * @param keys a key for each item, none NaN.
 * @returns the items, sorted.
 */
export function sortByKey(items: Uint32Array, keys: Float64Array, descending: boolean): Uint32Array {
  if (items.length <= few) return sortFew(items, keys, descending);
  return radixSort(items, sortableWords(keys, descending));
}

function sortFew(items: Uint32Array, keys: Float64Array, descending: boolean): Uint32Array {
  const places = Uint32Array.from(items, (_, place) => place);
  const sign = descending ? -1 : 1;
  // Equal keys: by place, since the sort of typed arrays was not always stable.
  places.sort((a, b) => (keys[a]! < keys[b]! ? -sign : keys[a]! > keys[b]! ? sign : a - b));
  return places.map((place) => items[place]!);
}

/** The bits of doubles, low and high word, so that they sort as unsigned numbers. */
function sortableWords(keys: Float64Array, descending: boolean): readonly [Uint32Array, Uint32Array] {
  const low = new Uint32Array(keys.length);
  const high = new Uint32Array(keys.length);
  const double = new Float64Array(1);
  const bits = new Uint32Array(double.buffer);
  // why: every machine on which Node runs is little-endian, or else the words change places.
  const [lowAt, highAt] = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? [0, 1] : [1, 0];
  const flip = descending ? 0xffff_ffff : 0;
  for (let index = 0; index < keys.length; index++) {
    double[0] = keys[index]! + 0;
    const mask = (bits[highAt]! & 0x8000_0000) === 0 ? 0 : 0xffff_ffff;
    low[index] = bits[lowAt]! ^ mask ^ flip;
    high[index] = bits[highAt]! ^ (mask | 0x8000_0000) ^ flip;
  }
  return [low, high];
}

function radixSort(items: Uint32Array, words: readonly [Uint32Array, Uint32Array]): Uint32Array {
  let places: Uint32Array = Uint32Array.from(items, (_, place) => place);
  let spare: Uint32Array = new Uint32Array(items.length);
  const ends = new Uint32Array(radix);
  for (let digit = 0; digit < 4; digit++) {
    const word = words[digit >> 1]!;
    const shift = (digit & 1) * 16;
    ends.fill(0);
    for (let index = 0; index < word.length; index++) ends[(word[index]! >>> shift) & 0xffff]!++;
    if (ends[(word[0]! >>> shift) & 0xffff] === word.length) continue;
    let start = 0;
    for (let value = 0; value < radix; value++) {
      const count = ends[value]!;
      ends[value] = start;
      start += count;
    }
    for (let index = 0; index < places.length; index++) {
      const place = places[index]!;
      spare[ends[(word[place]! >>> shift) & 0xffff]!++] = place;
    }
    [places, spare] = [spare, places];
  }
  for (let index = 0; index < places.length; index++) spare[index] = items[places[index]!]!;
  return spare;
}
