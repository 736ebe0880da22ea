/** Tabs over real sockets, with engines that are stand-ins. The refusals are tested end to end. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type SignedIn, signIn, TestTab } from '../../test/support/hosts/serve-client.js';
import { type EngineManner, StandInEngine } from '../../test/support/hosts/stand-in-engine.js';
import { OfferedFolders } from './offered-folders.js';
import { type RunningServer, startServer } from './server.js';

const graceMilliseconds = 200;
let top: string;
let server: RunningServer;
let signedIn: SignedIn;
let engines: StandInEngine[];
/** How the next engine behaves. */
let manner: EngineManner;

beforeEach(async () => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'hectare-tabs-')));
  mkdirSync(join(top, 'page'));
  mkdirSync(join(top, 'given'));
  writeFileSync(join(top, 'page', 'index.html'), '<!doctype html>');
  engines = [];
  manner = {};
  server = await startServer({
    folders: await OfferedFolders.of([Buffer.from(join(top, 'given'))]),
    host: '127.0.0.1',
    port: 0,
    pageFolder: join(top, 'page'),
    graceMilliseconds,
    spawnEngine: () => {
      const engine = new StandInEngine(manner);
      engines.push(engine);
      return engine;
    },
    version: '1.2.3',
    log: () => undefined,
  });
  signedIn = await signIn(server.address);
});
afterEach(() => {
  server.end();
  rmSync(top, { recursive: true });
});

const openTab = (): Promise<TestTab> => new TestTab(signedIn).connect();

describe('a tab', () => {
  test('is greeted with what the host can do', async () => {
    expect((await openTab()).welcome?.[3]).toEqual({ version: '1.2.3', capabilities: [] });
  });

  test('opens a root, and hears its engine from the beginning', async () => {
    const tab = await openTab();
    const { session, opened } = await tab.open(join(top, 'given'));
    expect(Buffer.from(opened.root).toString()).toBe(join(top, 'given'));
    expect(await tab.requestEngine(session, 'children', { node: 0 })).toEqual(['children', { node: 0 }]);
    expect(tab.events).toEqual([['engine', session, ['event', 'progress', 'early']]]);
  });

  test('cannot tell an engine what to read', async () => {
    const tab = await openTab();
    const { session } = await tab.open(join(top, 'given'));
    const answer = await tab.requestEngine(session, 'open', { root: Buffer.from('/etc') });
    expect(answer).toMatchObject({ refused: { code: 'notAllowed' } });
  });

  test('cannot name a root beside the folder that it may open', async () => {
    const tab = await openTab();
    const answer = await tab.open(join(top, 'given'), { root: Buffer.from(join(top, 'page')) });
    expect(answer).toMatchObject({ refused: { code: 'badRequest' } });
    expect(engines).toEqual([]);
  });

  test('is refused a root that was exchanged while it was opened', async () => {
    manner = { inode: '1' };
    const opening = (await openTab()).open(join(top, 'given'));
    expect(await opening).toMatchObject({ refused: { code: 'notAllowed' } });
    expect(engines[0]!.isClosed).toBe(true);
  });

  test('is refused links, which lead anywhere', async () => {
    const answer = (await openTab()).open(join(top, 'given'), { followLinks: true });
    expect(await answer).toMatchObject({ refused: { code: 'notAllowed' } });
    expect(engines).toEqual([]);
  });

  test('is told when an engine ends unasked, and goes on', async () => {
    const tab = await openTab();
    const { session } = await tab.open(join(top, 'given'));
    tab.post(['engine', session, ['request', 1, 'crash', null]]);
    const ended = ['event', 'sessionEnded', { session, message: 'out of memory' }];
    await expect.poll(() => tab.events.at(-1)).toEqual(ended);
    expect((await tab.open(join(top, 'given'))).session).toBe(session + 1);
  });

  test('ends an engine when it closes the session', async () => {
    const tab = await openTab();
    const { session } = await tab.open(join(top, 'given'));
    expect(await tab.request('closeSession', session)).toBeNull();
    expect(engines[0]!.isClosed).toBe(true);
  });

  test('holds no more folders open than it may by asking again and again', async () => {
    vi.spyOn(OfferedFolders.prototype, 'list').mockReturnValue(new Promise(() => undefined));
    const tab = await openTab();
    const parent = Buffer.from(join(top, 'given'));
    for (let request = 0; request < 100; request++) void tab.request('folders', { parent });
    expect(await tab.request('folders', { parent })).toMatchObject({ refused: { code: 'badRequest' } });
    vi.restoreAllMocks();
  });

  test('has no more engines than it may by closing sessions that are being opened', async () => {
    manner = { isSilent: true };
    const tab = await openTab();
    for (let session = 1; session <= 40; session++) {
      void tab.open(join(top, 'given'));
      void tab.request('closeSession', session);
    }
    expect(await tab.open(join(top, 'given'))).toMatchObject({ refused: { code: 'badRequest' } });
    await expect.poll(() => engines.length).toBe(32);
  });

  test('gets no session that it has closed while it was being opened', async () => {
    const tab = await openTab();
    const opening = tab.open(join(top, 'given'));
    await tab.request('closeSession', 1);
    expect(await opening).toMatchObject({ refused: { code: 'engineEnded' } });
    expect(engines[0]!.isClosed).toBe(true);
    expect(await tab.requestEngine((await tab.open(join(top, 'given'))).session, 'children')).toBeDefined();
  });

  const wrong: [string, unknown][] = [
    ['nothing', null],
    ['openRoot', { path: '/etc', crossMounts: false, followLinks: false, exclude: [] }],
    ['openRoot', { path: new Uint8Array(), crossMounts: 1, followLinks: false, exclude: [] }],
    ['openRoot', { path: new Uint8Array(), crossMounts: false, followLinks: false, exclude: [1] }],
    ['folders', {}],
    ['closeSession', -1],
    ['constructor', null],
    ['__proto__', null],
  ];
  for (const [name, payload] of wrong) {
    test(`is refused what is no request: ${name} ${JSON.stringify(payload)}`, async () => {
      expect(await (await openTab()).request(name, payload)).toMatchObject({
        refused: { code: 'badRequest' },
      });
    });
  }
});

