import { describe, expect, test } from 'vitest';
import { syntheticReaders } from '../../../test/support/readers/synthetic-reader.js';
import { FakeScanners, settle } from '../../../test/support/scanners/fake-scanners.js';
import { InProcessScanners, startScan } from '../../../test/support/scanners/in-process-scanners.js';
import { provideSlowClock } from '../../../test/support/scanners/slow-clock.js';
import { expectDuplicates, expectTotals } from '../../../test/support/trees/model-totals.js';
import { type ModelEntry, modelPath, rootEntry } from '../../../test/support/trees/model-tree.js';
import { bushyModel, entryOf, modelOf } from '../../../test/support/trees/small-models.js';
import {
  duplicatePaths,
  modelFromTree,
  pathsInOrder,
  totalsByPath,
} from '../../../test/support/trees/tree-contents.js';
import { ENGINE_REFERENCE, NodeFlag } from '../../contract/entry-batch.js';
import type { Tree } from '../../core/tree/tree.js';
import type { Scan, ScanTask } from './scan.js';

/** Many directories, and names of a few inodes all over them. */
const entries: readonly ModelEntry[] = bushyModel(600, 20).map((entry, index) =>
  index > 0 && entry.mode !== rootEntry.mode && index % 7 === 0
    ? { ...entryOf(entry.name.toString(), entry.parent, 'file', index % 5), links: 400 }
    : entry,
);

/** That the totals of a tree are those of the entries in it. */
function expectConsistent(tree: Tree): void {
  const found = modelFromTree(tree);
  expect(totalsByPath(tree)).toEqual(expectTotals(found));
  const duplicates = [...expectDuplicates(found)].map((index) => modelPath(found, index).toString('latin1'));
  expect(new Set(duplicatePaths(tree))).toEqual(new Set(duplicates));
}

async function untilEntries(scan: Scan, count: number): Promise<void> {
  while (scan.tree.nodes.count < count) await settle(1);
}

provideSlowClock();

describe.each([1, 2, 8])('a scan by %i scanners', (scanners) => {
  test('that is cancelled keeps what was read, and its totals are those of that', async () => {
    const scan = startScan(syntheticReaders(entries, 50), scanners);
    await untilEntries(scan, 2000);
    scan.cancel();
    scan.cancel();
    const { complete, tree, crash } = await scan.finished();
    expect([complete, crash]).toEqual([false, undefined]);
    expect(tree.nodes.count).toBeGreaterThanOrEqual(2000);
    expect(tree.nodes.count).toBeLessThan(entries.length);
    expectConsistent(tree);
  });

  test('of which one crashes keeps what was read, and says why it ended', async () => {
    const crew = new InProcessScanners(syntheticReaders(entries, 50));
    const scan = startScan(syntheticReaders(entries), scanners, { spawn: crew.spawn });
    await untilEntries(scan, 2000);
    crew.ports[0]!.close('out of memory');
    const { complete, tree, crash } = await scan.finished();
    expect([complete, crash]).toEqual([false, 'out of memory']);
    const { count } = tree.nodes;
    expect(count).toBeGreaterThanOrEqual(2000);
    await settle(100);
    expect(tree.nodes.count).toBe(count);
    expectConsistent(tree);
  });
});

test('a scan that is cancelled after its end stays complete', async () => {
  const scan = startScan(syntheticReaders(modelOf({ a: 'file' })), 2);
  await scan.finished();
  scan.cancel();
  expect((await scan.finished()).complete).toBe(true);
});

test('a scan that is cancelled before any scanner is ready has nothing, now and later', async () => {
  const scan = startScan(syntheticReaders(modelOf({ a: 'file' })), 2);
  scan.cancel();
  const { complete, tree } = await scan.finished();
  expect([complete, tree.nodes.count]).toEqual([false, 0]);
  await settle(100);
  expect([tree.nodes.count, tree.directories.count]).toEqual([0, 0]);
});

