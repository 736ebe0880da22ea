/** Sockets that the built server opens, and messages that it takes over them. */
import { once } from 'node:events';
import { mkdirSync, realpathSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { encodeMessage } from '../src/contract/wire.js';
import { provideEmptyFixture } from '../test/fixture/provide-fixture.js';
import {
  closeOf,
  openSocket,
  refusalOf,
  type SignedIn,
  signIn,
  TestTab,
} from '../test/support/hosts/serve-client.js';
import { type ServeProcess, startServe } from '../test/support/hosts/serve-process.js';

const fixture = provideEmptyFixture();
let given: string;
let server: ServeProcess;
let signedIn: SignedIn;

beforeAll(async () => {
  for (const folder of ['given/sub', 'given-too/sub', 'secret/inner']) {
    mkdirSync(join(fixture.top, folder), { recursive: true });
  }
  given = realpathSync(join(fixture.top, 'given'));
  writeFileSync(join(given, 'file'), 'text');
  symlinkSync(join(fixture.top, 'secret'), join(given, 'way-out'));
  server = await startServe([given]);
  signedIn = await signIn(server.address);
});
afterEach(async () => {
  // The server goes on, whatever was sent.
  expect((await openTab()).welcome?.[0]).toBe('welcome');
});
afterAll(() => server.end());

const openTab = (): Promise<TestTab> => new TestTab(signedIn).connect();

describe('a socket is refused', () => {
  const cases: [string, () => WebSocket, number][] = [
    ['without a cookie', () => openSocket({ ...signedIn, cookie: '' }), 401],
    ['with a wrong cookie', () => openSocket({ ...signedIn, cookie: `${signedIn.cookie}x` }), 401],
    ['with a wrong key', () => openSocket({ ...signedIn, key: 'x'.repeat(43) }), 401],
    ['without a key', () => openSocket(signedIn, {}, ['hectare']), 401],
    ['with the token instead of the key', () => openSocket({ ...signedIn, key: tokenOf(server) }), 401],
    ['without an Origin', () => openSocket(signedIn, { origin: '' }), 403],
    ['from a foreign Origin', () => openSocket(signedIn, { origin: 'http://evil.example' }), 403],
    ['from another port', () => openSocket(signedIn, { origin: 'http://127.0.0.1:1' }), 403],
    ['from a file', () => openSocket(signedIn, { origin: 'null' }), 403],
    ['under a foreign Host', () => openSocket(signedIn, { host: 'evil.example' }), 403],
    [
      'under a foreign Host that is its Origin too',
      () => openSocket(signedIn, { host: 'evil.example', origin: 'http://evil.example' }),
      403,
    ],
  ];
  for (const [title, open, status] of cases) {
    test(`${title}: ${status}`, async () => {
      expect(await refusalOf(open())).toBe(status);
    });
  }
});

describe('a socket is closed', () => {
  const first: [string, string | Uint8Array, number][] = [
    ['text', 'hello', 4001],
    ['bytes that are no message', Buffer.from('hello there'), 4001],
    ['something else than a hello', encodeMessage(['message', 1, 0, null]), 4001],
    ['a broken hello', encodeMessage(['hello', 7, 0]), 4001],
    ['a message too big', Buffer.alloc(2 ** 20 + 1), 1009],
  ];
  for (const [title, data, code] of first) {
    test(`after ${title}: ${code}`, async () => {
      const socket = openSocket(signedIn);
      await once(socket, 'open');
      socket.send(data);
      expect((await closeOf(socket)).code).toBe(code);
    });
  }

  const later: [string, string | Uint8Array, number][] = [
    ['text', 'hello', 4001],
    ['bytes that are no message', Buffer.from('hello there'), 4001],
    ['a giant column', giantColumn(), 4001],
    ['a message out of turn', encodeMessage(['message', 7, 0, ['request', 1, 'roots', null]]), 4001],
    ['word of what was never sent', encodeMessage(['arrived', 1000]), 4001],
    ['a message of no known kind', encodeMessage(['message', 1, 0, ['command', 1, 'roots', null]]), 4001],
    ['a message to an engine that is none', encodeMessage(['message', 1, 0, ['engine', 1, 'open']]), 4001],
    ['a message too big', Buffer.alloc(2 ** 20 + 1), 1009],
  ];
  for (const [title, data, code] of later) {
    test(`after a good hello and ${title}: ${code}`, async () => {
      const { socket } = await openTab();
      socket.send(data);
      const closed = await closeOf(socket);
      expect(closed.code).toBe(code);
      if (code === 4001) expect(closed.reason).not.toBe('');
    });
  }

  test('and the log says why, in one line', () => {
    const lines = server.stderr().trim().split('\n');
    expect(lines).toContain('hectare: a socket was closed: text was sent');
    expect(lines).toContain('hectare: a socket was closed: a message is missing');
    expect(lines.every((line) => line.startsWith('hectare: '))).toBe(true);
  });
});

describe('a folder is refused', () => {
  const paths: [string, () => string, code?: string][] = [
    ['outside', () => join(fixture.top, 'secret')],
    ['above', () => fixture.top],
    ['beside, with a name that begins alike', () => join(fixture.top, 'given-too')],
    ['by a path relative to the server', () => '.'],
    ['by an empty path', () => '', 'badRequest'],
    ['the root of all', () => '/'],
    ['through ..', () => `${given}/../secret`],
    ['through .. behind a folder', () => `${given}/sub/../../secret`],
    ['through a link', () => join(given, 'way-out')],
    ['behind a link', () => join(given, 'way-out', 'inner')],
    ['with a NUL at its end', () => `${given}/sub\0`, 'badRequest'],
    ['with a NUL in its middle', () => `${given}\0/../secret`, 'badRequest'],
  ];
  for (const [title, path, code = 'notAllowed'] of paths) {
    test(`${title}`, async () => {
      const tab = await openTab();
      expect(await tab.open(path())).toMatchObject({ refused: { code } });
      const listing = tab.request('folders', { parent: Buffer.from(path()) });
      expect(await listing).toMatchObject({ refused: { code } });
    });
  }

  test('that a link has replaced since it was listed', async () => {
    const tab = await openTab();
    mkdirSync(join(given, 'later', 'inner'), { recursive: true });
    const { folders } = (await tab.request('folders', { parent: Buffer.from(given) })) as {
      folders: { path: Uint8Array }[];
    };
    const { path } = folders.find((folder) => Buffer.from(folder.path).toString().endsWith('later'))!;
    renameSync(join(given, 'later'), join(fixture.top, 'moved'));
    symlinkSync(join(fixture.top, 'secret'), join(given, 'later'));
    expect(await tab.open(path)).toMatchObject({ refused: { code: 'notAllowed' } });
  });

  test('with links followed', async () => {
    const answer = (await openTab()).open(given, { followLinks: true });
    expect(await answer).toMatchObject({ refused: { code: 'notAllowed' } });
  });

  test('when it is missing, or a file', async () => {
    const tab = await openTab();
    const missing = { refused: { code: 'rootUnreadable', errno: 'ENOENT' } };
    expect(await tab.open(join(given, 'missing'))).toMatchObject(missing);
    expect(await tab.open(join(given, 'file'))).toMatchObject({ refused: { code: 'rootUnreadable' } });
  });

  test('by an engine that is told another one', async () => {
    const tab = await openTab();
    const { session } = await tab.open(given);
    expect(session).toBe(1);
    const asked = { path: Buffer.from('/'), crossMounts: false, followLinks: false, exclude: [] };
    await tab.requestEngine(session, 'close');
    const answer = tab.requestEngine(session, 'open', asked);
    const outcome = await Promise.race([answer, once(tab.socket, 'close'), ended(tab)]);
    expect(outcome).not.toHaveProperty('node');
  });
});

test('a request that does not exist is refused, and the socket goes on', async () => {
  const tab = await openTab();
  expect(await tab.request('shutdown', null)).toMatchObject({ refused: { code: 'badRequest' } });
  expect(await tab.request('roots', null)).toHaveLength(1);
});

function tokenOf({ address }: ServeProcess): string {
  return new URL(address).hash.slice('#t='.length);
}

async function ended(tab: TestTab): Promise<string> {
  await expect
    .poll(() => tab.events.some(([kind, name]) => kind === 'event' && name === 'sessionEnded'))
    .toBe(true);
  return 'the engine has ended';
}

/** Makes a message whose column would have 2^53 elements. */
function giantColumn(): Uint8Array {
  const bytes = encodeMessage(['message', 1, 0, { here: '9007199254740991' }]);
  const text = Buffer.from(bytes).toString('latin1');
  const changed = text.replace('{"here":"9007199254740991"}', '{"#":[4,0,9007199254740991]}'.padEnd(27));
  return Buffer.from(changed.slice(0, text.length), 'latin1');
}
