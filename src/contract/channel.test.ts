import { describe, expect, test } from 'vitest';
import { createPortPair } from '../../test/support/scanners/port-pair.js';
import { openChannel } from './channel.js';

interface ToEcho {
  say: { readonly text: string; readonly bytes: Uint8Array };
  count: number;
  nothing: undefined;
}

/** Lets everything arrive that is on its way. */
const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 5));

function joined() {
  const [here, there] = createPortPair();
  const arrived: [name: string, payload: unknown][] = [];
  const receiver = openChannel<{ answer: number }, ToEcho>(there, {
    say: (payload) => arrived.push(['say', payload]),
    count: (payload) => arrived.push(['count', payload]),
    nothing: (payload) => arrived.push(['nothing', payload]),
  });
  return { here, there, arrived, receiver };
}

describe('a channel', () => {
  test('delivers messages later, in order, each to the handler of its name', async () => {
    const { here, arrived } = joined();
    const sender = openChannel<ToEcho, object>(here, {});
    for (let count = 0; count < 100; count++) sender.send('count', count);
    sender.send('nothing', undefined);
    expect(arrived).toEqual([]);
    await settle();
    const expected = Array.from({ length: 100 }, (_, count) => ['count', count]);
    expect(arrived).toEqual([...expected, ['nothing', undefined]]);
  });

  test('copies what is sent: neither side sees what the other does with it', async () => {
    const { here, arrived } = joined();
    const payload = { text: 'before', bytes: Uint8Array.of(1, 2, 3) };
    openChannel<ToEcho, object>(here, {}).send('say', payload);
    payload.bytes[0] = 9;
    await settle();
    expect(arrived).toEqual([['say', { text: 'before', bytes: Uint8Array.of(1, 2, 3) }]]);
    payload.bytes[1] = 9;
    expect((arrived[0]![1] as typeof payload).bytes[1]).toBe(2);
  });

  test('may move what its sender gives away', async () => {
    const { here, arrived } = joined();
    const bytes = Uint8Array.of(1, 2, 3);
    openChannel<ToEcho, object>(here, {}).send('say', { text: '', bytes }, [bytes.buffer]);
    await settle();
    expect(arrived).toEqual([['say', { text: '', bytes: Uint8Array.of(1, 2, 3) }]]);
  });

  test('keeps what arrives before anybody listens', async () => {
    const [here, there] = createPortPair();
    openChannel<ToEcho, object>(here, {}).send('count', 5);
    await settle();
    const counts: number[] = [];
    openChannel<object, Pick<ToEcho, 'count'>>(there, {
      count: (count) => {
        counts.push(count);
      },
    });
    await settle();
    expect(counts).toEqual([5]);
  });

  test('goes both ways', async () => {
    const { here, receiver } = joined();
    const answers: number[] = [];
    openChannel<ToEcho, { answer: number }>(here, {
      answer: (answer) => {
        answers.push(answer);
      },
    });
    receiver.send('answer', 7);
    await settle();
    expect(answers).toEqual([7]);
  });

  test('tells the other side once that it was closed, after what was sent before', async () => {
    const { here, there, arrived } = joined();
    const closed: [reason: string | undefined, arrived: number][] = [];
    there.onClose((reason) => closed.push([reason, arrived.length]));
    const sender = openChannel<ToEcho, object>(here, {});
    sender.send('count', 1);
    sender.close();
    sender.close();
    sender.send('count', 2);
    await settle();
    expect(arrived).toEqual([['count', 1]]);
    expect(closed).toEqual([[undefined, 1]]);
  });
});

test.each(['unknown', 'toString', '__proto__', 'constructor'])(
  'a message by the name of %s is an error',
  (name) => {
    let deliver: ((message: unknown) => void) | undefined;
    openChannel<object, { count: number }>(
      {
        post: () => undefined,
        listen: (onMessage) => {
          deliver = onMessage;
        },
        onClose: () => undefined,
        close: () => undefined,
      },
      { count: () => undefined },
    );
    expect(() => deliver?.([name, 1])).toThrow(`unknown message ${name}`);
    expect(() => deliver?.(['count', 1])).not.toThrow();
  },
);
