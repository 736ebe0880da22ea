import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeFile, makeFolder } from '../../../test/fixture/files.js';
import { provideEmptyFixture } from '../../../test/fixture/provide-fixture.js';
import { type SessionClient, startSession } from '../../../test/support/hosts/session-client.js';
import { syntheticReaders } from '../../../test/support/readers/synthetic-reader.js';
import { InProcessScanners } from '../../../test/support/scanners/in-process-scanners.js';
import { localScanners } from '../../../test/support/scanners/local-scanners.js';
import { saveSnapshot } from '../../../test/support/snapshots/save-snapshot.js';
import { buildTree } from '../../../test/support/trees/build-tree.js';
import { finishedScan } from '../../../test/support/trees/finished-scan.js';
import { modelOf } from '../../../test/support/trees/small-models.js';
import { ChangeKind } from '../../contract/change-kind.js';
import type { ChangeGroup, ChangeRows } from '../../contract/comparison-protocol.js';
import { TileFlag } from '../../contract/entries.js';
import { SnapshotStore } from '../snapshots/store.js';
import { splitPaths } from './row-columns.js';

/** Inodes are those of the numbers, so what is added stands last. */
const before = modelOf({ a: { x: 'file', y: 'file' }, b: { z: 'file' }, c: 'file', d: 'file' });
const after = before
  .filter(({ name }) => name.toString() !== 'd')
  .map((entry) => {
    if (entry.name.toString() === 'x') return { ...entry, blocks: entry.blocks + 100n };
    if (entry.name.toString() === 'c') return { ...entry, name: Buffer.from('e') };
    return entry;
  });

const everything = {
  sort: 'magnitude',
  descending: true,
  onlyChanged: false,
  offset: 0,
  limit: 100,
} as const;
const text = (names: Uint8Array): string[] => splitPaths(names).map((name) => Buffer.from(name).toString());
const kindsOf = ({ names, kind }: ChangeRows) =>
  Object.fromEntries(text(names).map((name, row) => [name, kind[row]]));

const folder = provideEmptyFixture();
const ids: Record<string, string> = { first: '', followed: '', other: '' };

beforeEach(async () => {
  // why: every session keeps what it has read, and the oldest go.
  rmSync(folder.tree, { recursive: true });
  const store = new SnapshotStore(folder.tree, () => undefined);
  const tree = buildTree(before);
  const rules = { followLinks: 'once', crossMounts: false, exclude: [] } as const;
  ids.first = (await store.save(finishedScan(tree, '/'))).id;
  ids.followed = (await store.save(finishedScan(tree, '/', { rules }))).id;
  ids.other = (await store.save(finishedScan(tree, folder.outside))).id;
});

let client: SessionClient;

beforeEach(async () => {
  const { spawn } = new InProcessScanners(syntheticReaders(after));
  client = startSession(spawn, 2, folder.tree);
  await client.open('/');
  await client.show();
  await client.finished();
});

test('the snapshots of a root are listed, the newest first', async () => {
  const snapshots = await client.ask('snapshots');
  expect(snapshots.map(({ id }) => id).sort()).toEqual([ids.first, ids.followed].sort());
  expect(snapshots[0]).toMatchObject({ started: 1_790_000_000_000, entries: 7, isComplete: true });
});

describe('a root that is compared with a snapshot', () => {
  test('says with what, and what has changed in all', async () => {
    const compared = await client.ask('compare', { snapshot: ids.first! });
    expect(compared).toMatchObject({
      snapshot: ids.first,
      scanned: 1_790_000_000_000,
      entries: -1,
      files: -1,
      directories: 0,
      isPartial: false,
      hasOtherRules: false,
    });
    const change = 100n * 512n - before[7]!.blocks * 512n;
    expect(BigInt(compared!.allocatedBytes)).toBe(change);
    expect(await client.ask('comparison')).toEqual(compared);
    const groups = (await client.ask('groups', { by: 'change' })) as readonly ChangeGroup[];
    expect(groups.reduce((sum, { allocatedChange }) => sum + allocatedChange, 0)).toBe(Number(change));
    expect(groups.map(({ label, entries }) => [label, entries])).toEqual([
      ['unchanged', 0],
      ['removed', 1],
      ['grown', 1],
      ['moved', 1],
      ['movedAway', 1],
    ]);
  });

  test('lists what a folder has and had, and what that has gained', async () => {
    await client.ask('compare', { snapshot: ids.first! });
    const rows = await client.ask('changes', { entry: 0, ...everything });
    expect(kindsOf(rows)).toEqual({
      a: ChangeKind.grown,
      b: ChangeKind.unchanged,
      c: ChangeKind.movedAway,
      d: ChangeKind.removed,
      e: ChangeKind.moved,
    });
    const [a] = rows.names;
    expect(a).toBe(97);
    expect(rows.allocatedChange[0]).toBe(51_200);
    expect(rows.changedBelow[0]).toBe(1);
    const row = (name: string) => text(rows.names).indexOf(name);
    expect(rows.isThere[row('d')]).toBe(0);
    expect(rows.isThere[row('e')]).toBe(1);
    expect(text(rows.otherPlaces)[row('e')]).toBe('c');
    expect(text(rows.otherPlaces)[row('c')]).toBe('e');
    expect(rows.flags[row('a')]! & TileFlag.directory).toBe(TileFlag.directory);
    const changed = await client.ask('changes', { ...everything, entry: 0, onlyChanged: true, sort: 'name' });
    expect(text(changed.names)).toEqual(['e', 'd', 'c', 'a']);
    const inside = await client.ask('changes', { ...everything, entry: rows.entry[0]!, limit: 1 });
    expect([inside.total, text(inside.names)]).toEqual([2, ['x']]);
  });

  test('tells what is not there any more as it was, and only while it is compared', async () => {
    await client.ask('compare', { snapshot: ids.first! });
    const rows = await client.ask('changes', { entry: 0, ...everything });
    const entryOf = (name: string) => rows.entry[text(rows.names).indexOf(name)]!;
    const { blocks } = before[7]!;
    const gone = await client.ask('details', entryOf('d'));
    expect(gone).toMatchObject({ node: entryOf('d'), isThere: false, allocatedBytes: `${blocks * 512n}` });
    expect(Buffer.from(gone.path).toString()).toBe('/d');
    expect(await client.ask('details', entryOf('c'))).toMatchObject({ isThere: false });
    expect(await client.ask('details', entryOf('e'))).toMatchObject({ isThere: true });
    await client.ask('compare', { snapshot: null });
    await expect(client.ask('details', entryOf('d'))).rejects.toMatchObject({ code: 'noSuchNode' });
  });

  test('lists the largest of all changes', async () => {
    await client.ask('compare', { snapshot: ids.first! });
    const list = async (name: 'grownFiles' | 'shrunkFiles' | 'grownFolders' | 'shrunkFolders' | 'moved') =>
      text((await client.ask('largestChanges', { list: name, limit: 10 })).names);
    expect(await list('grownFiles')).toEqual(['a/x']);
    expect(await list('shrunkFiles')).toEqual(['d']);
    expect(await list('grownFolders')).toEqual(['a']);
    expect(await list('shrunkFolders')).toEqual([]);
    expect(await list('moved')).toEqual(['e']);
  });

  test('is coloured by change, and hides what a key of the legend stands for', async () => {
    await client.ask('compare', { snapshot: ids.first! });
    const { grown, moved, unchanged } = ChangeKind;
    await client.show({ colours: 'change' });
    await untilColoured(grown, moved, unchanged);
    await client.show({ colours: 'change', hiddenKeys: [unchanged] });
    await untilColoured(grown, moved);
    await client.ask('compare', { snapshot: null });
    await client.show({ colours: 'change' });
    await untilColoured(unchanged);
    expect(await client.refusalOf('groups', { by: 'change' })).toBe('notCompared');
  });
});

