import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { finishedScan } from '../../../test/support/trees/finished-scan.js';
import { largeTree } from '../../../test/support/trees/large-tree.js';
import { everythingOf } from '../../../test/support/trees/random-tree.js';
import type { SnapshotLimits } from './retention.js';
import { type FinishedScan, type RefusedSnapshot, SnapshotStore, type StoredSnapshot } from './store.js';

const tree = largeTree(1000);
const rules = { followLinks: false, crossMounts: false, exclude: [] } as const;
const rootA = Buffer.from('/no/such/root-a');
let top: string;
let folder: string;
let refused: RefusedSnapshot[];
let store: SnapshotStore;

const newStore = (limits?: SnapshotLimits) => new SnapshotStore(folder, (each) => refused.push(each), limits);

/** Saves as of a second later. */
function save(more: Partial<FinishedScan> = {}, to = store): Promise<StoredSnapshot> {
  vi.setSystemTime(Date.now() + 1000);
  return to.save(finishedScan(tree, '/no/such/root-a', more));
}

const ids = async (root?: Uint8Array) => (await store.list(root)).map(({ id }) => id);
const refusals = () => refused.map(({ problem }) => problem.message);

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'hectare-store-'));
  folder = join(top, 'data', 'snapshots');
  refused = [];
  store = newStore();
  vi.useFakeTimers({ toFake: ['Date'] });
});

afterEach(() => {
  vi.useRealTimers();
  rmSync(top, { recursive: true });
});

describe('snapshots', () => {
  test('are listed by root and in all, the newest first', async () => {
    const first = await save();
    const other = await save({ root: Buffer.from('/no/such/root-b') });
    const second = await save();
    expect(await ids()).toEqual([second.id, other.id, first.id]);
    expect(await ids(rootA)).toEqual([second.id, first.id]);
    const [listed] = await store.list(rootA);
    expect(listed).toEqual(second);
    expect(statSync(second.path).size).toBe(second.bytes);
  });

  test('are not there where nothing was saved', async () => {
    expect(await ids()).toEqual([]);
    expect(await store.newest(rootA, rules)).toBeUndefined();
    expect(existsSync(folder)).toBe(false);
  });

  test('come back as they were, and are called as the root is now', async () => {
    await save();
    const newest = await store.newest(rootA, rules);
    expect(Buffer.from(newest!.tree.nodes.name(0)).toString()).toBe('/no/such/root-a');
    expect(everythingOf(newest!.tree)).toEqual(everythingOf(tree));
  });

  test('of a root are found however its path is spelled', async () => {
    const root = join(top, 'root');
    mkdirSync(root);
    symlinkSync('root', join(top, 'link'));
    const { id } = await save({ root: Buffer.from(root) });
    for (const spelled of [`${root}/`, join(top, 'link'), `${top}/./root/../root`]) {
      const newest = await store.newest(Buffer.from(spelled), rules);
      expect(newest?.id).toBe(id);
      expect(Buffer.from(newest!.tree.nodes.name(0)).toString()).toBe(spelled);
    }
  });

  test('are taken only where the scan was by the same rules, and came to its end', async () => {
    const { id } = await save({ rules: { ...rules, exclude: ['b', 'a'] } });
    await save({ rules: { ...rules, crossMounts: true } });
    await save({ rules: { ...rules, exclude: ['a', 'b'] }, complete: false });
    expect(await store.newest(rootA, rules)).toBeUndefined();
    expect((await store.newest(rootA, { ...rules, exclude: ['a', 'b'] }))?.id).toBe(id);
  });

  test('are found by the beginning of their id, and deleted', async () => {
    const { id, path } = await save();
    const [place] = await store.find(id.slice(0, 17));
    expect(place?.id).toBe(id);
    await store.delete(place!);
    await store.delete(place!);
    expect(existsSync(path)).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
    await save();
    expect(await ids()).toHaveLength(1);
  });

  test('are for the eyes of their user only', async () => {
    const { path } = await save();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });
});

describe('a file that is not whole', () => {
  test('is set aside, and the one before is taken', async () => {
    const good = await save();
    const bad = await save();
    truncateSync(bad.path, bad.bytes - 1);
    expect((await store.newest(rootA, rules))?.id).toBe(good.id);
    expect(refused).toEqual([{ path: bad.path, problem: expect.anything(), movedTo: `${bad.path}.damaged` }]);
    expect(refusals()).toEqual(['it is cut off']);
    expect(existsSync(bad.path)).toBe(false);
    expect(await ids()).toEqual([good.id]);
    expect(refused).toHaveLength(1);
  });

  test('is not listed where its header is broken', async () => {
    const { path } = await save();
    const bytes = readFileSync(path);
    bytes[40]! ^= 1;
    writeFileSync(path, bytes);
    expect(await ids()).toEqual([]);
    expect(refusals()).toEqual(['the checksum of its header is wrong']);
  });

  test('stays where it is if a newer version has written it', async () => {
    const { path } = await save();
    const bytes = readFileSync(path);
    bytes.writeUInt32LE(7, 8);
    writeFileSync(path, bytes);
    expect(await ids()).toEqual([]);
    expect(refused[0]).toMatchObject({ movedTo: undefined, problem: { reason: 'newer' } });
    expect(existsSync(path)).toBe(true);
  });

  test.each([
    ['a picture', (path: string) => writeFileSync(path, '\x89PNG')],
    ['nothing', (path: string) => writeFileSync(path, '')],
    ['a folder', (path: string) => mkdirSync(path)],
    ['a link', (path: string) => symlinkSync('/etc/hosts', path)],
  ])('is no snapshot: %s', async (_, make) => {
    const { path } = await save();
    rmSync(path);
    make(path);
    expect(await ids()).toEqual([]);
    expect(refused).toHaveLength(1);
  });

  test('is of another root: it is not taken', async () => {
    const other = await save({ root: Buffer.from('/no/such/root-b') });
    const own = await save();
    renameSync(other.path, own.path);
    expect(await store.newest(rootA, rules)).toBeUndefined();
  });
});

