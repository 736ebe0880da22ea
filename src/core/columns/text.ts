/**
 * Names are bytes. As strings they are UTF-8, and a byte that is not becomes a lone surrogate, U+DC80 to U+DCFF
 * (Python's "surrogateescape", PEP 383): every name has a string of its own, and the string leads back to it.
 */
const surrogateBase = 0xdc00;

/** Decodes bytes; what is not UTF-8 becomes lone surrogates. */
export function decodeName(bytes: Uint8Array): string {
  let text = '';
  // Perf: names are short and nearly always ASCII; a TextDecoder costs more to call than this loop.
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at]!;
    const length = byte < 0x80 ? 1 : sequenceLength(bytes, at);
    if (length === 1) text += String.fromCharCode(byte);
    else if (length === 0) text += String.fromCharCode(surrogateBase + byte);
    else text += String.fromCodePoint(codePoint(bytes, at, length));
    at += length || 1;
  }
  return text;
}

/** Decodes the symbol that begins with a byte beyond ASCII: a code point, or the lone surrogate of a byte that is not UTF-8. */
export function decodeSymbol(bytes: Uint8Array, at: number): number {
  const length = sequenceLength(bytes, at);
  return length === 0 ? surrogateBase + bytes[at]! : codePoint(bytes, at, length);
}

/** Returns how many bytes a decoded symbol beyond ASCII takes. */
export function symbolLength(symbol: number): number {
  if (symbol >= 0x10000) return 4;
  if (symbol < 0x800) return 2;
  return symbol >= 0xdc80 && symbol <= 0xdcff ? 1 : 3;
}

/** Returns whether bytes are UTF-8 throughout. */
export function isUtf8(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; ) {
    const length = bytes[at]! < 0x80 ? 1 : sequenceLength(bytes, at);
    if (length === 0) return false;
    at += length;
  }
  return true;
}

/** The bytes of a string that `decodeName` made, or of any other as UTF-8. Other lone surrogates become U+FFFD. */
export function encodeName(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  for (let at = 0; at < text.length; ) {
    const point = text.codePointAt(at)!;
    at += point > 0xffff ? 2 : 1;
    if (point >= 0xdc80 && point <= 0xdcff) bytes[length++] = point - surrogateBase;
    else length = appendUtf8(bytes, length, point >= 0xd800 && point <= 0xdfff ? 0xfffd : point);
  }
  return bytes.subarray(0, length);
}

function appendUtf8(bytes: Uint8Array, at: number, point: number): number {
  let next = at;
  if (point < 0x80) {
    bytes[next++] = point;
    return next;
  }
  if (point < 0x800) bytes[next++] = 0xc0 | (point >> 6);
  else {
    if (point < 0x10000) bytes[next++] = 0xe0 | (point >> 12);
    else {
      bytes[next++] = 0xf0 | (point >> 18);
      bytes[next++] = 0x80 | ((point >> 12) & 0x3f);
    }
    bytes[next++] = 0x80 | ((point >> 6) & 0x3f);
  }
  bytes[next++] = 0x80 | (point & 0x3f);
  return next;
}

/** Returns the length of the sequence of two or more bytes that begins at `at`; 0 where it is not well formed (Unicode, table 3-7). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) return 0;
  for (let index = 1; index < length; index++) if ((bytes[at + index]! & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1]!;
  const isOverlong = (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90);
  const isSurrogate = first === 0xed && second > 0x9f;
  const isTooLarge = first === 0xf4 && second > 0x8f;
  return isOverlong || isSurrogate || isTooLarge ? 0 : length;
}

function codePoint(bytes: Uint8Array, at: number, length: number): number {
  let point = bytes[at]! & (0xff >> (length + 1));
  for (let index = 1; index < length; index++) point = (point << 6) | (bytes[at + index]! & 0x3f);
  return point;
}
