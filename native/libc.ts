/**
 * The C library, as typed functions.
 *
 * Why addresses: an argument of type `intptr_t` costs 1.22 µs a `statx` here, a typed array 1.44 µs
 * (bench/native.ts). A plain number is then an address, so numbers become addresses in one place only:
 * `NativeBuffer`, which owns the memory and knows its length.
 */
import koffi from 'koffi';

declare const addressBrand: unique symbol;
/** Address inside of a `NativeBuffer`. */
export type Address = number & { readonly [addressBrand]: true };

/**
 * Memory that native calls may fill. An `ArrayBuffer` of this size lies outside JavaScript's heap and does
 * not move while it is referenced; the buffer must therefore be kept as long as its address is used.
 */
export class NativeBuffer {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly words: Uint32Array<ArrayBuffer>;
  readonly address: Address;

  constructor(byteLength: number) {
    if (byteLength < 4096 || byteLength % 8 !== 0)
      throw new RangeError('a native buffer is 4096 bytes or more');
    this.bytes = new Uint8Array(byteLength);
    this.words = new Uint32Array(this.bytes.buffer);
    this.address = addressOf(this.bytes);
  }

  /** Returns the address of the byte at `offset`. */
  at(offset: number): Address {
    if (offset < 0 || offset >= this.bytes.length) throw new RangeError('outside of the native buffer');
    return (this.address + offset) as Address;
  }
}

/** Returns the address of an array's memory. It must have 4,096 bytes or more, and be kept while the address is used. */
export function addressOf(bytes: Uint8Array<ArrayBuffer>): Address {
  if (bytes.length < 4096) throw new RangeError('small arrays may move');
  const address = koffi.address(bytes);
  const number = Number(address);
  if (!Number.isSafeInteger(number)) throw new RangeError('an address above 2^53');
  return number as Address;
}

/** Declares a function of the C library, or returns undefined where the library has none of that name. */
export function declare<F extends (...args: never[]) => number>(prototype: string): F | undefined {
  try {
    return koffi.load(null).func(prototype) as unknown as F;
  } catch {
    // koffi throws for a missing symbol: an older library, another system. The caller chooses another way.
    return undefined;
  }
}

/** Returns errno of the call just made by this thread. */
export const errno = (): number => koffi.errno();
