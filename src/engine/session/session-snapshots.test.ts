import {
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeFile, makeFolder } from '../../../test/fixture/files.js';
import { provideEmptyFixture } from '../../../test/fixture/provide-fixture.js';
import { type SessionClient, startSession } from '../../../test/support/hosts/session-client.js';
import { localScanners } from '../../../test/support/scanners/local-scanners.js';
import { scanFolder } from '../../../test/support/scanners/rescans.js';
import { finishedScan } from '../../../test/support/trees/finished-scan.js';
import { walkTree } from '../../../test/support/trees/tree-contents.js';
import { TreeUpdate } from '../../core/update/tree-update.js';
import { SnapshotStore } from '../snapshots/store.js';

const fixture = provideEmptyFixture();
const clients: SessionClient[] = [];
let root: string;
let kept: string;

beforeEach(() => {
  for (const name of ['root', 'kept', 'moved'])
    rmSync(join(fixture.top, name), { recursive: true, force: true });
  root = makeFolder(fixture.top, 'root');
  kept = makeFolder(fixture.top, 'kept');
  makeFile(makeFolder(root, 'a'), 'file', 50_000);
});

afterEach(() => {
  vi.restoreAllMocks();
  for (const client of clients.splice(0)) client.port.close();
});

function start(folder = kept): SessionClient {
  const client = startSession(localScanners(), 1, folder);
  clients.push(client);
  return client;
}

const ended = (client: SessionClient) =>
  client.until(() => client.all('saved')[0] ?? client.all('notSaved')[0]);

/** Scans the root and waits until that is kept. */
async function scan() {
  const client = start();
  await client.open(root);
  const finished = await client.finished();
  return { saved: await ended(client), finished, client };
}

const files = (): string[] =>
  readdirSync(kept).flatMap((name) => readdirSync(join(kept, name)).map((file) => join(kept, name, file)));

describe('a root that was scanned', () => {
  test('is kept, and shown at once when it is opened again', async () => {
    const { saved, finished } = await scan();
    expect(saved).toMatchObject({ entries: 2, isComplete: true });
    const again = start();
    const opened = await again.open(root, { fromSnapshot: true });
    expect(opened.snapshot).toEqual(saved);
    expect(Buffer.from(opened.root).toString()).toBe(root);
    const shown = await again.finished();
    const { elapsedMilliseconds, entriesPerSecond, ...numbers } = finished;
    expect(shown).toMatchObject(numbers);
    await again.show();
    const frame = await again.lastFrame();
    expect(frame.isScanning).toBe(false);
    expect(frame.bytes[0]).toBe(Number(finished.allocatedBytes));
    expect(again.all('progress')).toEqual([]);
    expect(await again.ask('snapshots')).toEqual([saved]);
  });

  test('is scanned where a snapshot was not asked for', async () => {
    await scan();
    const again = start();
    expect((await again.open(root)).snapshot).toBeNull();
    await again.finished();
    await ended(again);
    expect(await again.ask('snapshots')).toHaveLength(2);
  });

  test('is rescanned from what was kept, and kept again', async () => {
    await scan();
    makeFile(root, 'new', 9000);
    const again = start();
    await again.open(root, { fromSnapshot: true });
    await again.finished();
    await again.ask('rescan', { node: 0, quick: null });
    await again.until(() => again.all('finished')[1]);
    expect(again.all('finished').at(-1)).toMatchObject({ entries: 3, complete: true });
    await ended(again);
    expect(await again.ask('snapshots')).toHaveLength(2);
  });

  test.each([
    ['reads a folder again that changed after the scan had begun', -1, 2],
    ['relies on what was known of one that changed before', 25, 1],
  ])('is rescanned from what was kept, which %s', async (_title, milliseconds, entries) => {
    const changed = Math.floor(statSync(join(root, 'a')).ctimeMs);
    const { tree } = await scanFolder({ root });
    // As a scan finds a folder that it reads just before a file is made in it, within one step of the clock.
    const update = new TreeUpdate(tree);
    update.remove(walkTree(tree).find(([path]) => path.endsWith('a/file'))![1]);
    update.finish();
    // So that the end of the scan is old enough for the folder's times to be reliable.
    await setTimeout(30);
    const scanned = finishedScan(tree, root, { started: changed + milliseconds });
    await new SnapshotStore(kept, () => undefined).save(scanned);
    const client = start();
    expect((await client.open(root, { fromSnapshot: true })).snapshot).toMatchObject({ entries: 1 });
    await client.finished();
    await client.ask('rescan', { node: 0, quick: null });
    expect(await client.until(() => client.all('finished')[1])).toMatchObject({ entries });
    await ended(client);
  });

  test('is kept also where it is closed as soon as it was read, and of that nothing is said', async () => {
    const client = start();
    await client.open(root);
    await client.finished();
    await client.ask('close');
    await vi.waitFor(() => expect(files()).toEqual([expect.stringMatching(/\.hectare$/)]), 20_000);
    expect(client.all('saved')).toEqual([]);
  });

  test('may be asked to be rescanned while it is being kept, and is when it has been', async () => {
    let goOn!: () => void;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const { save } = SnapshotStore.prototype;
    vi.spyOn(SnapshotStore.prototype, 'save').mockImplementationOnce(async function (
      this: SnapshotStore,
      scan,
    ) {
      await held;
      return save.call(this, scan);
    });
    const client = start();
    await client.open(root);
    await client.finished();
    makeFile(root, 'new', 9000);
    let hasBegun = false;
    const asked = client.ask('rescan', { node: 0, quick: null }).then(() => {
      hasBegun = true;
    });
    await client.ask('snapshots');
    expect(hasBegun).toBe(false);
    goOn();
    await asked;
    await client.until(() => client.all('saved')[1]);
    expect(client.all('saved').map(({ entries }) => entries)).toEqual([2, 3]);
  });

  test.each([
    ['by other options', {}, { exclude: ['b'] }],
    ['following links', {}, { followLinks: true }],
  ])('is scanned where it was %s', async (_title, _was, options) => {
    await scan();
    const again = start();
    expect((await again.open(root, { ...options, fromSnapshot: true })).snapshot).toBeNull();
    await again.finished();
  });

  test('is scanned where another folder lies at its path now', async () => {
    await scan();
    renameSync(root, join(fixture.top, 'moved'));
    makeFolder(fixture.top, 'root');
    const again = start();
    expect((await again.open(root, { fromSnapshot: true })).snapshot).toBeNull();
    expect(await again.finished()).toMatchObject({ entries: 0 });
  });

  test('is shown where it is gone, and stays as it was when it cannot be rescanned', async () => {
    await scan();
    renameSync(root, join(fixture.top, 'moved'));
    const again = start();
    expect((await again.open(root, { fromSnapshot: true })).snapshot).not.toBeNull();
    await again.finished();
    await again.ask('rescan', { node: 0, quick: null });
    const failed = await again.until(() => again.all('failed')[0]);
    expect(failed).toMatchObject({ code: 'rootUnreadable', errno: 'ENOENT' });
    expect((await again.ask('details', 0)).files).toBe(1);
  });

  test('with links followed is kept and shown, but opened anew to be rescanned', async () => {
    const client = start();
    await client.open(root, { followLinks: true });
    await client.finished();
    await ended(client);
    const again = start();
    expect((await again.open(root, { followLinks: true, fromSnapshot: true })).snapshot).not.toBeNull();
    await again.finished();
    expect(await again.refusalOf('rescan', { node: 0, quick: null })).toBe('badRequest');
  });
});

