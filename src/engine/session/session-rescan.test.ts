/** Rescans as a page asks for them. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type SessionClient, startSession } from '../../../test/support/hosts/session-client.js';
import { namesOf, quick, rescan } from '../../../test/support/hosts/told.js';
import { localScanners } from '../../../test/support/scanners/local-scanners.js';
import { TileFlag } from '../../contract/entries.js';
import { NodeFlag } from '../../contract/entry-batch.js';
import { AGES } from '../../core/kinds/ages.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hectare-session-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function opened(): Promise<SessionClient> {
  const client = startSession(localScanners());
  await client.open(root);
  await client.finished();
  return client;
}

describe('a rescan', () => {
  const node = async (client: SessionClient, name: string, above = 0): Promise<number> => {
    const rows = await client.ask('children', {
      node: above,
      sort: 'name',
      descending: false,
      offset: 0,
      limit: 100,
    });
    return rows.node[namesOf(rows).indexOf(name)]!;
  };

  beforeEach(() => {
    mkdirSync(join(root, 'a/b/c'), { recursive: true });
    mkdirSync(join(root, 'other'));
    writeFileSync(join(root, 'a/b/c/file'), 'x'.repeat(5000));
    writeFileSync(join(root, 'other/file'), 'x'.repeat(5000));
  });

  test('keeps the numbers of what stays, and refuses those of what is gone', async () => {
    const client = await opened();
    const [a, other] = [await node(client, 'a'), await node(client, 'other')];
    await setTimeout(20);
    rmSync(join(root, 'a'), { recursive: true });
    await rescan(client);
    expect(await node(client, 'other')).toBe(other);
    expect(await client.refusalOf('details', a)).toBe('noSuchNode');
    expect(await client.refusalOf('rescan', { node: a, quick: null })).toBe('noSuchNode');
  });

  test('shows what is above, where the focus is gone', async () => {
    const client = await opened();
    const [a] = [await node(client, 'a')];
    await client.frameOf({ focus: await node(client, 'c', await node(client, 'b', a)) });
    await setTimeout(20);
    rmSync(join(root, 'a/b'), { recursive: true });
    const before = client.frames.length;
    await rescan(client);
    const frame = await client.until(() =>
      client.frames.slice(before).findLast(({ isScanning }) => !isScanning),
    );
    expect(frame.focus).toBe(a);
  });

  test('counts a link in the place of a file as a link: it has no extension', async () => {
    writeFileSync(join(root, 'other/film.mp4'), 'x'.repeat(5000));
    const client = await opened();
    const labels = async () =>
      (await client.ask('groups', { by: 'extension', limit: 5 })).map(({ label }) => label);
    expect(await labels()).toContain('.mp4');
    rmSync(join(root, 'other/film.mp4'));
    symlinkSync('file', join(root, 'other/film.mp4'));
    await setTimeout(20);
    await rescan(client);
    expect(await labels()).not.toContain('.mp4');
  });

  test('is drawn as it is now, also where it is over before the page has drawn the frame before', async () => {
    const client = await opened();
    client.acknowledges = false;
    const { number } = await client.frameOf({});
    await setTimeout(20);
    rmSync(join(root, 'a'), { recursive: true });
    writeFileSync(join(root, 'new'), 'x'.repeat(90_000));
    await rescan(client);
    const frame = await client.until(() => client.frames.find((each) => each.number > number));
    const names = Buffer.from(frame.names).toString('latin1').split('\0').slice(0, -1);
    expect([frame.isScanning, names]).toEqual([false, ['new', 'other', 'file']]);
    await client.ask('close');
  });

  test('counts ages from when it began, however long the root has been open', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 10 * 86_400_000 });
    onTestFinished(() => void vi.useRealTimers());
    const client = await opened();
    const told = async () => {
      const { colour } = await client.frameOf({ colours: 'age', filter: 'age<1d' });
      const groups = await client.ask('groups', { by: 'age' });
      await client.frameOf({ colours: 'age', filter: 'age>5d' });
      const older = (await client.ask('find', { text: 'file', limit: 9 })).total;
      return { labels: groups.map(({ label }) => label), colours: [...new Set(colour)], older };
    };
    expect(await told()).toEqual({ labels: ['future'], colours: [AGES.indexOf('future')], older: 0 });
    vi.useRealTimers();
    await rescan(client);
    expect(await told()).toEqual({ labels: ['today'], colours: [AGES.indexOf('today')], older: 0 });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10 * 86_400_000 });
    await rescan(client);
    expect((await told()).older).toBe(2);
    await client.ask('close');
  });

  test('of a folder leaves the others as they were', async () => {
    const client = await opened();
    await setTimeout(20);
    writeFileSync(join(root, 'a/b/c/file'), 'longer'.repeat(9000));
    writeFileSync(join(root, 'other/file'), 'longer'.repeat(9000));
    const finished = await rescan(client, await node(client, 'a'));
    expect(finished.apparentBytes).toBe('59000');
    expect((await rescan(client)).apparentBytes).toBe('108000');
  });

  test('that trusts files says how many, and marks them until they are looked at', async () => {
    // Folders that changed just before a scan are read again.
    await setTimeout(30);
    const client = await opened();
    // Files of today are looked at, so that one that grows is found.
    expect((await rescan(client, 0, quick)).trusted).toEqual({ files: 0, allocatedBytes: '0' });
    const trusting = await rescan(client, 0, { largeBytes: 1e6, recentDays: 0 });
    expect(trusting.trusted).toEqual({ files: 2, allocatedBytes: '16384' });
    const rows = await client.ask('find', { text: 'file', limit: 10 });
    expect(Array.from(rows.flags, (flags) => flags & TileFlag.trusted)).toEqual([128, 128]);
    expect((await client.ask('details', rows.node[0]!)).flags & NodeFlag.trusted).toBe(NodeFlag.trusted);
    expect((await rescan(client)).trusted).toEqual({ files: 0, allocatedBytes: '0' });
  });

  test('is refused while something is read, and where links were followed', async () => {
    const client = startSession(localScanners());
    await client.open(root);
    expect(await client.refusalOf('rescan', { node: 0, quick: null })).toBe('badRequest');
    await client.finished();
    const following = startSession(localScanners());
    await following.open(root, { followLinks: true });
    await following.finished();
    expect(await following.refusalOf('rescan', { node: 0, quick: null })).toBe('badRequest');
    expect(await client.refusalOf('rescan', { node: 0, quick: { largeBytes: -1, recentDays: 1 } })).toBe(
      'badRequest',
    );
  });

  test('of a root that is gone says so, and what was known stays', async () => {
    const client = await opened();
    renameSync(root, `${root}-away`);
    await client.ask('rescan', { node: 0, quick: null });
    const failed = await client.until(() => client.all('failed')[0]);
    expect([failed.code, failed.errno]).toEqual(['rootUnreadable', 'ENOENT']);
    expect(await node(client, 'a')).toBeGreaterThan(0);
    renameSync(`${root}-away`, root);
    expect((await rescan(client)).complete).toBe(true);
  });
});
