import { getSystemErrorMap } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readableCases } from '../../../test/fixture/build-fixture.js';
import { makeFile, makeFolder } from '../../../test/fixture/files.js';
import { provideEmptyFixture, provideFixture } from '../../../test/fixture/provide-fixture.js';
import { plainView, type SessionClient, startSession } from '../../../test/support/hosts/session-client.js';
import { namesOf } from '../../../test/support/hosts/told.js';
import { syntheticReaders } from '../../../test/support/readers/synthetic-reader.js';
import { FakeScanners, settle } from '../../../test/support/scanners/fake-scanners.js';
import { InProcessScanners } from '../../../test/support/scanners/in-process-scanners.js';
import { localScanners } from '../../../test/support/scanners/local-scanners.js';
import { createPortPair } from '../../../test/support/scanners/port-pair.js';
import type { ModelEntry } from '../../../test/support/trees/model-tree.js';
import { bushyModel, entryOf, modelOf } from '../../../test/support/trees/small-models.js';
import { type Group, TileFlag } from '../../contract/entries.js';
import { ENGINE_REFERENCE } from '../../contract/entry-batch.js';
import type { Finished } from '../../contract/scans.js';
import { splitPaths } from './row-columns.js';

const fixture = provideFixture(readableCases);
const folder = provideEmptyFixture();
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
const sum = (numbers: ArrayLike<number>): number =>
  Array.from(numbers).reduce((total, each) => total + each, 0);

const synthetic = (entries: readonly ModelEntry[]): SessionClient =>
  startSession(new InProcessScanners(syntheticReaders(entries)).spawn);

const order = { sort: 'allocated', descending: true } as const;
const childrenOf = (client: SessionClient, node: number) =>
  client.ask('children', { node, ...order, offset: 0, limit: 10_000 });

