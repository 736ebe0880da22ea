/** Every way to give a folder to the app. The page is told of each; what is no folder is refused with a reason. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { DesktopApp } from '../test/electron/desktop-app.js';
import { dropAndOpen, largeFolder, makeFolder, startApp, startSecond, textOf } from './support/desktop.js';

const givenTo = (app: DesktopApp) =>
  app.page.heard.given.flatMap(({ folders, refused }) => [
    ...folders.map(({ path, name, select }) => [textOf(path), textOf(name), select && textOf(select)]),
    ...refused.map(({ path, problem }) => [textOf(path), problem]),
  ]);

/** Runs an action that opens a window where there is none, and lets its page greet. */
async function inNewWindow(app: DesktopApp, action: () => Promise<unknown>): Promise<void> {
  const opened = app.nextPage();
  await action();
  await (await opened).bridge.greet();
}

const namedAs = (folder: string): unknown[] => [folder, folder.split('/').at(-1), null];

describe('a folder comes', () => {
  test('as an argument, however odd its name, once the page is there to be told', async () => {
    const folder = makeFolder({ '--odd name/file': 1 });
    const app = await startApp({ words: ['--some-switch=1', folder, '--', join(folder, '--odd name')] });
    expect(app.page.heard.given).toEqual([]);
    await app.page.bridge.greet();
    await expect
      .poll(() => givenTo(app))
      .toEqual([namedAs(folder), [join(folder, '--odd name'), '--odd name', null]]);
  });

  test('as an address, from the first start and from another one; other addresses are refused kindly', async () => {
    const folder = makeFolder({ 'a b%/file': 1 });
    const address = pathToFileURL(join(folder, 'a b%')).href;
    const words = [address, 'smb://server/share'];
    const app = await startApp({ words });
    await app.page.bridge.greet();
    const expected = [
      [join(folder, 'a b%'), 'a b%', null],
      ['', 'notOnDisk'],
    ];
    await expect.poll(() => givenTo(app)).toEqual(expected);
    const second = await startSecond({ userData: app.userData, words });
    expect(await second.ended()).toBe(0);
    await expect.poll(() => givenTo(app)).toEqual([...expected, ...expected]);
  });

  test('several at a time, dropped', async () => {
    const folders = [makeFolder(), makeFolder()];
    const app = await startApp();
    await app.page.bridge.greet();
    app.page.window.drop(folders.map((path) => ({ path })));
    await expect.poll(() => givenTo(app)).toEqual(folders.map(namedAs));
  });

  test('from the dialog, and nothing when it is cancelled', async () => {
    const folder = makeFolder();
    const app = await startApp();
    await app.page.bridge.greet();
    await app.page.bridge.chooseFolders();
    await app.do({ kind: 'answer dialog', dialog: 'open', answer: { canceled: false, filePaths: [folder] } });
    await app.do({ kind: 'click', labels: ['File', 'Open Folder…'] });
    await expect.poll(() => givenTo(app)).toEqual([namedAs(folder)]);
    const { dialogs } = await app.recorded();
    expect(dialogs).toHaveLength(2);
    expect(dialogs[0]!.options).toMatchObject({
      properties: expect.arrayContaining(['openDirectory', 'multiSelections']),
    });
  });

  test('from another start of the app, which brings the window up, minimised or not, and ends', async () => {
    const folder = makeFolder();
    const app = await startApp();
    await app.page.bridge.greet();
    await app.do({ kind: 'leave', to: 'dock' });
    const second = await startSecond({ userData: app.userData, words: [folder] });
    expect(await second.ended()).toBe(0);
    await expect.poll(() => givenTo(app)).toEqual([namedAs(folder)]);
    expect(await app.do({ kind: 'is in front' })).toBe(true);
    await app.page.open(folder);
  });

  test('from the system (macOS), also while there is no window', async () => {
    const folder = makeFolder();
    const app = await startApp({ platform: 'darwin' });
    await app.page.bridge.greet();
    await app.do({ kind: 'open file', path: folder });
    await expect.poll(() => givenTo(app)).toEqual([namedAs(folder)]);
    await app.do({ kind: 'close window' });
    await inNewWindow(app, () => app.do({ kind: 'open file', path: folder }));
    await expect.poll(() => givenTo(app)).toEqual([namedAs(folder)]);
  });

  test('from the menu (macOS), while there is no window: from the dialog, and of the recent ones', async () => {
    const folder = makeFolder();
    const app = await startApp({ platform: 'darwin' });
    const { client } = await dropAndOpen(app, folder);
    await client.finished();
    await expect.poll(async () => (await app.recorded()).recentDocuments).toEqual([folder]);
    await app.do({ kind: 'close window' });
    await inNewWindow(app, () => app.do({ kind: 'click', labels: ['File', 'Open Recent', folder] }));
    await expect.poll(() => givenTo(app)).toEqual([namedAs(folder)]);
    await app.do({ kind: 'close window' });
    await expect(app.do({ kind: 'click', labels: ['File', 'New Tab'] })).rejects.toThrow('greyed out');
    await app.do({ kind: 'answer dialog', dialog: 'open', answer: { canceled: false, filePaths: [folder] } });
    await inNewWindow(app, () => app.do({ kind: 'click', labels: ['File', 'Open Folder…'] }));
    await expect.poll(() => givenTo(app)).toEqual([namedAs(folder)]);
    await app.do({ kind: 'click', labels: ['File', 'New Tab'] });
    expect((await app.recorded()).dialogs.map(({ hasWindow }) => hasWindow)).toEqual([false]);
    expect(app.errors).toBe('');
  });
});

