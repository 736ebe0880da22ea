/** The page's side of the socket, against a host that is played here. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { PlayedHost } from '../../../test/support/hosts/played-host.js';
import type { ConnectionState } from './host.js';
import { SocketHost } from './socket-host.js';

let played: PlayedHost;
let host: SocketHost;
let states: ConnectionState[];
let isReady: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  played = new PlayedHost();
  isReady = false;
  states = [];
  const openSocket = () => played.open() as unknown as WebSocket;
  const isRefused = () => Promise.resolve(played.isRefused);
  host = new SocketHost({ key: 'key', openSocket, isRefused }, () => {
    isReady = true;
  });
  host.onConnectionChange((state) => states.push(state));
});
afterEach(() => vi.useRealTimers());

const openRequest = { path: new Uint8Array([47]), crossMounts: false, followLinks: false, exclude: [] };

async function openSession() {
  played.accept();
  const opening = host.openRoot(openRequest);
  played.read();
  played.stream.post(['answer', 1, { session: 5, opened: { root: new Uint8Array([47]), node: 0 } }]);
  return await opening;
}

describe('a host over a socket', () => {
  test('is ready when it has been greeted', () => {
    expect([isReady, states]).toEqual([false, ['lost']]);
    played.accept();
    expect([isReady, states]).toEqual([true, ['lost', 'connected']]);
    expect([host.version, [...host.capabilities]]).toEqual(['1.0', ['followLinks']]);
  });

  test('answers and refuses', async () => {
    played.accept();
    const [roots, folders] = [host.roots(), host.folders(new Uint8Array([47]))];
    played.read();
    expect(played.received).toEqual([
      ['request', 1, 'roots', null],
      ['request', 2, 'folders', { parent: new Uint8Array([47]) }],
    ]);
    played.stream.post(['refusal', 2, { code: 'notAllowed', message: 'no' }]);
    played.stream.post(['answer', 1, []]);
    await expect(folders).rejects.toMatchObject({ refusal: { code: 'notAllowed' } });
    expect(await roots).toEqual([]);
  });

  test('opens a session, whose messages come in order, before and after somebody listens', async () => {
    const { port, opened } = await openSession();
    expect(opened.node).toBe(0);
    const heard: unknown[] = [];
    played.stream.post(['engine', 5, 'first']);
    port.listen((message) => heard.push(message));
    played.stream.post(['engine', 5, 'second']);
    played.stream.post(['engine', 6, 'of another']);
    expect(heard).toEqual(['first', 'second']);
    port.post('a request');
    played.read();
    expect(played.received.at(-1)).toEqual(['engine', 5, 'a request']);
  });

  test('loses nothing of what comes with the answer, in the same breath', async () => {
    played.accept();
    const opening = host.openRoot(openRequest);
    played.read();
    played.stream.post(['answer', 1, { session: 5, opened: { root: new Uint8Array([47]), node: 0 } }]);
    played.stream.post(['engine', 5, 'at once']);
    played.stream.post(['event', 'sessionEnded', { session: 5, message: 'crashed' }]);
    const { port } = await opening;
    const heard: unknown[] = [];
    port.listen((message) => heard.push(message));
    port.onClose((reason) => heard.push(reason));
    expect(heard).toEqual(['at once', 'crashed']);
  });

  test('ends a session when the page closes its port', async () => {
    const { port } = await openSession();
    port.close();
    port.post('too late');
    played.read();
    expect(played.received.at(-1)).toEqual(['request', 2, 'closeSession', 5]);
  });

  test('tells the port of a session whose engine has ended', async () => {
    const { port } = await openSession();
    const reasons: unknown[] = [];
    port.onClose((reason) => reasons.push(reason));
    played.stream.post(['event', 'sessionEnded', { session: 5, message: 'crashed' }]);
    expect(reasons).toEqual(['crashed']);
  });
});

describe('a lost connection', () => {
  test('is taken up again, with what was said meanwhile on both sides', async () => {
    const { port } = await openSession();
    const heard: unknown[] = [];
    port.listen((message) => heard.push(message));
    played.lose();
    port.post('asked meanwhile');
    played.stream.post(['engine', 5, 'said meanwhile']);
    expect(states.at(-1)).toBe('lost');
    await vi.advanceTimersByTimeAsync(1000);
    played.accept();
    expect(states.at(-1)).toBe('connected');
    expect(played.received.at(-1)).toEqual(['engine', 5, 'asked meanwhile']);
    expect(heard).toEqual(['said meanwhile']);
  });

  test('is tried again and again, ever less often', async () => {
    played.accept();
    const triedAfter = [];
    for (let time = 0; time < 60; time++) {
      const before = played.sockets.length;
      played.lose();
      await vi.advanceTimersByTimeAsync(1000);
      if (played.sockets.length > before) triedAfter.push(time);
    }
    expect(triedAfter.length).toBeGreaterThan(6);
    expect(triedAfter.length).toBeLessThan(20);
  });

  test('is noticed when nothing answers a check', async () => {
    played.accept();
    host.check();
    expect(played.socket.sent.at(-1)).toEqual(['probe']);
    await vi.advanceTimersByTimeAsync(10_001);
    expect(states.at(-1)).toBe('lost');
  });

  test('is not noticed when a check is answered', async () => {
    played.accept();
    host.check();
    played.read();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(states.at(-1)).toBe('connected');
  });

  test('is tried at once when something may have mended it', () => {
    played.accept();
    played.lose();
    host.check();
    expect(played.sockets).toHaveLength(2);
  });
});

describe('a host that has ended', () => {
  const ends: [string, () => unknown][] = [
    ['says so', () => played.lose(4003)],
    ['did not understand', () => played.lose(4001)],
    ['thought a message too big', () => played.lose(1009)],
    ['speaks nonsense', () => expect(() => played.socket.deliver(new Uint8Array(8))).toThrow()],
    [
      'has forgotten the tab',
      async () => {
        played.lose();
        await vi.advanceTimersByTimeAsync(1000);
        played.accept('another secret');
      },
    ],
    [
      'refuses the key',
      async () => {
        played.isRefused = true;
        played.lose();
        await vi.advanceTimersByTimeAsync(1000);
        played.lose();
        await vi.advanceTimersByTimeAsync(0);
      },
    ],
  ];
  for (const [title, end] of ends) {
    test(`${title}: closes ports, rejects requests, and is not tried again`, async () => {
      const { port } = await openSession();
      const reasons: unknown[] = [];
      port.onClose((reason) => reasons.push(reason));
      const pending = host.roots();
      pending.catch(() => undefined);
      await end();
      expect(states.at(-1)).toBe('ended');
      expect(reasons).toEqual(['the host has ended']);
      await expect(pending).rejects.toMatchObject({ refusal: { code: 'engineEnded' } });
      await expect(host.roots()).rejects.toMatchObject({ refusal: { code: 'engineEnded' } });
      const sockets = played.sockets.length;
      await vi.advanceTimersByTimeAsync(60_000);
      expect(played.sockets).toHaveLength(sockets);
    });
  }
});

test('a page that goes says so', () => {
  played.accept();
  host.leave();
  expect(played.socket.closedWith).toBe(4000);
});
