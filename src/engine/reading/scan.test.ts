import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SyntheticReader, syntheticReaders } from '../../../test/support/readers/synthetic-reader.js';
import { WatchedReaders } from '../../../test/support/readers/watched-readers.js';
import { startScan } from '../../../test/support/scanners/in-process-scanners.js';
import { buildTree } from '../../../test/support/trees/build-tree.js';
import { expectTotals } from '../../../test/support/trees/model-totals.js';
import { type ModelEntry, modelTree } from '../../../test/support/trees/model-tree.js';
import { bushyModel, entryOf, modelOf, wideModel } from '../../../test/support/trees/small-models.js';
import { contentsOf, pathsWithFlag, totalsByPath } from '../../../test/support/trees/tree-contents.js';
import { NodeFlag } from '../../contract/entry-batch.js';
import { DirectoryState } from '../../core/tree/directories.js';
import type { Tree } from '../../core/tree/tree.js';

/** A clock by which every step of a scanner takes long: so they share even the smallest tree. */
function slowClock(): void {
  let time = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    time += 10;
    return time;
  });
}

beforeEach(slowClock);
afterEach(() => {
  vi.restoreAllMocks();
});

const counts = [1, 2, 8];

async function scan(entries: readonly ModelEntry[], scanners: number, maxRows?: number): Promise<Tree> {
  const result = await startScan(syntheticReaders(entries, maxRows), scanners).finished();
  expect([result.complete, result.scanners, result.backend]).toEqual([true, scanners, 'node']);
  return result.tree;
}

const statesOf = ({ directories }: Tree): Set<number> =>
  new Set(Array.from({ length: directories.count }, (_, directory) => directories.state.get(directory)));

describe.each(counts)('by %i scanners,', (scanners) => {
  test('any tree is found as it is, and added up', async () => {
    await fc.assert(
      fc.asyncProperty(modelTree, fc.integer({ min: 1, max: 4 }), async (entries, maxRows) => {
        const tree = await scan(entries, scanners, maxRows);
        expect(contentsOf(tree)).toEqual(contentsOf(buildTree(entries)));
        expect(totalsByPath(tree)).toEqual(expectTotals(entries));
        expect(statesOf(tree)).toEqual(new Set([DirectoryState.complete]));
      }),
      { numRuns: 40 },
    );
  }, 30_000);

  test.each<[title: string, entries: readonly ModelEntry[]]>([
    ['a directory with 20,000 names', wideModel(20_000)],
    ['2,000 directories', bushyModel(2000, 5)],
    ['huge directories with directories in them', nestedWide()],
  ])('%s are found as they are', async (_, entries) => {
    const tree = await scan(entries, scanners);
    expect(tree.nodes.count).toBe(entries.length);
    expect(totalsByPath(tree)).toEqual(totalsByPath(buildTree(entries)));
  });
});

/** Two directories with 5,000 names, every hundredth a directory with a file. */
function nestedWide(): readonly ModelEntry[] {
  const entries = modelOf({ a: {}, b: {} });
  for (const parent of [1, 2]) {
    for (let name = 0; name < 5000; name++) {
      const isDirectory = name % 100 === 0;
      entries.push(entryOf(`n${name}`, parent, isDirectory ? 'directory' : 'file', entries.length));
      if (isDirectory) entries.push(entryOf('inside', entries.length - 1, 'file', entries.length));
    }
  }
  return entries;
}

test('several scanners really share a tree', async () => {
  const opened: number[] = [];
  const entries = bushyModel(200, 5);
  const makeReader = (options: { followLinks: boolean; crossMounts: boolean }) => {
    const reader = new SyntheticReader(entries, options);
    const number = opened.push(0) - 1;
    const open = reader.open.bind(reader);
    const counting = (path: Uint8Array) => {
      opened[number]!++;
      return open(path);
    };
    return { reader: Object.assign(reader, { open: counting }), refused: [] };
  };
  await startScan(makeReader, 4).finished();
  expect(opened.length).toBe(4);
  expect(Math.min(...opened)).toBeGreaterThan(10);
});

test('all that keeps a scan from being exact is told: the backend, and why no better one', async () => {
  const readers = (options: { followLinks: boolean; crossMounts: boolean }) => ({
    reader: new SyntheticReader(modelOf({ a: 'file' }), options),
    refused: ['statx: EPERM'],
  });
  const result = await startScan(readers, 2).finished();
  expect(result).toMatchObject({ backend: 'node', refused: ['statx: EPERM'], scanners: 2, complete: true });
  expect(result.crash).toBeUndefined();
  expect(result.elapsedMilliseconds).toBeGreaterThan(0);
});

test('what is left out is left out by every scanner', async () => {
  const entries = modelOf({ a: { cache: { x: 'file' }, y: 'file' }, cache: { z: 'file' }, 'b.o': 'file' });
  for (const scanners of counts) {
    const scan = startScan(syntheticReaders(entries), scanners, { exclude: ['/cache', '*.o'] });
    const { tree } = await scan.finished();
    expect(pathsWithFlag(tree, NodeFlag.excluded)).toEqual(['b.o', 'cache']);
    expect(tree.directories.totals.entries(0)).toBe(4);
  }
});

test('what leaves nothing out is told when all has been read, and not when it was ended early', async () => {
  const entries = modelOf({ a: { 'b.o': 'file' }, c: 'file' });
  const exclude = ['*.o', './c', 'none', 'a/c'];
  const whole = await startScan(syntheticReaders(entries), 2, { exclude }).finished();
  expect(pathsWithFlag(whole.tree, NodeFlag.excluded)).toEqual(['a/b.o', 'c']);
  expect(whole.unmatchedGlobs).toEqual(['none', 'a/c']);
  const cancelled = startScan(syntheticReaders(entries), 2, { exclude });
  cancelled.cancel();
  expect((await cancelled.finished()).unmatchedGlobs).toEqual([]);
});

test('what is left out is not even looked at, and all else is looked at once', async () => {
  const names = ['a.o', 'b', 'c.o', 'd.o', 'e', 'f', 'g.o'];
  const folder = Object.fromEntries(names.map((name) => [name, 'file' as const]));
  const watched = new WatchedReaders(
    modelOf({ x: folder, y: { ...folder, 'z.o': { inside: 'file' }, z: 'file' } }),
  );
  await startScan(watched.make, 2, { exclude: ['*.o'] }).finished();
  const expected = ['x', 'x/b', 'x/e', 'x/f', 'y', 'y/b', 'y/e', 'y/f', 'y/z'];
  expect(watched.looked.flat().sort()).toEqual(expected);
});

test.each([
  ['no such folder', 'nothing', 2],
  ['a file', 'a', 20],
])('%s as a root is an error with its errno', async (_, root, errno) => {
  const scan = startScan(syntheticReaders(modelOf({ a: 'file' })), 2, {
    root: Uint8Array.from(Buffer.from(root)),
  });
  await expect(scan.finished()).rejects.toMatchObject({ errno });
});
