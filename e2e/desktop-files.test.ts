/** Ways out of the window: listings that are saved, paths that are copied, entries shown in the file manager. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runHectare } from '../test/programs/hectare.js';
import { testNeeding } from '../test/programs/requirements.js';
import { dropAndOpen, largeFolder, makeFolder, startApp } from './support/desktop.js';

describe('a listing', () => {
  test('is written by the engine to where the user has said, as hectare list writes it', async () => {
    const folder = makeFolder();
    const target = join(makeFolder(), 'listing.csv');
    const app = await startApp();
    const { session, client } = await dropAndOpen(app, folder);
    await client.finished();
    await app.do({ kind: 'answer dialog', dialog: 'save', answer: { canceled: false, filePath: target } });
    const reply = await app.page.bridge.saveCsv({ session, filtered: false, name: '../hectare-x.csv' });
    const { stdout } = await runHectare(['list', folder]);
    expect(readFileSync(target).equals(stdout)).toBe(true);
    expect(reply).toEqual({ answer: stdout.length });
    const { dialogs } = await app.recorded();
    expect(dialogs[0]!.options).toMatchObject({
      defaultPath: 'hectare-x.csv',
      message: 'Save the listing',
      properties: ['showOverwriteConfirmation'],
    });
    expect(client.all('exportChunk')).toEqual([]);
  });

  test('that the user does not want is not written, and another may be', async () => {
    const app = await startApp();
    const { session, client } = await dropAndOpen(app, makeFolder());
    await client.finished();
    const save = () => app.page.bridge.saveCsv({ session, filtered: true, name: 'x.csv' });
    expect(await save()).toEqual({ answer: null });
    expect(await save()).toEqual({ answer: null });
  });

  test('gets the extension that the user left out, and asks again where that file is there', async () => {
    const folder = makeFolder({ 'taken.csv': 5 });
    const app = await startApp();
    const { session, client } = await dropAndOpen(app, makeFolder());
    await client.finished();
    for (const name of ['taken', 'free', 'named.txt']) {
      const answer = { canceled: false, filePath: join(folder, name) };
      await app.do({ kind: 'answer dialog', dialog: 'save', answer });
    }
    const save = () => app.page.bridge.saveCsv({ session, filtered: false, name: 'x.csv' });
    await save();
    expect(readdirSync(folder).sort()).toEqual(['free.csv', 'taken.csv']);
    expect(readFileSync(join(folder, 'taken.csv'))).toHaveLength(5);
    const { dialogs } = await app.recorded();
    expect(dialogs[1]!.options).toMatchObject({ defaultPath: join(folder, 'taken.csv') });
    await save();
    expect(readdirSync(folder).sort()).toEqual(['free.csv', 'named.txt', 'taken.csv']);
  });

  test('tells how far it is, and leaves nothing behind when it is stopped', async () => {
    const target = join(makeFolder(), 'listing.csv');
    const app = await startApp();
    const { session, client } = await dropAndOpen(app, largeFolder);
    await client.finished();
    await app.do({ kind: 'answer dialog', dialog: 'save', answer: { canceled: false, filePath: target } });
    const saving = app.page.bridge.saveCsv({ session, filtered: false, name: 'x.csv' });
    await expect
      .poll(() => readdirSync(join(target, '..')).some((name) => name.endsWith('.part')))
      .toBe(true);
    await app.page.bridge.cancelSave(session);
    expect(await saving).toMatchObject({ refusal: { code: 'badRequest' } });
    expect(readdirSync(join(target, '..')).sort()).toEqual(['below', 'one']);
  });

  test('that cannot be written says why', async () => {
    const target = join(makeFolder(), 'no such folder', 'listing.csv');
    const app = await startApp();
    const { session, client } = await dropAndOpen(app, makeFolder());
    await client.finished();
    await app.do({ kind: 'answer dialog', dialog: 'save', answer: { canceled: false, filePath: target } });
    expect(await app.page.bridge.saveCsv({ session, filtered: false, name: 'x.csv' })).toMatchObject({
      refusal: { errno: 'ENOENT' },
    });
    expect(existsSync(target)).toBe(false);
  });
});

describe('an entry', () => {
  test('is shown in the file manager, and its path copied, by its node alone', async () => {
    const folder = makeFolder();
    const app = await startApp();
    const { session, client } = await dropAndOpen(app, folder);
    await client.finished();
    const { node } = await client.ask('nodesAt', { paths: Buffer.from('below/two\0') });
    expect(await app.page.bridge.reveal({ session, node: node[0]! })).toEqual({ answer: null });
    expect(await app.page.bridge.copyPath({ session, node: node[0]! })).toEqual({ answer: null });
    const { revealed, clipboard } = await app.recorded();
    expect(revealed).toEqual([join(folder, 'below', 'two')]);
    expect(clipboard).toBe(join(folder, 'below', 'two'));
    expect(await app.page.bridge.reveal({ session, node: 99_999 })).toMatchObject({
      refusal: { code: 'noSuchNode' },
    });
  });

  testNeeding('Linux')('whose name is no text is refused to the desktop, which knows only text', async () => {
    const folder = makeFolder();
    mkdirSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0xfe])]));
    const app = await startApp();
    const { session, client } = await dropAndOpen(app, folder);
    await client.finished();
    const { node, isWhole } = await client.ask('nodesAt', { paths: Buffer.from([0xff, 0xfe, 0]) });
    expect([...isWhole]).toEqual([1]);
    expect(await app.page.bridge.copyPath({ session, node: node[0]! })).toMatchObject({
      refusal: { code: 'badRequest' },
    });
    expect((await app.recorded()).clipboard).toBe('');
  });
});
