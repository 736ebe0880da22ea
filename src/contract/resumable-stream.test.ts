import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ResumableStream, StreamOverflow } from './resumable-stream.js';
import { encodeMessage, WireError } from './wire.js';

/** Two ends, and a connection between them that delivers only when told, and may break. */
class Pair {
  readonly ends = [new ResumableStream({ window: 300 }), new ResumableStream({ window: 300 })] as const;
  readonly received: [unknown[], unknown[]] = [[], []];
  private readonly under: [Uint8Array[], Uint8Array[]] = [[], []];

  connect(): void {
    const [first, second] = this.ends;
    this.under[0] = [];
    this.under[1] = [];
    const towards = (end: 0 | 1) => ({ send: (bytes: Uint8Array) => void this.under[end].push(bytes) });
    const arrived = [first.arrived, second.arrived] as const;
    first.attach(towards(1), arrived[1]);
    second.attach(towards(0), arrived[0]);
  }

  breakOff(): void {
    for (const end of this.ends) end.detach();
    this.under[0] = [];
    this.under[1] = [];
  }

  /** Delivers one frame to an end. */
  step(end: 0 | 1): boolean {
    const bytes = this.under[end].shift();
    if (!bytes) return false;
    const taken = this.ends[end].take(bytes);
    if (taken) this.received[end].push(taken.message);
    return true;
  }

  settle(): void {
    while (this.step(0) || this.step(1));
  }

  underWay(end: 0 | 1): number {
    return this.under[end].length;
  }
}

const deeds = fc.constantFrom('post 0', 'post 1', 'step 0', 'step 1', 'break', 'connect');

describe('a resumable stream', () => {
  test('loses, doubles and reorders nothing, however often the connection breaks', () => {
    fc.assert(
      fc.property(fc.array(deeds, { maxLength: 200 }), (sequence) => {
        const pair = new Pair();
        const posted: [number[], number[]] = [[], []];
        for (const deed of sequence) {
          const end = deed.endsWith('0') ? 0 : 1;
          if (deed.startsWith('post')) {
            pair.ends[end].post(posted[end].length);
            posted[end].push(posted[end].length);
          } else if (deed.startsWith('step')) pair.step(end);
          else if (deed === 'break') pair.breakOff();
          else pair.connect();
        }
        pair.connect();
        pair.settle();
        expect(pair.received).toEqual([posted[1], posted[0]]);
      }),
    );
  });

  test('holds the sender back while nothing is said to have arrived', () => {
    const pair = new Pair();
    pair.connect();
    for (let index = 0; index < 1000; index++) pair.ends[0].post(index);
    expect(pair.underWay(1)).toBeLessThan(20);
    pair.settle();
    expect(pair.received[1]).toHaveLength(1000);
  });

  test('sends a message that is larger than the window', () => {
    const pair = new Pair();
    pair.connect();
    pair.ends[0].post(new Uint8Array(5000));
    pair.settle();
    expect(pair.received[1]).toEqual([new Uint8Array(5000)]);
  });

  test('keeps no more than it may', () => {
    const stream = new ResumableStream({ maxHeldBytes: 1000 });
    expect(() => {
      for (let index = 0; index < 1000; index++) stream.post(index);
    }).toThrow(StreamOverflow);
  });

  test('answers a probe', () => {
    const pair = new Pair();
    pair.connect();
    pair.ends[0].probe();
    pair.step(1);
    expect(pair.underWay(0)).toBe(1);
  });
});

test('word of what has arrived waits until the other side reads what it is sent', () => {
  const sent: Uint8Array[] = [];
  let isCongested = true;
  const stream = new ResumableStream();
  stream.attach({ send: (bytes) => void sent.push(bytes), isCongested: () => isCongested }, 0);
  for (let number = 1; number <= 1000; number++) {
    stream.take(encodeMessage(['message', number, 0, 'x']));
    stream.take(encodeMessage(['probe']));
  }
  expect(sent).toEqual([]);
  isCongested = false;
  stream.take(encodeMessage(['arrived', 0]));
  expect(sent).toEqual([encodeMessage(['arrived', 1000])]);
});

describe('a stranger at the other end', () => {
  const frames: [string, unknown][] = [
    ['no frame', 'hello'],
    ['a frame of no known kind', ['hello']],
    ['a message that is not the next', ['message', 2, 0, 'x']],
    ['a message without a number', ['message', null, 0, 'x']],
    ['word of what was never sent', ['arrived', 1]],
    ['a broken word of what arrived', ['message', 1, 'all', 'x']],
  ];
  for (const [title, frame] of frames) {
    test(`is refused: ${title}`, () => {
      expect(() => new ResumableStream().take(encodeMessage(frame))).toThrow(WireError);
    });
  }
});