describe('what cannot be kept or taken', () => {
  test('is told of where it is not whole, and set aside; the root is scanned', async () => {
    await scan();
    const [path] = files();
    truncateSync(path!, 500);
    const again = start();
    expect((await again.open(root, { fromSnapshot: true })).snapshot).toBeNull();
    const [refused] = again.all('snapshotRefused');
    expect(Buffer.from(refused!.path).toString()).toBe(path);
    expect(Buffer.from(refused!.movedTo!).toString()).toBe(`${path}.damaged`);
    expect(refused!.message).toBe('it is cut off');
    expect(await again.finished()).toMatchObject({ entries: 2, complete: true });
  });

  test('is told of where there is no folder to be had, and the scan stands', async () => {
    const file = join(fixture.top, 'kept', 'file');
    writeFileSync(file, '');
    const client = start(file);
    await client.open(root, { fromSnapshot: true });
    expect(await client.finished()).toMatchObject({ entries: 2, complete: true });
    expect(await ended(client)).toMatchObject({ code: 'notSaved', errno: 'ENOTDIR' });
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  test('is told of where the folder of the root cannot be read, and the scan stands', async () => {
    await scan();
    const folder = dirname(files()[0]!);
    rmSync(folder, { recursive: true });
    symlinkSync(folder, folder);
    const again = start();
    expect((await again.open(root, { fromSnapshot: true })).snapshot).toBeNull();
    expect(await again.finished()).toMatchObject({ entries: 2, complete: true });
    await ended(again);
    expect(await again.ask('snapshots')).toEqual([]);
    const told = again.events.map(([, name]) => name).filter((name) => /saved|refused/i.test(name));
    expect(told).toEqual(['snapshotRefused', 'notSaved', 'snapshotRefused']);
    const refused = again.all('snapshotRefused');
    expect(refused.map(({ path }) => Buffer.from(path).toString())).toEqual([folder, folder]);
    expect(refused[0]).toMatchObject({ message: expect.stringMatching('^ELOOP'), movedTo: null });
  });

  test('is a scan that was ended early', async () => {
    const client = start();
    const opening = client.open(root);
    await client.ask('cancel').catch(() => undefined);
    await opening.then(() => client.finished()).catch(() => undefined);
    await client.ask('close');
    expect(files().filter((path) => path.endsWith('.hectare')).length).toBeLessThanOrEqual(1);
  });

  test('leaves a session that is closed while a snapshot is looked for', async () => {
    await scan();
    const again = start();
    const opening = again.open(root, { fromSnapshot: true });
    await again.ask('close');
    await expect(opening).rejects.toMatchObject({ code: 'engineEnded' });
    expect((await again.open(root, { fromSnapshot: true })).snapshot).not.toBeNull();
  });

  test('is a second root while the first is looked for', async () => {
    await scan();
    const again = start();
    const opening = again.open(root, { fromSnapshot: true });
    await expect(again.open(root)).rejects.toMatchObject({ code: 'alreadyOpen' });
    expect((await opening).snapshot).not.toBeNull();
  });
});
