import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeMessage, encodeMessage, WireError } from './wire.js';

const columns = fc.oneof(
  fc.uint8Array(),
  fc.uint16Array(),
  fc.uint32Array(),
  fc.float32Array(),
  fc.float64Array(),
);
/** The one key that is refused; a test of its own says so. */
const key = fc.string().filter((name) => name !== '__proto__');
const { message } = fc.letrec((tie) => ({
  message: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom(null, true, false, '#', '##'),
    fc.double().map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.string({ unit: 'binary' }),
    columns,
    fc.array(tie('message')),
    fc.dictionary(fc.oneof(key, fc.constantFrom('#', '##', 'constructor', 'toJSON')), tie('message')),
  ),
}));

/** Also with keys that mean something here. */
const { json: jsonOfStrangers } = fc.letrec<{ value: string; json: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.json(),
    fc.array(tie('value'), { maxLength: 4 }).map((values) => `[${values}]`),
    fc
      .array(fc.tuple(fc.constantFrom('#', '##', '__proto__', '#__proto__', 'a'), tie('value')), {
        maxLength: 3,
      })
      .map((members) => `{${members.map(([name, inside]) => `"${name}":${inside}`)}}`),
    fc.array(fc.nat(9), { maxLength: 4 }).map((reference) => `{"#":[${reference}]}`),
  ),
  json: tie('value'),
}));

describe('a message', () => {
  test('arrives as it was sent', () => {
    fc.assert(
      fc.property(message, (value) => {
        expect(decodeMessage(encodeMessage(value))).toEqual(value);
      }),
    );
  });

  test('arrives wherever it lies in a larger buffer', () => {
    fc.assert(
      fc.property(message, fc.nat(9), (value, offset) => {
        const bytes = encodeMessage(value);
        const larger = new Uint8Array(bytes.length + offset + 5).fill(0xff);
        larger.set(bytes, offset);
        expect(decodeMessage(larger.subarray(offset, offset + bytes.length))).toEqual(value);
        expect(decodeMessage(Buffer.from(larger.buffer, offset, bytes.length))).toEqual(value);
      }),
    );
  });

  test('may hold lone surrogates, and every bit pattern in a column', () => {
    const value = {
      text: '\ud800 \udc80\ud83d',
      'key\udfff': [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
      column: new Float64Array([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 5e-324]),
    };
    expect(decodeMessage(encodeMessage(value))).toEqual(value);
  });

  test('leaves out properties that are undefined, and makes null of elements', () => {
    expect(decodeMessage(encodeMessage({ a: undefined, b: [undefined] }))).toEqual({ b: [null] });
    expect(decodeMessage(encodeMessage(undefined))).toBeNull();
  });

  test('takes a part of a larger column, and a Buffer as the bytes that it is', () => {
    const part = new Uint32Array([1, 2, 3, 4]).subarray(1, 3);
    const [words, bytes] = decodeMessage(encodeMessage([part, Buffer.from('xyz')])) as [unknown, unknown];
    expect(words).toEqual(new Uint32Array([2, 3]));
    expect(bytes).toEqual(new Uint8Array([120, 121, 122]));
  });
});

describe('what cannot be sent', () => {
  const circle: unknown[] = [];
  circle.push(circle);
  const cases: [string, unknown][] = [
    ['a function', () => 0],
    ['a bigint', 1n],
    ['a map', new Map()],
    ['a date', new Date()],
    ['a column of another kind', new Int8Array(3)],
    ['a circle', circle],
    ['a key that changes the prototype', JSON.parse('{"__proto__": {"admin": true}}')],
  ];
  for (const [title, value] of cases) {
    test(`is refused: ${title}`, () => {
      expect(() => encodeMessage(value)).toThrow(WireError);
    });
  }
});

describe('bytes of a stranger', () => {
  const cases: [string, Uint8Array][] = [
    ['nothing', new Uint8Array()],
    ['text', Buffer.from('{"hello": "world"}')],
    ['a JSON longer than the message', withText('[]', 0xffff_fff0)],
    ['no JSON', withText('[1,')],
    ['bytes that are not ASCII', withText('"é"')],
    ['a great depth', withText(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)],
    ['a prototype', withText('{"__proto__": {"admin": true}}')],
    ['a prototype behind a sign', withText('{"#__proto__": {"admin": true}}')],
    ['an unknown kind', withText('{"#": [9, 0, 0]}')],
    ['a kind that every array has', withText('{"#": ["length", 0, 0]}')],
    ['an empty column where its alignment is cut off', withText('{"#":[4,0,0]}').subarray(0, 8 + 13)],
    ['a column that does not exist', withText('{"#": [0, 0, 1]}')],
    ['a giant column', withText('{"#": [4, 0, 9007199254740991]}')],
    ['a column far outside', withText('{"#": [0, 9007199254740991, 0]}')],
    ['a negative start', withText('{"#": [0, -1, 8]}')],
    ['half an element', withText('{"#": [1, 0, 0.5]}')],
    ['a reference with more in it', withText('{"#": [0, 0, 0, 0]}')],
    ['a reference with a neighbour', withText('{"#": [0, 0, 0], "a": 1}')],
    ['an unknown number', withText('{"#": "constructor"}')],
  ];
  for (const [title, bytes] of cases) {
    test(`are refused: ${title}`, () => {
      expect(() => decodeMessage(bytes)).toThrow(WireError);
    });
  }

  test('that were once a message give a message or a refusal', () => {
    const flips = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(message, flips, fc.nat(64), (value, changes, cut) => {
        const bytes = encodeMessage(value);
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        expectMessageOrRefusal(bytes.subarray(0, bytes.length - Math.min(cut, bytes.length)));
      }),
      { numRuns: 1000 },
    );
  });

  test('of any kind give a message or a refusal', () => {
    fc.assert(
      fc.property(fc.uint8Array(), jsonOfStrangers, (bytes, json) => {
        expectMessageOrRefusal(bytes);
        expectMessageOrRefusal(withText(json));
      }),
    );
  });
});

/** A message with a JSON text that `encodeMessage` would not have written. */
function withText(text: string, length?: number): Uint8Array {
  const textBytes = new TextEncoder().encode(text);
  const bytes = new Uint8Array(8 + Math.ceil(textBytes.length / 8) * 8);
  bytes.set(encodeMessage(null).subarray(0, 4));
  bytes.set(textBytes, 8);
  new DataView(bytes.buffer).setUint32(4, length ?? textBytes.length, true);
  return bytes;
}

function expectMessageOrRefusal(bytes: Uint8Array): void {
  try {
    expectPlain(decodeMessage(bytes));
  } catch (error) {
    expect(error).toBeInstanceOf(WireError);
  }
  expect(({} as { admin?: unknown }).admin).toBeUndefined();
}

/** Nothing in it inherits from what came with it. */
function expectPlain(value: unknown): void {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  expect(Object.getPrototypeOf(value)).toBe(Array.isArray(value) ? Array.prototype : Object.prototype);
  for (const inside of Object.values(value)) expectPlain(inside);
}
