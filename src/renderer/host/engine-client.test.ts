import { describe, expect, test } from 'vitest';
import type { Port } from '../../contract/port.js';
import { RequestRefused } from '../../contract/refusal.js';
import { EngineClient } from './engine-client.js';

function fakePort() {
  const posted: unknown[] = [];
  let receive: (message: unknown) => void = () => undefined;
  let closed: (reason?: string) => void = () => undefined;
  const port: Port = {
    post: (message) => posted.push(message),
    listen: (listener) => {
      receive = listener;
    },
    onClose: (listener) => {
      closed = listener;
    },
    close: () => closed('closed'),
  };
  return {
    port,
    posted,
    receive: (message: unknown) => receive(message),
    end: (why?: string) => closed(why),
  };
}

describe('the client of an engine', () => {
  test('matches answers that come in another order', async () => {
    const { port, posted, receive } = fakePort();
    const client = new EngineClient(port);
    const answers = [client.request('details', 1), client.request('cancel')];
    expect(posted).toEqual([
      ['request', 1, 'details', 1],
      ['request', 2, 'cancel', null],
    ]);
    receive(['answer', 2, null]);
    receive(['answer', 1, { node: 1 }]);
    expect(await Promise.all(answers)).toEqual([{ node: 1 }, null]);
  });

  test('rejects with the refusal', async () => {
    const { port, receive } = fakePort();
    const answer = new EngineClient(port).request('details', 9);
    const refusal = { code: 'noSuchNode', message: 'no node 9' };
    receive(['refusal', 1, refusal]);
    await expect(answer).rejects.toMatchObject({ refusal });
  });

  test('rejects what is pending and what comes later when the engine ends, and says so once', async () => {
    const { port, end } = fakePort();
    const client = new EngineClient(port);
    const reasons: string[] = [];
    client.onEnd((reason) => reasons.push(reason));
    const pending = client.request('groups', { by: 'type' });
    end('killed');
    end('again');
    await expect(pending).rejects.toBeInstanceOf(RequestRefused);
    await expect(client.request('groups', { by: 'age' })).rejects.toMatchObject({
      refusal: { code: 'engineEnded' },
    });
    expect(reasons).toEqual(['killed']);
  });

  test('gives events to those who listen until they stop', () => {
    const { port, receive } = fakePort();
    const client = new EngineClient(port);
    const seen: number[] = [];
    const stop = client.on('progress', ({ entries }) => seen.push(entries));
    receive(['event', 'progress', { entries: 1 }]);
    stop();
    receive(['event', 'progress', { entries: 2 }]);
    expect(seen).toEqual([1]);
  });

  test('ignores answers to nothing', () => {
    const { port, receive } = fakePort();
    new EngineClient(port);
    expect(() => receive(['answer', 5, null])).not.toThrow();
  });
});
