/**
 * Messages as bytes, for a connection that carries nothing else (a WebSocket).
 *
 * Layout: two words, `magic` and the length of the JSON; the JSON, in ASCII; then the columns, each aligned to 8 bytes.
 * In the JSON, `{"#": [kind, start, length]}` stands for a typed array (start in units of 8 bytes, length in elements)
 * and `{"#": "NaN"}` for a number that JSON lacks; a key of an object that begins with `#` gets one more. Everything is
 * in the machine's byte order, which `magic` tells, so that a machine of the other order refuses rather than misreads.
 *
 * Decoded columns are views of the given bytes: nothing is allocated on a stranger's word. Messages are plain data of
 * little depth; anything else is refused on both sides with a `WireError`.
 */

export class WireError extends Error {}

type Column = Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array;
type PlainObject = { [key: string]: unknown };

const magic = 0x3157_4548;
const headerBytes = 8;
const columnKinds = [Uint8Array, Uint16Array, Uint32Array, Float32Array, Float64Array] as const;
const deepest = 32;
const unwritable = new Map<unknown, number>([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

/**
 * @param value null, booleans, numbers, strings, arrays, plain objects and typed arrays of the five kinds. As in JSON,
 * a property that is undefined is left out, and an element that is becomes null.
 * @throws WireError
 */
export function encodeMessage(value: unknown): Uint8Array<ArrayBuffer> {
  const columns: Column[] = [];
  const text = toAscii(JSON.stringify(new Lowering(columns).lower(value, 0) ?? null));
  const columnsAt = alignUp(headerBytes + text.length);
  const bytes = new Uint8Array(columnsAt + sum(columns.map(({ byteLength }) => alignUp(byteLength))));
  new Uint32Array(bytes.buffer, 0, 2).set([magic, text.length]);
  for (let at = 0; at < text.length; at++) bytes[headerBytes + at] = text.charCodeAt(at);
  let at = columnsAt;
  for (const column of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at += alignUp(column.byteLength);
  }
  return bytes;
}

/** @throws WireError for anything that `encodeMessage` would not have made, or that is harmful. */
export function decodeMessage(bytes: Uint8Array): unknown {
  if (bytes.length < headerBytes) throw new WireError('the message is cut short');
  // why: views need their alignment, and what a socket gives lies anywhere in a larger buffer. (Node's Buffer has a
  // `slice` that does not copy.)
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes);
  const [mark, textLength] = new Uint32Array(aligned.buffer, aligned.byteOffset, 2);
  if (mark !== magic) throw new WireError('this is not a message');
  const columnsAt = alignUp(headerBytes + textLength!);
  if (columnsAt > aligned.length) throw new WireError('the message is cut short');
  const value = parse(fromAscii(aligned.subarray(headerBytes, headerBytes + textLength!)));
  return raise(value, 0, aligned.subarray(columnsAt));
}

/** Turns a message into plain JSON, and collects the columns. */
class Lowering {
  private readonly columns: Column[];
  private next = 0;

  constructor(columns: Column[]) {
    this.columns = columns;
  }

  lower(value: unknown, depth: number): unknown {
    if (depth > deepest) throw new WireError('the message is too deep');
    if (typeof value === 'number') return Number.isFinite(value) ? value : { '#': String(value) };
    if (value === null || ['undefined', 'boolean', 'string'].includes(typeof value)) return value;
    if (Array.isArray(value)) return value.map((element) => this.lower(element, depth + 1));
    const kind = columnKinds.findIndex((columnKind) => value instanceof columnKind);
    if (kind >= 0) return this.refer(value as Column, kind);
    if (!isPlain(value)) throw new WireError(`a ${typeof value} cannot be sent`);
    const lowered: PlainObject = {};
    for (const key of Object.keys(value)) {
      refusePrototype(key);
      lowered[key.startsWith('#') ? `#${key}` : key] = this.lower(value[key], depth + 1);
    }
    return lowered;
  }

  private refer(column: Column, kind: number): PlainObject {
    const start = this.next;
    this.columns.push(column);
    this.next += alignUp(column.byteLength) / 8;
    return { '#': [kind, start, column.length] };
  }
}

/** Inverse of `Lowering`: changes arrays and objects in their place. */
function raise(value: unknown, depth: number, columns: Uint8Array): unknown {
  if (depth > deepest) throw new WireError('the message is too deep');
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) value[at] = raise(value[at], depth + 1, columns);
    return value;
  }
  const keys = Object.keys(value);
  if (keys.includes('#')) return resolve(value as PlainObject, keys, columns);
  const raised: PlainObject = {};
  for (const written of keys) {
    const key = written.startsWith('#') ? written.slice(1) : written;
    refusePrototype(key);
    raised[key] = raise((value as PlainObject)[written], depth + 1, columns);
  }
  return raised;
}

function resolve(holder: PlainObject, keys: string[], columns: Uint8Array): Column | number {
  const reference = holder['#'];
  if (keys.length !== 1) throw new WireError('a reference is broken');
  if (!Array.isArray(reference)) {
    const number = unwritable.get(reference);
    if (number === undefined) throw new WireError('a reference is broken');
    return number;
  }
  const [kind, start, length, ...rest] = reference as unknown[];
  if (!isCount(kind) || !isCount(start) || !isCount(length) || rest.length > 0) {
    throw new WireError('a reference is broken');
  }
  const columnKind = columnKinds[kind];
  if (!columnKind) throw new WireError('a column is of no known kind');
  const byteLength = length * columnKind.BYTES_PER_ELEMENT;
  if (start * 8 + byteLength > columns.length) throw new WireError('a column lies outside of the message');
  return new columnKind(columns.buffer as ArrayBuffer, columns.byteOffset + start * 8, length);
}

function isPlain(value: unknown): value is PlainObject {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // why: an object from another realm (a test's, a frame's) has another Object.prototype, which is the last all the same.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Refuses keys that could touch an object's prototype. */
function refusePrototype(key: string): void {
  if (key === '__proto__') throw new WireError('a key is forbidden');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new WireError('the message is not JSON');
  }
}

/** JSON says every character in ASCII if it must. Lone surrogates JSON.stringify has escaped already. */
function toAscii(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function fromAscii(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  if (/[^\0-\x7f]/.test(text)) throw new WireError('the message is not ASCII');
  return text;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function alignUp(length: number): number {
  return Math.ceil(length / 8) * 8;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
