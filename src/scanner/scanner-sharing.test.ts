import { describe, expect, test, vi } from 'vitest';
import { SyntheticReader, syntheticReaders } from '../../test/support/readers/synthetic-reader.js';
import { DrivenScanner } from '../../test/support/scanners/driven-scanner.js';
import { buildTree } from '../../test/support/trees/build-tree.js';
import { type ModelEntry, rootEntry } from '../../test/support/trees/model-tree.js';
import { bushyModel, entryOf, modelOf, wideModel } from '../../test/support/trees/small-models.js';
import { contentsOf, pathsInOrder, totalsByPath } from '../../test/support/trees/tree-contents.js';
import { DirectoryState } from '../core/tree/directories.js';
import { resolve } from '../core/tree/tree.js';

const credits = 4;

async function start(entries: readonly ModelEntry[], maxRows?: number): Promise<DrivenScanner> {
  const scanner = new DrivenScanner(syntheticReaders(entries, maxRows));
  await scanner.until(() => scanner.received.ready.length > 0);
  return scanner;
}

describe('a scanner that others are waiting for', () => {
  // Too many for one slice, however fast the machine; too few to be shared out as names.
  test('gives away the older half of its directories, which the engine knows by then', async () => {
    const scanner = await start(bushyModel(3000, 8));
    scanner.channel.send('hungry', 1);
    const known: boolean[] = [];
    scanner.onMessage = (name) => {
      if (name !== 'giveDirectories') return;
      const given = scanner.received.giveDirectories.at(-1)!;
      known.push(...Array.from(given, (reference) => resolve(reference, scanner.numbers) !== undefined));
    };
    await scanner.read(0);
    const [given] = scanner.received.giveDirectories;
    expect(known.length).toBe(given!.length);
    expect(known.every((each) => each)).toBe(true);
    expect(given!.length).toBeGreaterThan(0);
    const numbers = Array.from(given!, (reference) => resolve(reference, scanner.numbers));
    const pending = numbers.map((directory) => scanner.tree.directories.state.get(directory));
    expect(pending.every((state) => state === DirectoryState.pending)).toBe(true);
  });

  test('gives once each time that it is told, and what it gave is all that is missing', async () => {
    const entries = bushyModel(500, 4);
    const scanner = await start(entries);
    scanner.channel.send('hungry', 3);
    scanner.onMessage = (name) => {
      if (name === 'batch') scanner.channel.send('hungry', 3);
    };
    await scanner.read(0);
    const given = scanner.received.giveDirectories.flatMap((references) => Array.from(references));
    expect(new Set(given).size).toBe(given.length);
    const numbers = given.map((reference) => resolve(reference, scanner.numbers));
    scanner.onMessage = undefined;
    scanner.channel.send('hungry', 0);
    scanner.sendDirectories(...numbers);
    await scanner.until(() => scanner.received.idle.at(-1) === 2);
    expect(contentsOf(scanner.tree)).toEqual(contentsOf(buildTree(entries)));
  });

  test('keeps its only directory', async () => {
    const scanner = await start(modelOf({ a: { b: { c: { d: 'file' } } } }));
    scanner.channel.send('hungry', 5);
    expect(pathsInOrder(await scanner.read(0))).toEqual(['', 'a', 'a/b', 'a/b/c', 'a/b/c/d']);
    expect(scanner.received.giveDirectories).toEqual([]);
  });

  test('gives away names of a huge directory, and loses none', async () => {
    const entries = wideModel(30_000);
    const scanner = await start(entries);
    scanner.channel.send('hungry', 5);
    await scanner.read(0);
    const given = scanner.received.giveNames;
    expect(given.length).toBe(5);
    expect(pathsInOrder(scanner.tree).length).toBeLessThan(25_100);
    for (const names of given) scanner.returnNames(names);
    await scanner.until(() => scanner.received.idle.at(-1) === 6);
    expect(totalsByPath(scanner.tree)).toEqual(totalsByPath(buildTree(entries)));
    expect(pathsInOrder(scanner.tree)).toEqual(pathsInOrder(buildTree(entries)));
  });

  test('gives no names of a directory that is not huge', async () => {
    const scanner = await start(wideModel(4096));
    scanner.channel.send('hungry', 5);
    await scanner.read(0);
    expect(scanner.received.giveNames).toEqual([]);
  });

  test('finds directories among names that were given to it, and reads them', async () => {
    const wide = wideModel(6000);
    const inside = Array.from({ length: 6000 }, (_, index) =>
      index % 50 === 0 ? [entryOf(`directory-${index}`, 0, 'directory', 10_000 + index)] : [],
    ).flat();
    const entries = [...wide, ...inside];
    const below = inside.map((_, index) => entryOf('inside', wide.length + index, 'file', 20_000 + index));
    const scanner = await start([...entries, ...below]);
    scanner.channel.send('hungry', 9);
    await scanner.read(0);
    for (const names of scanner.received.giveNames) scanner.returnNames(names);
    await scanner.until(() => scanner.received.idle.at(-1) === 1 + scanner.received.giveNames.length);
    const given = scanner.received.giveDirectories.flatMap((references) => Array.from(references));
    scanner.channel.send('hungry', 0);
    scanner.sendDirectories(...given.map((reference) => resolve(reference, scanner.numbers)));
    await scanner.until(() => scanner.received.idle.at(-1) === 2 + scanner.received.giveNames.length);
    expect(totalsByPath(scanner.tree)).toEqual(totalsByPath(buildTree([...entries, ...below])));
  });
});

