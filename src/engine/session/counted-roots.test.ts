import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { provideEmptyFixture } from '../../../test/fixture/provide-fixture.js';
import { askDu } from '../../../test/oracles/du.js';
import { testNeeding } from '../../../test/programs/requirements.js';
import { realReaders } from '../../../test/support/readers/real-readers.js';
import { syntheticReaders } from '../../../test/support/readers/synthetic-reader.js';
import { WatchedReaders } from '../../../test/support/readers/watched-readers.js';
import { startScan } from '../../../test/support/scanners/in-process-scanners.js';
import { buildLinkGraph, linkGraph } from '../../../test/support/trees/link-graph.js';
import {
  isModelDirectory,
  type ModelEntry,
  modelPath,
  modelTree,
  modes,
} from '../../../test/support/trees/model-tree.js';
import { entryOf, modelOf } from '../../../test/support/trees/small-models.js';
import { pathsInOrder } from '../../../test/support/trees/tree-contents.js';
import { ROOT_DIRECTORY, type Tree } from '../../core/tree/tree.js';
import { addCounted, noCountedRoots, type ScanTask } from '../reading/scan.js';

const counts = [1, 2, 8];
type MakeReader = Parameters<typeof startScan>[0];

/** Scans roots one after the other, each without what those before it have counted. */
async function scanAll(
  makeReader: MakeReader,
  roots: readonly string[],
  scanners: number,
  followLinks: ScanTask['followLinks'] = false,
): Promise<Tree[]> {
  const trees: Tree[] = [];
  let counted = noCountedRoots();
  for (const root of roots) {
    const options = { root: Uint8Array.from(Buffer.from(root, 'latin1')), followLinks, counted };
    const { tree, complete } = await startScan(makeReader, scanners, options).finished();
    expect(complete).toBe(true);
    counted = addCounted(tree, counted);
    trees.push(tree);
  }
  return trees;
}

interface Sums {
  files: number;
  directories: number;
  symlinks: number;
  others: number;
  apparentBytes: bigint;
  allocatedBytes: bigint;
  linkedFiles: number;
  linkedPaths: number;
}

const nothing = (): Sums => ({
  files: 0,
  directories: 0,
  symlinks: 0,
  others: 0,
  apparentBytes: 0n,
  allocatedBytes: 0n,
  linkedFiles: 0,
  linkedPaths: 0,
});

function addUp(trees: readonly Tree[]): Sums {
  const sums = nothing();
  for (const { directories, hardLinks } of trees) {
    const { totals } = directories;
    sums.files += totals.files.get(ROOT_DIRECTORY);
    sums.directories += totals.directories.get(ROOT_DIRECTORY);
    sums.symlinks += totals.symlinks.get(ROOT_DIRECTORY);
    sums.others += totals.others.get(ROOT_DIRECTORY);
    sums.apparentBytes += totals.apparentBytes(ROOT_DIRECTORY);
    sums.allocatedBytes += totals.allocatedBytes(ROOT_DIRECTORY);
    sums.linkedFiles += hardLinks.files;
    sums.linkedPaths += hardLinks.paths;
  }
  return sums;
}

/** The union of some folders of a model: each path below any of them once, and each inode's bytes once. */
function unionOf(entries: readonly ModelEntry[], roots: readonly number[]): Sums {
  const sums = nothing();
  const inodes = new Set<bigint>();
  const linked = new Set<bigint>();
  entries.forEach((entry, index) => {
    const isRoot = roots.includes(index);
    const isBelow = ancestorsOf(entries, index).some((above) => roots.includes(above));
    if (!isRoot && !isBelow) return;
    const { mode, inode, links } = entry;
    if (isBelow) {
      if (mode === modes.file) sums.files++;
      else if (mode === modes.symlink) sums.symlinks++;
      else if (isModelDirectory(entry)) sums.directories++;
      else sums.others++;
    }
    if (links > 1 && !isModelDirectory(entry)) {
      linked.add(inode);
      sums.linkedPaths++;
    }
    if (inodes.has(inode)) return;
    inodes.add(inode);
    sums.allocatedBytes += entry.blocks * 512n;
    if (mode === modes.file || mode === modes.symlink) sums.apparentBytes += entry.apparentBytes;
  });
  return { ...sums, linkedFiles: linked.size };
}

function ancestorsOf(entries: readonly ModelEntry[], index: number): number[] {
  const above: number[] = [];
  for (let at = entries[index]!.parent; at >= 0; at = entries[at]!.parent) above.push(at);
  return above;
}

const rootPath = (entries: readonly ModelEntry[], index: number): string =>
  `/${modelPath(entries, index).toString('latin1')}`;