describe('what is no folder', () => {
  test('but a file is shown in its folder', async () => {
    const folder = makeFolder();
    const app = await startApp();
    await app.page.bridge.greet();
    app.page.window.drop([{ path: join(folder, 'below', 'two') }]);
    await expect.poll(() => givenTo(app)).toEqual([[join(folder, 'below'), 'below', 'two']]);
    const { client } = await app.page.open(join(folder, 'below'));
    await client.finished();
    const { node, isWhole } = await client.ask('nodesAt', { paths: Buffer.from('two\0') });
    expect([...isWhole]).toEqual([1]);
    expect(textOf((await client.ask('details', node[0]!)).path)).toBe(join(folder, 'below', 'two'));
  });

  test('is refused with what it is: gone, or nothing on disk', async () => {
    const folder = makeFolder();
    const app = await startApp();
    await app.page.bridge.greet();
    app.page.window.drop([{ path: join(folder, 'none') }, { path: '' }, { path: folder }]);
    await expect
      .poll(() => givenTo(app))
      .toEqual([namedAs(folder), [join(folder, 'none'), 'missing'], ['', 'notOnDisk']]);
  });

  test('a drop of text is taken by nobody but the window, which does nothing', async () => {
    const app = await startApp();
    await app.page.bridge.greet();
    expect(app.page.window.drop([])).toBe(true);
    expect(app.page.window.drop([{ path: '/' }], false)).toBe(true);
    await app.page.bridge.recentRoots();
    expect(givenTo(app)).toEqual([]);
  });
});

describe('roots are remembered', () => {
  test('with when and how large they were, across starts, and told to the system', async () => {
    const folder = makeFolder({ file: 5000 });
    const app = await startApp();
    const { client } = await dropAndOpen(app, folder);
    const { allocatedBytes } = await client.finished();
    await expect.poll(async () => (await app.recorded()).recentDocuments).toEqual([folder]);
    await app.quit();
    const again = await startApp({ userData: app.userData });
    const reply = await again.page.bridge.recentRoots();
    const [recent] = 'answer' in reply ? reply.answer : [];
    expect(textOf(recent!.path)).toBe(folder);
    expect(recent!.allocatedBytes).toBe(Number(allocatedBytes));
    expect(Math.abs(recent!.scannedAt - Date.now())).toBeLessThan(60_000);
    await again.page.open(folder);
  });

  test('but not how large a part was when a scan was cut off', async () => {
    const app = await startApp();
    const { session, client } = await dropAndOpen(app, largeFolder);
    process.kill((await app.running('Hectare scanner'))[0]!, 'SIGKILL');
    expect(await client.finished()).toMatchObject({ complete: false });
    await app.page.bridge.closeSession(session);
    await expect.poll(() => app.running('Hectare engine')).toEqual([]);
    expect(await app.page.bridge.recentRoots()).toEqual({ answer: [] });
    expect((await app.recorded()).recentDocuments).toEqual([]);
  });

  test('and can be opened from the menu, whatever is in their names, and forgotten', async () => {
    const folder = join(makeFolder({ 'a & b && c/file': 1 }), 'a & b && c');
    const app = await startApp();
    const { client } = await dropAndOpen(app, folder);
    await client.finished();
    const open = () => app.do({ kind: 'click', labels: ['File', 'Open Recent', folder] });
    await expect
      .poll(() =>
        open()
          .then(() => 'opened')
          .catch(() => 'not yet'),
      )
      .toBe('opened');
    await expect.poll(() => givenTo(app)).toEqual([namedAs(folder), namedAs(folder)]);
    await app.do({ kind: 'click', labels: ['File', 'Open Recent', 'Clear'] });
    expect((await app.recorded()).recentDocuments).toEqual([]);
    await expect(open()).rejects.toThrow('the menu has no');
  });

  test('a damaged memory is no memory', async () => {
    const app = await startApp();
    await app.quit();
    const kept = join(app.userData, 'desktop.json');
    expect(existsSync(kept)).toBe(true);
    writeFileSync(kept, '{"recent":[{"path":');
    const again = await startApp({ userData: app.userData });
    expect(await again.page.bridge.recentRoots()).toEqual({ answer: [] });
    await expect.poll(() => again.errors).toContain('damaged');
  });
});