describe('with scanners that are led by hand', () => {
  function start(count: number, most = count, options: Partial<ScanTask> = {}) {
    const fakes = new FakeScanners();
    const scan = startScan(
      () => {
        throw new Error('not needed');
      },
      count,
      { spawn: fakes.spawn, scanners: { start: count, max: most }, ...options },
    );
    return { scan, fakes: fakes.all };
  }

  /** The first of two is ready and has two directories, of which it gives one away. */
  async function withDirectories() {
    const { scan, fakes } = start(2);
    const [busy, other] = fakes;
    busy!.ready();
    other!.ready();
    await settle();
    const [first, second] = busy!.told.readDirectories.length > 0 ? [busy!, other!] : [other!, busy!];
    first.builder.section(ENGINE_REFERENCE, [
      entryOf('a', 0, 'directory', 1),
      entryOf('b', 0, 'directory', 2),
    ]);
    first.channel.send('batch', first.builder.build());
    await settle();
    return { scan, first, second };
  }

  test('directories given away while a scan is being cancelled are not handed out', async () => {
    const { scan, first, second } = await withDirectories();
    first.channel.send('giveDirectories', Uint32Array.of(1));
    scan.cancel();
    await settle();
    expect(second.told.readDirectories).toEqual([]);
    first.idle(1);
    await settle();
    expect((await scan.finished()).complete).toBe(false);
  });

  test('directories that wait for somebody to read them are dropped when a scan is cancelled', async () => {
    const { scan, first, second } = await withDirectories();
    first.channel.send('giveDirectories', Uint32Array.of(0));
    first.channel.send('giveDirectories', Uint32Array.of(1));
    await settle();
    expect(second.told.readDirectories.length).toBe(1);
    scan.cancel();
    second.idle(1);
    await settle();
    first.idle(1);
    expect(await scan.finished()).toMatchObject({ complete: false });
    expect(second.told.readDirectories.length).toBe(1);
  });

  test('links that were put off until all else is read are not followed once a scan is cancelled', async () => {
    const { scan, fakes } = start(1, 1, { followLinks: 'once' });
    const [fake] = fakes;
    fake!.ready();
    await settle();
    const link = { ...entryOf('link', 0, 'directory', 1), flags: NodeFlag.followed };
    fake!.builder.section(ENGINE_REFERENCE, [link]);
    fake!.channel.send('batch', fake!.builder.build());
    await settle();
    scan.cancel();
    fake!.idle(1);
    expect(await scan.finished()).toMatchObject({ complete: false });
    await settle();
    expect(fake!.told.readDirectories.length).toBe(1);
  });

  test('names given away while a scan is being cancelled are not handed out', async () => {
    const { scan, first, second } = await withDirectories();
    const names = { names: Uint8Array.of(97, 0), mode: Uint32Array.of(0x8000) };
    first.channel.send('giveNames', { directory: 0, names });
    scan.cancel();
    await settle();
    expect(second.told.statRows).toEqual([]);
  });

  test('after a crash no scanner is started, whatever the others say of their load', async () => {
    const { scan, fakes } = start(2, 16);
    for (const fake of fakes) fake.ready();
    await settle();
    fakes[0]!.port.close('crashed');
    await scan.finished();
    for (let report = 0; report < 4; report++) fakes[1]!.load({ busy: 50, waited: 50 });
    await settle();
    expect(fakes.length).toBe(2);
  });

  test('a batch that arrives after the end changes nothing', async () => {
    const { scan, first, second } = await withDirectories();
    second.port.close('crashed');
    const { tree } = await scan.finished();
    first.builder.section(0, [entryOf('late', 0, 'file', 3)]);
    first.channel.send('batch', first.builder.build());
    await settle();
    expect(pathsInOrder(tree)).toEqual(['', 'a', 'b']);
  });

  test('a crash before any scanner is ready is told', async () => {
    const { scan, fakes } = start(2);
    await settle();
    fakes[1]!.port.close();
    expect(await scan.finished()).toMatchObject({ complete: false, crash: 'a scanner ended', scanners: 2 });
  });

  test('one scanner that cannot begin does not end the work of another', async () => {
    const { scan, fakes } = start(2);
    const finished = scan.finished().catch((error: Error) => error);
    fakes[0]!.ready();
    await settle();
    fakes[1]!.channel.send('refused', { errno: 24, message: 'cannot be opened' });
    await settle();
    fakes[0]!.builder.section(ENGINE_REFERENCE, [entryOf('a', 0, 'file', 1)]);
    fakes[0]!.channel.send('batch', fakes[0]!.builder.build());
    fakes[0]!.idle(1);
    expect(await finished).toMatchObject({ complete: true });
    expect(pathsInOrder(scan.tree)).toEqual(['', 'a']);
  });

  test('a root that is refused is an error with what was said of it', async () => {
    const { scan, fakes } = start(1);
    fakes[0]!.channel.send('refused', { errno: 0, message: 'this system has no statx: ENOSYS' });
    await expect(scan.finished()).rejects.toMatchObject({
      errno: 0,
      message: 'this system has no statx: ENOSYS',
    });
    await settle();
    expect(fakes[0]!.told.end).toHaveLength(1);
  });
});