const model = [
  ...modelOf({ A: { x: { f: 'file', deep: { g: 'file' } }, y: { h: 'file' } }, B: { k: 'file' } }),
];
/** Names of one inode in A/x, in A/y and in B. */
const shared = { ...entryOf('shared', 0, 'file', 50), links: 3 };
for (const holder of [2, 6, 8]) model.push({ ...shared, parent: holder });
const [A, x, B] = [1, 2, 8];

describe.each(counts)('by %i scanners, several roots', (scanners) => {
  test.each<[title: string, roots: readonly number[]]>([
    ['of which the second lies in the first', [A, x]],
    ['of which the first lies in the second', [x, A]],
    ['that are one and the same', [A, A]],
    ['that share an inode', [A, B]],
    ['that share an inode, the other way round', [B, A]],
    ['of which one lies in one that lies in one', [0, A, x]],
    ['of which each holds the one before', [x, A, 0]],
    ['that come again and again', [x, B, x, A, B, 0, A]],
  ])('%s add up to what all of them hold', async (_, roots) => {
    const paths = roots.map((root) => rootPath(model, root));
    expect(addUp(await scanAll(syntheticReaders(model), paths, scanners))).toEqual(unionOf(model, roots));
  });

  test('of any tree add up to what all of them hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        modelTree,
        fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
        async (entries, choices) => {
          const folders = entries.flatMap((entry, index) => (isModelDirectory(entry) ? [index] : []));
          const roots = choices.map((choice) => folders[choice % folders.length]!);
          const paths = roots.map((root) => rootPath(entries, root));
          const trees = await scanAll(syntheticReaders(entries), paths, scanners);
          expect(addUp(trees)).toEqual(unionOf(entries, roots));
        },
      ),
      { numRuns: 40 },
    );
  }, 30_000);

  test('are read once: what an earlier root holds is named, and not entered', async () => {
    const watched = new WatchedReaders(model);
    const trees = await scanAll(watched.make, ['/A/x', '/A', '/A/x', '/A/x/deep'], scanners);
    expect(trees.map(pathsInOrder)).toEqual([
      ['', 'deep', 'deep/g', 'f', 'shared'],
      ['', 'x', 'y', 'y/h', 'y/shared'],
      [''],
      [''],
    ]);
    expect(watched.read.flat().sort()).toEqual(['', '', 'deep', 'y']);
  });
});

test('a root of which nothing is known counts nothing', async () => {
  const counted = noCountedRoots();
  const scan = startScan(syntheticReaders(model), 1, { counted });
  scan.cancel();
  const { tree } = await scan.finished();
  const after = addCounted(tree, counted);
  expect([after.roots.length, after.inodes.size]).toEqual([0, 0]);
});

describe('on the disk', () => {
  const fixture = provideEmptyFixture();
  const readers = realReaders();
  const bytesOf = (trees: readonly Tree[]) => addUp(trees).allocatedBytes;

  testNeeding('GNU du')('several folders occupy together what one run of du says of them', async () => {
    const [one, two] = ['one', 'two'].map((name) => join(fixture.top, name)) as [string, string];
    mkdirSync(join(one, 'x', 'deep'), { recursive: true });
    mkdirSync(two);
    writeFileSync(join(one, 'x', 'deep', 'f'), Buffer.alloc(20_000, 'x'));
    writeFileSync(join(one, 'g'), Buffer.alloc(5000, 'x'));
    linkSync(join(one, 'g'), join(one, 'x', 'g'));
    linkSync(join(one, 'g'), join(two, 'g'));
    symlinkSync(join(one, 'x'), join(two, 'to-x'));
    for (const roots of [
      [one, join(one, 'x')],
      [join(one, 'x'), one],
      [one, one],
      [one, two],
      [two, join(one, 'x'), one],
    ]) {
      for (const follow of [false, 'once'] as const) {
        const { allocatedBytes } = await askDu(roots, { followLinks: follow === 'once' });
        expect([roots, follow, bytesOf(await scanAll(readers, roots, 2, follow))]).toEqual([
          roots,
          follow,
          allocatedBytes,
        ]);
      }
    }
  });

  testNeeding('GNU du')('folders with any links between them occupy what du -L says of them', async () => {
    let graphs = 0;
    await fc.assert(
      fc.asyncProperty(linkGraph(10), fc.boolean(), async (graph, isSwapped) => {
        const top = join(fixture.top, `graph-${graphs++}`);
        const roots = [join(top, 'tree'), join(top, 'outside')];
        buildLinkGraph(graph, roots[0]!, roots[1]!);
        if (isSwapped) roots.reverse();
        const { allocatedBytes } = await askDu(roots, { followLinks: true });
        for (const scanners of counts) {
          expect(bytesOf(await scanAll(readers, roots, scanners, 'once'))).toBe(allocatedBytes);
        }
      }),
      { numRuns: 15 },
    );
  });
});
