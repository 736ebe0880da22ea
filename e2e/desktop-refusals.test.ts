/** Refusals of main, which it logs: other senders, other shapes, paths that nobody gave, sessions that are gone. */
import { describe, expect, test } from 'vitest';
import type { Sender } from '../test/electron/link.js';
import { dropAndOpen, makeFolder, startApp } from './support/desktop.js';

const options = { crossMounts: false, followLinks: false, exclude: [] };

describe('a request is refused', () => {
  test.each(['frame within', 'other address', 'other window', 'frame that is gone'] as const)(
    'from a %s',
    async (sender: Sender) => {
      const app = await startApp();
      for (const [channel, payload] of [
        ['greet', []],
        ['offerDropped', [['/']]],
        ['openRoot', [{ path: Buffer.from('/'), ...options }]],
      ] as const) {
        expect(await app.invoke(channel, payload, sender)).toMatchObject({ refusal: { code: 'notAllowed' } });
      }
      await expect.poll(() => app.errors.match(/was refused: it came from elsewhere/g)).toHaveLength(3);
      expect((await app.recorded()).utilities).toEqual([]);
    },
  );

  test.each<[string, unknown]>([
    ['greet', 'more than nothing'],
    ['openRoot', null],
    ['openRoot', { path: '/', ...options }],
    ['openRoot', { path: new Uint8Array(), ...options }],
    ['openRoot', { path: Buffer.from('/'), ...options, exclude: [7] }],
    ['openRoot', { path: Buffer.from('/'), ...options, backend: 'node' }],
    ['openRoot', { path: Buffer.from('/'), ...options, exclude: { length: 100_000 } }],
    ['chooseOffered', '/'],
    ['closeSession', -1],
    ['closeSession', { session: 1 }],
    ['reveal', { session: 1, node: 1.5 }],
    ['reveal', { session: 1, path: '/etc/passwd' }],
    ['copyPath', ['1']],
    ['saveCsv', { session: 1, filtered: false, name: '', file: '/etc/passwd' }],
    ['cancelSave', Number.NaN],
    ['usePreferences', { theme: 'pink', language: 'en' }],
    ['offerDropped', '/'],
    ['offerDropped', [{ path: '/' }]],
  ])('%s with %o', async (channel, payload) => {
    const app = await startApp();
    expect(await app.invoke(channel, [payload])).toMatchObject({ refusal: { code: 'badRequest' } });
    await expect.poll(() => app.errors).toContain(`${channel} was refused`);
    expect((await app.recorded()).utilities).toEqual([]);
  });

  test('to open what the user has not given, even below what was given', async () => {
    const folder = makeFolder();
    const app = await startApp();
    const { client } = await dropAndOpen(app, folder);
    await client.finished();
    for (const path of ['/', `${folder}/below`, `${folder}/`, `${folder}/../`]) {
      await expect(app.page.open(path)).rejects.toMatchObject({ code: 'notAllowed' });
    }
    expect(await app.running('Hectare engine')).toHaveLength(1);
    await expect.poll(() => app.errors).toContain('openRoot was refused: the user has not given this folder');
  });

  test('to open what main offers, unless the user has just clicked or pressed a key', async () => {
    const folder = makeFolder();
    const first = await startApp();
    const { client } = await dropAndOpen(first, folder);
    await client.finished();
    await expect.poll(async () => (await first.recorded()).recentDocuments).toEqual([folder]);
    await first.quit();
    const app = await startApp({ userData: first.userData });
    const { window, bridge } = app.page;
    await bridge.recentRoots();
    const roots = await bridge.roots();
    const offered = 'answer' in roots ? roots.answer.map(({ path }) => path) : [];
    window.navigator.userActivation.isActive = false;
    for (const path of [...offered, folder]) {
      await expect(app.page.open(path)).rejects.toMatchObject({ code: 'notAllowed' });
    }
    expect(await app.running('Hectare engine')).toEqual([]);
    window.navigator.userActivation.isActive = true;
    await expect(app.page.open(`${folder}/below`)).rejects.toMatchObject({ code: 'notAllowed' });
    await app.page.open(folder);
  });

  test('to an engine, by its own port, to read something else', async () => {
    const app = await startApp();
    const { client } = await dropAndOpen(app, makeFolder());
    await client.finished();
    expect(await client.refusalOf('open', { path: Buffer.from('/'), ...options })).toBe('notAllowed');
    expect(await client.refusalOf('close', null)).toBe('notAllowed');
    expect((await client.ask('details', 0)).node).toBe(0);
  });

  test('for a session that is closed, or never was', async () => {
    const app = await startApp();
    const { session, client } = await dropAndOpen(app, makeFolder());
    await client.finished();
    await app.page.bridge.closeSession(session);
    for (const gone of [session, 77]) {
      const entry = { session: gone, node: 0 };
      const refusals = [
        await app.page.bridge.reveal(entry),
        await app.page.bridge.copyPath(entry),
        await app.page.bridge.saveCsv({ session: gone, filtered: false, name: 'x.csv' }),
      ];
      for (const refusal of refusals) expect(refusal).toMatchObject({ refusal: { code: 'notOpen' } });
    }
    expect((await app.recorded()).dialogs).toEqual([]);
    await expect.poll(() => app.errors.match(/there is no such session/g)).toHaveLength(6);
  });

  test('on a channel that there is not', async () => {
    const app = await startApp();
    await expect(app.invoke('readFile', ['/etc/passwd'])).rejects.toThrow('No handler registered');
  });
});