describe('frames, rows, groups and the result of a scan', () => {
  test.each([
    ['', false],
    ['', true],
    ['-a', false],
    ['kind:file size<100k', true],
  ])('say the same numbers: filter "%s", every link %s', async (filter, everyLink) => {
    const client = startSession(localScanners());
    const { root, node } = await client.open(fixture.tree);
    expect([text(root), node]).toEqual([fixture.tree, 0]);
    await client.show({ filter, everyLink });
    const finished = await client.finished();
    const details = await client.ask('details', 0);
    for (const measure of ['allocated', 'apparent'] as const) {
      const frame = await client.frameOf({ filter, everyLink, measure });
      const shown = frame.bytes[0]!;
      const rounding = shown / 1e12;
      const groups = await Promise.all([
        client.ask('groups', { by: 'type' }),
        client.ask('groups', { by: 'extension', limit: 20 }),
        client.ask('groups', { by: 'age' }),
        client.ask('groups', { by: 'owner' }),
      ]);
      for (const group of groups) {
        expect(Math.abs(sum(group.map((each: Group) => each[measure])) - shown)).toBeLessThanOrEqual(
          rounding,
        );
        expect(sum(group.map(({ files }) => files))).toBe(frame.entries[0]);
      }
      if (filter !== '') continue;
      const exact = measure === 'allocated' ? details.allocatedBytes : details.apparentBytes;
      expect(shown).toBe(Number(exact));
      const once = measure === 'allocated' ? finished.allocatedBytes : finished.apparentBytes;
      if (!everyLink) expect(exact).toBe(once);
      else expect(BigInt(exact)).toBeGreaterThan(BigInt(once));
    }
    expect(details.files).toBe(finished.files);
    expect(details.directories).toBe(finished.directories);
  });

  test('nodes are found again by their paths, or the last folder on the way is', async () => {
    const client = startSession(localScanners());
    await client.open(fixture.tree);
    await client.finished();
    const { node } = await childrenOf(client, 0);
    const nodes = [0, ...node];
    const paths = await client.ask('pathsOf', nodes);
    const found = await client.ask('nodesAt', { paths });
    expect([...found.node]).toEqual(nodes);
    expect([...found.isWhole]).toEqual(nodes.map(() => 1));
    const gone = Buffer.from('plain/no such folder/file\0');
    const { node: nearest, isWhole } = await client.ask('nodesAt', { paths: gone });
    const [rest] = splitPaths(await client.ask('pathsOf', [...nearest]));
    expect([text(rest!), ...isWhole]).toEqual(['plain/', 0]);
  });

  test('rows add up to the tile of their folder, and the folder itself', async () => {
    const client = startSession(localScanners());
    await client.open(fixture.tree);
    await client.finished();
    const frame = await client.frameOf({});
    const rows = await childrenOf(client, 0);
    const own = (await client.ask('details', 0)).mode;
    expect(own & 0o40000).toBe(0o40000);
    expect([rows.total, rows.offset]).toEqual([readableCases.length, 0]);
    expect(namesOf(rows).sort()).toEqual([...readableCases].sort());
    expect(frame.bytes[0]! - sum(rows.allocated)).toBeLessThan(100_000);
    expect(sum(rows.files)).toBe(frame.entries[0]);
    for (const [index, tile] of frame.node.entries()) {
      const row = rows.node.indexOf(tile);
      if (row < 0 || frame.parent[index] !== 0 || index === 0) continue;
      expect(frame.bytes[index]).toBe(rows.allocated[row]);
      expect(frame.flags[index]).toBe(rows.flags[row]);
    }
  });

  test('rows and their folder are told as of one moment, also while it is read', async () => {
    const client = synthetic(bushyModel(500, 40));
    await client.open('/');
    const own: number[] = [];
    while (client.all('finished').length === 0) {
      const { folder: whole, allocated } = await childrenOf(client, 0);
      own.push(whole.allocated - sum(allocated));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const { folder: last, apparent } = await childrenOf(client, 0);
    expect(own.length).toBeGreaterThan(1);
    expect(new Set(own).size).toBe(1);
    expect(last.apparent).toBe(sum(apparent));
  });
});

describe('a session', () => {
  test('shows frames while it reads, the first with the first entries, and the last when all is read', async () => {
    const entries = bushyModel(300, 20);
    const client = synthetic(entries);
    await client.open('/');
    await client.show();
    const finished = await client.finished();
    const last = await client.lastFrame();
    expect(finished).toMatchObject({
      complete: true,
      entries: entries.length - 1,
      files: 6000,
      directories: 300,
    });
    const [first] = client.frames;
    expect(first!.node.length).toBeGreaterThan(1);
    expect(first!.isScanning).toBe(true);
    expect(last.entries[0]).toBe(6000);
    expect(client.frames.map(({ number }) => number)).toEqual(client.frames.map((_, index) => index + 1));
    expect(Number(finished.allocatedBytes)).toBe(last.bytes[0]);
    expect(client.frames.at(-1)).toBe(last);
  });

  test('sends nothing more when all has been said', async () => {
    const client = synthetic(bushyModel(3, 3));
    await client.open('/');
    await client.show();
    await client.lastFrame();
    const count = client.events.length;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(client.events.length).toBe(count);
  });

  test('waits with the next frame until the last was drawn; what is asked for comes at once', async () => {
    const client = synthetic(bushyModel(500, 20));
    client.acknowledges = false;
    await client.open('/');
    await client.show();
    await client.finished();
    await new Promise((resolve) => setTimeout(resolve, 300));
    // The first, and the last, which the end of the scan asks for.
    expect(client.frames.length).toBe(2);
    await client.ask('acknowledge', client.frames.at(-1)!.number);
    expect((await client.frameOf({ measure: 'apparent' })).number).toBe(3);
  });

  test('draws one frame for several views that come together: the last', async () => {
    const client = synthetic(bushyModel(3, 3));
    await client.open('/');
    await client.finished();
    for (const width of [100, 200, 300]) void client.show({ width });
    const frame = await client.until(() => client.frames.at(-1));
    expect([frame.number, frame.width[0]]).toEqual([1, 300]);
  });

  test('shows another folder, with the way to it', async () => {
    const client = synthetic(modelOf({ a: { b: { c: 'file' } }, d: 'file' }));
    await client.open('/');
    await client.finished();
    const a = (await childrenOf(client, 0)).node[0]!;
    const b = (await childrenOf(client, a)).node[0]!;
    const frame = await client.frameOf({ focus: b });
    expect(frame.focus).toBe(b);
    expect(Array.from(frame.path)).toEqual([0, a, b]);
    expect(frame.pathNames.map(text)).toEqual(['/', 'a', 'b']);
  });

  test('reads on while nothing is shown, and shows a map of no size without tiles', async () => {
    const client = synthetic(bushyModel(3, 3));
    await client.open('/');
    await client.finished();
    expect(client.frames).toEqual([]);
    const frame = await client.frameOf({ width: 0, height: 0 });
    expect(frame.node.length).toBeLessThanOrEqual(1);
  });

  test('tells where the filter is wrong, and keeps what it understood', async () => {
    const client = synthetic(modelOf({ a: 'file', b: 'file' }));
    await client.open('/');
    await client.finished();
    expect(await client.show({ filter: 'a' })).toEqual({ filterProblem: null });
    const { filterProblem } = await client.show({ filter: 'a size>' });
    expect(filterProblem).toEqual({ start: 2, end: 7, problem: 'missingValue', text: 'size>' });
    expect(namesOf(await childrenOf(client, 0))).toEqual(['a']);
    await client.show({ filter: '' });
    expect(namesOf(await childrenOf(client, 0))).toEqual(['b', 'a']);
  });

  test('hides what the legend has switched off', async () => {
    const client = synthetic(modelOf({ a: 'file', b: { c: 'file' } }));
    await client.open('/');
    await client.finished();
    await client.show({ colours: 'depth', hiddenKeys: [1] });
    expect(namesOf(await childrenOf(client, 0))).toEqual(['b']);
    await client.show({ colours: 'depth', hiddenKeys: [] });
    expect(namesOf(await childrenOf(client, 0))).toHaveLength(2);
  });

  test('finds names, the largest files, places and details', async () => {
    const client = synthetic(modelOf({ a: { film: 'file' }, b: { 'a film': 'file', x: 'symlink' } }));
    await client.open('/');
    await client.finished();
    const found = await client.ask('find', { text: 'FILM', limit: 10 });
    expect([found.total, namesOf(found)]).toEqual([2, ['b/a film', 'a/film']]);
    expect(namesOf(await client.ask('find', { text: 'film', limit: 1 }))).toEqual(['b/a film']);
    expect(namesOf(await client.ask('largestFiles', { limit: 2 }))).toEqual(['b/x', 'b/a film']);
    const place = await client.ask('place', { node: found.node[0]!, sort: 'name', descending: true });
    expect([Array.from(place.path).length, place.path[0], place.index]).toEqual([2, 0, 1]);
    expect(await client.ask('place', { node: 0, ...order })).toEqual({ path: new Uint32Array(), index: -1 });
    const details = await client.ask('details', found.node[0]!);
    expect({ ...details, path: text(details.path) }).toEqual({
      node: found.node[0],
      isThere: true,
      path: '/b/a film',
      kind: 'file',
      flags: 0,
      allocatedBytes: `${(2 + 4) * 512}`,
      apparentBytes: '14',
      shareOfParent: expect.closeTo(6 / (5 + 6 + 7)),
      shareOfRoot: expect.any(Number),
      files: 0,
      directories: 0,
      failures: 0,
      mode: 0o100644,
      owner: 'root',
      group: 'root',
      links: 1,
      inode: '1004',
      device: '8:1',
      modified: '1970-01-01T00:00:00.000000000Z',
    });
  });

  test('ends a scan early, and keeps what was read, marked as partial', async () => {
    const entries = bushyModel(2000, 20);
    const client = synthetic(entries);
    await client.open('/');
    await client.show();
    await client.until(() => client.frames[0]);
    await client.ask('cancel');
    const finished = await client.finished();
    expect(finished.complete).toBe(false);
    expect(finished.entries).toBeLessThan(entries.length - 1);
    const frame = await client.lastFrame();
    expect(frame.flags.some((flags) => (flags & TileFlag.partial) !== 0)).toBe(true);
    expect(frame.bytes[0]).toBe(Number(finished.allocatedBytes));
    expect(await client.ask('cancel')).toBeNull();
  });

  test('reports how far it is, until it is at the end', async () => {
    const scanners = new FakeScanners();
    const client = startSession(scanners.spawn, 1);
    const opening = client.open('/');
    await settle();
    const [scanner] = scanners.all;
    scanner!.ready();
    await opening;
    const files = [1, 2, 3].map((number) => entryOf(`file-${number}`, 0, 'file', number));
    scanner!.channel.send('batch', scanner!.builder.section(ENGINE_REFERENCE, files).build());
    const report = await client.until(() => client.all('progress')[1]);
    expect(report).toMatchObject({ entries: 3, failures: 0, scanners: 1, backend: 'statx' });
    expect(report.elapsedMilliseconds).toBeGreaterThan(0);
    expect(report.entriesPerSecond).toBeCloseTo((3 / report.elapsedMilliseconds) * 1000);
    scanner!.idle(1);
    const finished = await client.finished();
    expect(finished).toMatchObject({ entries: 3, files: 3, allocatedBytes: report.allocatedBytes });
    const reports = client.all('progress').length;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(client.all('progress').length).toBe(reports);
  });

  test('lists what could not be read, with whole paths', async () => {
    const client = startSession(localScanners());
    makeFile(makeFolder(folder.tree, 'plain'), 'file', 1);
    await client.open(folder.tree);
    await client.finished();
    expect(await client.ask('errors', { offset: 0, limit: 10 })).toEqual({ total: 0, rows: [] });
  });

  test('leaves out what is excluded, drawn apart and counted as nothing', async () => {
    const client = startSession(localScanners());
    const top = makeFolder(folder.tree, 'excluded');
    makeFile(top, 'a.tmp', 100_000);
    makeFile(top, 'b', 10);
    await client.open(top, { exclude: ['*.tmp'] });
    const finished = await client.finished();
    expect([finished.files, finished.apparentBytes]).toEqual([1, '10']);
    const rows = await childrenOf(client, 0);
    expect(Object.fromEntries(namesOf(rows).map((name, index) => [name, rows.flags[index]]))).toEqual({
      'a.tmp': TileFlag.excluded,
      b: 0,
    });
  });
});

describe('the order of requests', () => {
  test('nothing is answered before a root is open, and after it was closed', async () => {
    const client = synthetic(bushyModel(3, 3));
    const asked = ['show', 'children', 'details', 'groups', 'cancel', 'exportNext'] as const;
    const payloads = {
      show: plainView,
      details: 0,
      groups: { by: 'type' },
      exportNext: 1,
      children: { node: 0, ...order, offset: 0, limit: 1 },
    };
    const refusals = () =>
      Promise.all(
        asked.map((name) => client.refusalOf(name, (payloads as Record<string, unknown>)[name] ?? null)),
      );
    expect(await refusals()).toEqual(asked.map(() => 'notOpen'));
    await client.open('/');
    await client.ask('close');
    expect(await refusals()).toEqual(asked.map(() => 'notOpen'));
    expect(await client.ask('close')).toBeNull();
  });

  test('one root is open at a time; after close there is another', async () => {
    const client = synthetic(bushyModel(300, 3));
    const first = client.open('/');
    await expect(client.open('/')).rejects.toMatchObject({ code: 'alreadyOpen' });
    await first;
    await expect(client.open('/')).rejects.toMatchObject({ code: 'alreadyOpen' });
    await client.show();
    await client.ask('close');
    const events = client.events.length;
    await client.open('/');
    await client.finished();
    expect(client.all('finished')).toHaveLength(1);
    expect(client.frames.slice(events)).toEqual([]);
  });

  test('a root that is closed while it is opened is refused, and the next one is read', async () => {
    const client = synthetic(bushyModel(3, 3));
    const opening = client.open('/');
    await client.ask('close');
    await expect(opening).rejects.toMatchObject({ code: 'engineEnded' });
    await client.open('/');
    expect((await client.finished()).files).toBe(9);
  });

  test.each([
    ['there/is/none', 'ENOENT'],
    ['file', 'ENOTDIR'],
  ])('a root that cannot be read is refused with its reason: %s', async (path, errno) => {
    makeFile(folder.tree, 'file', 1);
    const client = startSession(localScanners());
    const refusal = { code: 'rootUnreadable', errno };
    await expect(client.open(`${folder.tree}/${path}`)).rejects.toMatchObject(refusal);
    expect([...getSystemErrorMap().values()].map(([name]) => name)).toContain(errno);
    await client.open(folder.tree);
    expect((await client.finished()).complete).toBe(true);
  });

  test('scanners that end before they begin are the end of the opening', async () => {
    const client = startSession(() => {
      const [engine, scanner] = createPortPair();
      scanner.close('no such program');
      return engine;
    });
    await expect(client.open('/')).rejects.toEqual({ code: 'engineEnded', message: 'no such program' });
  });

  test('a scanner that crashes later ends the scan: what was read stays, and the reason is told', async () => {
    const scanners = new InProcessScanners(syntheticReaders(bushyModel(5000, 20)));
    const client = startSession(scanners.spawn);
    await client.open('/');
    await client.show();
    await client.until(() => client.frames[0]);
    scanners.ports[0]!.close('out of memory');
    const finished: Finished = await client.finished();
    expect(finished).toMatchObject({ complete: false, crash: 'out of memory' });
    expect((await client.lastFrame()).bytes[0]).toBe(Number(finished.allocatedBytes));
  });

  test('the end of the port is the end of the scan', async () => {
    const scanners = new InProcessScanners(syntheticReaders(bushyModel(5000, 20)));
    const client = startSession(scanners.spawn);
    await client.open('/');
    await client.show();
    const ended = Promise.all(scanners.ports.map((port) => new Promise((resolve) => port.onClose(resolve))));
    client.port.close();
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 2000))]);
    expect(client.all('finished')).toEqual([]);
  });
});