test('a comparison goes on with what another scan has found', async () => {
  const root = makeFolder(folder.outside, 'root');
  makeFile(makeFolder(root, 'gone'), 'file', 9000);
  makeFile(makeFolder(root, 'kept'), 'small', 100);
  const { id } = await saveSnapshot(root, folder.tree);
  const page = startSession(localScanners(), 2, folder.tree);
  await page.open(root);
  await page.finished();
  expect(await page.ask('compare', { snapshot: id })).toMatchObject({ entries: 0, allocatedBytes: '0' });
  rmSync(join(root, 'gone'), { recursive: true });
  renameSync(join(root, 'kept'), join(root, 'moved'));
  makeFile(makeFolder(root, 'new'), 'large', 50_000);
  await page.ask('rescan', { node: 0, quick: null });
  expect(await page.ask('comparison')).toBeNull();
  expect(await page.refusalOf('groups', { by: 'change' })).toBe('notCompared');
  await page.until(() => page.all('finished')[1]);
  expect(await page.ask('comparison')).toMatchObject({ entries: 0 });
  const rows = await page.ask('changes', { entry: 0, ...everything, sort: 'name', descending: false });
  expect(kindsOf(rows)).toEqual({
    gone: ChangeKind.removed,
    kept: ChangeKind.movedAway,
    moved: ChangeKind.moved,
    new: ChangeKind.added,
  });
  const inside = await page.ask('changes', { ...everything, entry: rows.entry[0]! });
  expect(kindsOf(inside)).toEqual({ file: ChangeKind.removed });
});

/** Until the last frame has just these keys. Frames may still come that were asked for before. */
const untilColoured = (...keys: number[]) =>
  client.until(() => {
    const shown = [...new Set(client.frames.at(-1)?.colour)].sort();
    return shown.join() === keys.sort().join() || undefined;
  });

describe('a comparison is refused', () => {
  test.each([
    ['with a snapshot that is not there', 'second', 'noSuchSnapshot'],
    ['with a snapshot of another root', 'other', 'noSuchSnapshot'],
    ['with a scan that followed links', 'followed', 'notComparable'],
  ])('%s', async (_title, name, code) => {
    expect(await client.refusalOf('compare', { snapshot: ids[name] ?? name })).toBe(code);
  });

  test('with a snapshot that is damaged, which is said', async () => {
    const { id, path } = await new SnapshotStore(folder.tree, () => undefined).save(
      finishedScan(buildTree(before), '/'),
    );
    const bytes = readFileSync(path);
    bytes[bytes.length - 40]! ^= 1;
    writeFileSync(path, bytes);
    await expect(client.ask('compare', { snapshot: id })).rejects.toMatchObject({
      code: 'noSuchSnapshot',
      message: expect.stringContaining('cannot be used: '),
    });
  });

  test('where nothing is compared', async () => {
    expect(await client.refusalOf('changes', { entry: 0, ...everything })).toBe('notCompared');
  });

  test.each([
    ['of an entry that there is not', { entry: 10_000 }],
    ['of an entry that is no folder', { entry: 3 }],
  ])('%s', async (_title, asked) => {
    await client.ask('compare', { snapshot: ids.first! });
    expect(await client.refusalOf('changes', { ...everything, ...asked })).toBe('noSuchNode');
  });

  test('while a scan runs', async () => {
    const running = startSession(new InProcessScanners(syntheticReaders(after)).spawn, 2, folder.tree);
    const opening = running.open('/');
    const code = running.refusalOf('compare', { snapshot: ids.first! });
    await opening;
    expect(['notCompared', 'notOpen']).toContain(await code);
  });
});