describe('names of a directory that is gone', () => {
  test.each([
    ['are told one by one', -13, 13],
    ['are told to have changed where another directory is in its place', -40, 20],
  ])('%s', async (_, opened, errno) => {
    let isGone = false;
    const scanner = new DrivenScanner((options) => {
      const reader = new SyntheticReader(wideModel(6000), options);
      const open = reader.open.bind(reader);
      return {
        reader: Object.assign(reader, { open: (path: Uint8Array) => (isGone ? opened : open(path)) }),
        refused: [],
      };
    });
    await scanner.until(() => scanner.received.ready.length > 0);
    scanner.channel.send('hungry', 1);
    await scanner.read(0);
    isGone = true;
    const [names] = scanner.received.giveNames;
    scanner.returnNames(names!);
    await scanner.until(() => scanner.received.idle.at(-1) === 2);
    expect(scanner.tree.failures.length).toBe(names!.names.mode.length);
    expect(new Set(scanner.tree.failures.map((failure) => failure.errno))).toEqual(new Set([errno]));
    expect(pathsInOrder(scanner.tree).length).toBe(6001);
  });
});

describe('batches on their way are never more than the credits', () => {
  const models: [title: string, entries: readonly ModelEntry[]][] = [
    ['one huge directory', wideModel(80_000)],
    ['many directories', bushyModel(3000, 20)],
    ['huge directories', bushyModel(8, 9000)],
  ];

  test.each(models)('in %s', async (_, entries) => {
    const scanner = await start(entries);
    scanner.acknowledges = false;
    scanner.sendDirectories(0);
    await scanner.until(() => scanner.received.batch.length >= credits);
    await scanner.idleTurns();
    expect(scanner.received.batch.length).toBe(credits);
    expect(scanner.received.idle).toEqual([]);
    scanner.channel.send('acknowledge', 1);
    await scanner.until(() => scanner.received.batch.length > credits);
    await scanner.idleTurns();
    expect(scanner.received.batch.length).toBe(credits + 1);
    scanner.acknowledges = true;
    scanner.channel.send('acknowledge', credits);
    await scanner.until(() => scanner.received.idle.length > 0);
    expect(totalsByPath(scanner.tree)['']).toEqual(totalsByPath(buildTree(entries))['']);
  });

  test.each(models)('in %s, also when it gives away', async (_, entries) => {
    const scanner = await start(entries);
    scanner.acknowledges = false;
    // A clock that stands still lets one slice go on until nothing but the credits can end it.
    const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
    scanner.channel.send('hungry', 4);
    scanner.sendDirectories(0);
    await scanner.idleTurns();
    clock.mockRestore();
    expect(scanner.received.batch.length).toBe(credits);
  });
});

describe('a scanner that is stopped', () => {
  test('keeps what was read, drops the rest, and comes to rest', async () => {
    const readers: SyntheticReader[] = [];
    const entries = bushyModel(3000, 20);
    const scanner = new DrivenScanner((options) => {
      const reader = new SyntheticReader(entries, options);
      readers.push(reader);
      return { reader, refused: [] };
    });
    await scanner.until(() => scanner.received.ready.length > 0);
    scanner.acknowledges = false;
    scanner.sendDirectories(0);
    await scanner.until(() => scanner.received.batch.length >= credits);
    scanner.channel.send('stop', undefined);
    await scanner.idleTurns(20);
    expect(scanner.received.idle).toEqual([]);
    scanner.acknowledges = true;
    scanner.channel.send('acknowledge', credits);
    await scanner.until(() => scanner.received.idle.length > 0);
    const found = pathsInOrder(scanner.tree).length;
    expect(found).toBeLessThan(entries.length);
    expect(readers[0]!.openCount).toBe(0);
    expect(scanner.tree.failures).toEqual([]);
  });

  test('in the middle of a huge directory says that this is not complete', async () => {
    const scanner = await start([...wideModel(80_000)]);
    scanner.acknowledges = false;
    scanner.sendDirectories(0);
    await scanner.until(() => scanner.received.batch.length >= credits);
    const sent = scanner.tree.nodes.count;
    scanner.channel.send('stop', undefined);
    scanner.channel.send('acknowledge', credits);
    await scanner.until(() => scanner.received.idle.length > 0);
    expect(scanner.tree.directories.state.get(0)).toBe(DirectoryState.pending);
    expect(scanner.tree.nodes.count).toBeGreaterThanOrEqual(sent);
    expect(scanner.tree.nodes.count).toBeLessThan(80_000);
  });

  test('with nothing to do says so, and can be given work again', async () => {
    const scanner = await start([rootEntry, entryOf('a', 0, 'file', 1)]);
    scanner.channel.send('stop', undefined);
    await scanner.until(() => scanner.received.idle.length === 1);
    scanner.sendDirectories(0);
    await scanner.until(() => scanner.received.idle.length === 2);
    expect(scanner.received.idle).toEqual([0, 1]);
    expect(pathsInOrder(scanner.tree)).toEqual(['', 'a']);
  });
});
