type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

/** Returns the array if it is long enough, or one with the same numbers that is at least twice as long. */
export function lengthen<T extends Numbers>(array: T, length: number): T {
  if (length <= array.length) return array;
  const Constructor = array.constructor as new (length: number) => T;
  const longer = new Constructor(Math.max(length, 2 * array.length));
  longer.set(array as never);
  return longer;
}
