/** Tabs of the built server and their engines, which are threads: their number shows which have ended. */
import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { testNeeding } from '../test/programs/requirements.js';
import { type SignedIn, signIn, TestTab } from '../test/support/hosts/serve-client.js';
import { countThreads, type ServeProcess, startServeThread } from '../test/support/hosts/serve-process.js';

const testOnLinux = testNeeding('Linux');
const fixture = provideFixture(['plain']);
const graceMilliseconds = 1000;
/** Milliseconds in which an engine starts or ends. */
const timeouts = { timeout: 10_000, interval: 50 };

let given: string;
let server: ServeProcess;
let signedIn: SignedIn;
/** Number of threads of the server without an engine. */
let idleThreads: number;

beforeAll(async () => {
  given = realpathSync(fixture.tree);
  mkdirSync(join(given, 'sub'));
  // An engine that stands ready would be counted among those of the tabs.
  server = await startServeThread({ folders: [Buffer.from(given)], graceMilliseconds, readyEngines: 0 });
  signedIn = await signIn(server.address);
  // why: the first folder that is looked at starts the threads that Node reads files with.
  await (await openTab()).request('folders', { parent: Buffer.from(given) });
  idleThreads = threads();
});
afterAll(() => server.end());

const openTab = (): Promise<TestTab> => new TestTab(signedIn).connect();
const threads = (): number => countThreads(server) ?? 0;
const expectIdle = () => expect.poll(threads, timeouts).toBe(idleThreads);

describe('an engine', () => {
  testOnLinux('reads the root that was asked for', async () => {
    const tab = await openTab();
    const { session, opened } = await tab.open(join(given, 'plain'));
    expect(Buffer.from(opened.root).toString()).toBe(join(given, 'plain'));
    const details = await tab.requestEngine(session, 'details', opened.node);
    expect(details).toMatchObject({ inode: String(statSync(join(given, 'plain')).ino) });
    tab.leave();
    await expectIdle();
  });

  testOnLinux('does not leave for what has come to lie at the path of its root', async () => {
    const [shown, secret] = [join(given, 'shown'), mkdtempSync(join(tmpdir(), 'hectare-secret-'))];
    mkdirSync(shown);
    writeFileSync(join(secret, 'secret'), 'not served');
    const tab = await openTab();
    const { session, opened } = await tab.open(shown);
    const told = (name: string) =>
      tab.events.find(([, , event]) => Array.isArray(event) && event[1] === name);
    // What is still being read is not read again.
    await expect.poll(() => told('finished'), timeouts).toBeDefined();
    renameSync(shown, `${shown}-away`);
    symlinkSync(secret, shown);
    await tab.requestEngine(session, 'rescan', { node: opened.node, quick: null });
    await expect.poll(() => told('failed')).toBeDefined();
    expect(await tab.requestEngine(session, 'find', { text: 'secret', limit: 1 })).toMatchObject({
      total: 0,
    });
    expect(await tab.open(shown)).toMatchObject({ refused: { code: 'notAllowed' } });
    tab.leave();
    rmSync(shown);
    rmSync(secret, { recursive: true });
    rmSync(`${shown}-away`, { recursive: true });
    await expectIdle();
  });

  testOnLinux('ends when its session is closed, and the tab goes on', async () => {
    const tab = await openTab();
    const { session } = await tab.open(given);
    expect(threads()).toBeGreaterThan(idleThreads);
    await tab.request('closeSession', session);
    await expectIdle();
    expect(await tab.request('roots', null)).toHaveLength(1);
    tab.leave();
  });

  testOnLinux('ends at once when its page goes', async () => {
    const tab = await openTab();
    await tab.open(given);
    tab.leave();
    await wait(graceMilliseconds / 2);
    expect(threads()).toBe(idleThreads);
  });

  testOnLinux('goes on when the connection is lost and taken up again', async () => {
    const tab = await openTab();
    const { session, opened } = await tab.open(given);
    const secret = tab.welcome?.[1];
    for (let time = 0; time < 3; time++) {
      await tab.cut();
      await wait(graceMilliseconds / 2);
      await tab.connect();
      expect(tab.welcome?.[1]).toBe(secret);
      const details = await tab.requestEngine(session, 'details', opened.node);
      expect(details).toMatchObject({ node: opened.node });
    }
    expect(tab.events).not.toContainEqual(expect.arrayContaining(['sessionEnded']));
    tab.leave();
    await expectIdle();
  });

  testOnLinux('ends when the connection stays lost', async () => {
    const tab = await openTab();
    await tab.open(given);
    const busyThreads = threads();
    await tab.cut();
    await wait(graceMilliseconds / 2);
    expect(threads()).toBeGreaterThan(idleThreads);
    expect(threads()).toBeLessThanOrEqual(busyThreads);
    await expectIdle();
  });

  testOnLinux('is one of its tab, and other tabs keep theirs', async () => {
    const [first, second] = [await openTab(), await openTab()];
    const opened = [await first.open(given), await second.open(join(given, 'sub'))] as const;
    first.leave();
    await wait(graceMilliseconds * 1.5);
    const details = await second.requestEngine(opened[1].session, 'details', opened[1].opened.node);
    expect(details).toMatchObject({ inode: String(statSync(join(given, 'sub')).ino) });
    second.leave();
    await expectIdle();
  });
});