describe('a lost connection', () => {
  test('is taken up again without loss, by the same engine', async () => {
    const tab = await openTab();
    const { session } = await tab.open(join(top, 'given'));
    await tab.cut();
    const answer = tab.requestEngine(session, 'details', 7);
    engines[0]!.say(['event', 'progress', 'meanwhile']);
    await wait(graceMilliseconds / 2);
    await tab.connect();
    expect(await answer).toMatchObject({ inode: engines[0]!.details.inode });
    expect(tab.events.at(-1)).toEqual(['engine', session, ['event', 'progress', 'meanwhile']]);
    await wait(graceMilliseconds * 1.5);
    expect(engines.map(({ isClosed }) => isClosed)).toEqual([false]);
  });

  test('is given up after a while, and with it the engines', async () => {
    const tab = await openTab();
    const secret = tab.welcome?.[1];
    await tab.open(join(top, 'given'));
    await tab.cut();
    await expect.poll(() => engines[0]!.isClosed).toBe(true);
    const late = await new TestTab(signedIn).connect(secret);
    expect(late.welcome?.[1]).not.toBe(secret);
  });

  test('can be taken up before the host has noticed', async () => {
    const tab = await openTab();
    const { session } = await tab.open(join(top, 'given'));
    const { socket } = tab;
    await tab.connect();
    expect(await tab.requestEngine(session, 'children')).toEqual(['children', null]);
    await expect.poll(() => socket.readyState).toBe(socket.CLOSED);
  });
});

describe('two tabs', () => {
  test('have engines of their own, and only those of the one that goes end', async () => {
    const [first, second] = [await openTab(), await openTab()];
    await first.open(join(top, 'given'));
    const { session } = await second.open(join(top, 'given'));
    first.leave();
    await expect.poll(() => engines[0]!.isClosed).toBe(true);
    expect(await second.requestEngine(session, 'children')).toEqual(['children', null]);
    expect(engines[1]!.isClosed).toBe(false);
  });
});

test('an engine that never answers ends with its tab', async () => {
  manner = { isSilent: true };
  const tab = await openTab();
  void tab.open(join(top, 'given'));
  await expect.poll(() => engines.length).toBe(1);
  tab.leave();
  await expect.poll(() => engines[0]!.isClosed).toBe(true);
});

test('the end of the server ends all engines and closes all sockets', async () => {
  const tab = await openTab();
  await tab.open(join(top, 'given'));
  server.end();
  expect(engines[0]!.isClosed).toBe(true);
  await expect.poll(() => tab.socket.readyState).toBe(tab.socket.CLOSED);
});