describe('what is removed', () => {
  test('are the oldest of a root', async () => {
    const limited = newStore({ perRoot: 2, bytes: 1e9 });
    const other = await save({ root: Buffer.from('/no/such/root-b') }, limited);
    await save({}, limited);
    const second = await save({}, limited);
    const third = await save({}, limited);
    expect(await ids()).toEqual([third.id, second.id, other.id]);
  });

  test('are the oldest of all where they take too much room, but never the last', async () => {
    const { bytes } = await save({ root: Buffer.from('/no/such/root-b') });
    const limited = newStore({ perRoot: 9, bytes: bytes * 2.5 });
    const second = await save({}, limited);
    const third = await save({}, limited);
    expect(await ids()).toEqual([third.id, second.id]);
    const fourth = await save({}, newStore({ perRoot: 9, bytes: 1 }));
    expect(await ids()).toEqual([fourth.id]);
  });

  test('is what was set aside, before what is whole', async () => {
    const { bytes, path } = await save();
    renameSync(path, `${path}.damaged`);
    const limited = newStore({ perRoot: 9, bytes: bytes * 2.5 });
    await save({}, limited);
    expect(existsSync(`${path}.damaged`)).toBe(true);
    await save({}, limited);
    expect(existsSync(`${path}.damaged`)).toBe(false);
    expect(await ids()).toHaveLength(2);
  });

  test('is what a writer has left that is gone, and nothing of others', async () => {
    const { path } = await save();
    const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 12);
    const left = (name: string) => join(path, '..', name);
    const names = {
      gone: `.x.${host}.${2 ** 22 + 1}.part`,
      alive: `.x.${host}.${process.pid}.part`,
      elsewhere: `.x.${'0'.repeat(12)}.1.part`,
      old: `.x.${'1'.repeat(12)}.1.part`,
      foreign: 'notes.txt',
    };
    for (const name of Object.values(names)) writeFileSync(left(name), 'x');
    utimesSync(left(names.old), 1, 1);
    await save();
    const there = Object.entries(names).filter(([, name]) => existsSync(left(name)));
    expect(there.map(([key]) => key)).toEqual(['alive', 'elsewhere', 'foreign']);
  });

  test('is nothing that merely lies there, whatever it is called', async () => {
    const photos = join(folder, 'photos');
    mkdirSync(photos, { recursive: true });
    const kept = ['a.damaged', 'b.damaged', '20200101T000000000Z-000000.hectare'];
    for (const name of kept) writeFileSync(join(photos, name), 'x'.repeat(10_000));
    const { path, id } = await save();
    writeFileSync(join(path, '..', 'notes.damaged'), 'x');
    await save({}, newStore({ perRoot: 1, bytes: 1 }));
    expect(readdirSync(photos).sort()).toEqual(kept.sort());
    expect(existsSync(join(path, '..', 'notes.damaged'))).toBe(true);
    expect(await ids()).not.toContain(id);
    expect(refused).toEqual([]);
  });
});

describe('after the clock was set back', () => {
  test('what was written before it is the oldest, and the first to go', async () => {
    const now = Date.now();
    vi.setSystemTime(now + 1e9);
    const early = await save();
    const late = await save();
    vi.setSystemTime(now);
    const limited = newStore({ perRoot: 3, bytes: 1e9 });
    const first = await save({}, limited);
    expect((await store.newest(rootA, rules))?.id).toBe(first.id);
    const second = await save({}, limited);
    expect(await ids()).toEqual([second.id, first.id, late.id]);
    expect(existsSync(early.path)).toBe(false);
  });

  test('another machine whose clock is a little ahead has written the newest', async () => {
    const now = Date.now();
    const own = await save();
    vi.setSystemTime(now + 20_000);
    const other = await save();
    vi.setSystemTime(now + 2_000);
    expect(await ids()).toEqual([other.id, own.id]);
  });
});

test('a folder that cannot be read is told of, and keeps nobody from the others', async () => {
  const { id } = await save();
  const unreadable = join(folder, '0'.repeat(24));
  symlinkSync(unreadable, unreadable);
  const second = await save();
  expect(refused).toEqual([]);
  expect(await ids()).toEqual([second.id, id]);
  expect(await store.find(id)).toHaveLength(1);
  expect(refused[0]).toMatchObject({ path: unreadable, problem: { code: 'ELOOP' }, movedTo: undefined });
});
