import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { provideEmptyFixture } from '../../../test/fixture/provide-fixture.js';
import { askDu } from '../../../test/oracles/du.js';
import { findEntries } from '../../../test/oracles/find.js';
import { testNeeding } from '../../../test/programs/requirements.js';
import { type FollowMode, followTruth } from '../../../test/support/readers/followed-truth.js';
import { oneFolder } from '../../../test/support/readers/one-folder.js';
import { backends } from '../../../test/support/readers/read-directory.js';
import { realReaders } from '../../../test/support/readers/real-readers.js';
import { startScan } from '../../../test/support/scanners/in-process-scanners.js';
import { provideSlowClock } from '../../../test/support/scanners/slow-clock.js';
import { buildLinkGraph, linkGraph } from '../../../test/support/trees/link-graph.js';
import { rootEntry } from '../../../test/support/trees/model-tree.js';
import {
  contentsOf,
  duplicatePaths,
  failuresByPath,
  pathsInOrder,
  pathsWithFlag,
  totalsByPath,
} from '../../../test/support/trees/tree-contents.js';
import { NodeFlag } from '../../contract/entry-batch.js';
import type { NewEntry } from '../../core/stored/batch-builder.js';
import { DirectoryState } from '../../core/tree/directories.js';
import { directoryPath } from '../../core/tree/paths.js';
import { ROOT_DIRECTORY, type Tree } from '../../core/tree/tree.js';
import { followEveryPath, followOnce } from './followed-directories.js';

const fixture = provideEmptyFixture();
const modes: readonly FollowMode[] = ['once', 'everyPath'];
const counts = [1, 2, 8];
const { ELOOP } = constants.errno;

provideSlowClock();

let folders = 0;
function newFolders(): { tree: string; outside: string } {
  const top = join(fixture.top, `followed-${folders++}`);
  return { tree: join(top, 'tree'), outside: join(top, 'outside') };
}

async function scan(
  root: string,
  followLinks: FollowMode,
  scanners: number,
  backend?: (typeof backends)[number],
): Promise<Tree> {
  const result = await startScan(realReaders(backend), scanners, {
    root: Uint8Array.from(Buffer.from(root)),
    followLinks,
  }).finished();
  expect([result.complete, result.crash]).toEqual([true, undefined]);
  return result.tree;
}

const inState = (tree: Tree, state: number): string[] =>
  Array.from({ length: tree.directories.count }, (_, directory) => directory)
    .filter((directory) => tree.directories.state.get(directory) === state)
    .map((directory) => Buffer.from(directoryPath(tree, directory)).toString('latin1'));

/** In the words of the oracle, so that the two can be compared. */
const truthOf = (tree: Tree) => ({
  paths: pathsInOrder(tree),
  read: inState(tree, DirectoryState.complete).sort(compareBytes),
  loops: pathsWithFlag(tree, NodeFlag.loop),
  duplicates: duplicatePaths(tree),
  failures: failuresByPath(tree),
  totals: totalsByPath(tree),
});

const compareBytes = (a: string, b: string): number =>
  Buffer.compare(Buffer.from(a, 'latin1'), Buffer.from(b, 'latin1'));

type Build = (tree: string, outside: string) => void;

const file = (folder: string, name: string, length = 5000): void =>
  writeFileSync(join(folder, name), Buffer.alloc(length, 'x'));

const shapes: [title: string, build: Build][] = [
  [
    'two links to one folder that lies in the tree too',
    (tree) => {
      mkdirSync(join(tree, 'm'));
      file(join(tree, 'm'), 'inside');
      symlinkSync('m', join(tree, 'a'));
      symlinkSync('m', join(tree, 'z'));
    },
  ],
  [
    'two links to one folder beside the tree, the deeper of which sorts first',
    (tree, outside) => {
      mkdirSync(join(tree, 'a'));
      file(outside, 'inside');
      symlinkSync(outside, join(tree, 'a', 'link'));
      symlinkSync(outside, join(tree, 'b'));
    },
  ],
  [
    'links to the root, to the folder itself and to its parent',
    (tree) => {
      mkdirSync(join(tree, 'a', 'b'), { recursive: true });
      file(join(tree, 'a', 'b'), 'f');
      symlinkSync('../..', join(tree, 'a', 'b', 'root'));
      symlinkSync('..', join(tree, 'a', 'b', 'up'));
      symlinkSync('.', join(tree, 'a', 'b', 'here'));
    },
  ],
  [
    'a link out of the tree, to where a link leads back into it',
    (tree, outside) => {
      mkdirSync(join(tree, 'a'));
      mkdirSync(join(outside, 'deep'));
      file(join(tree, 'a'), 'f');
      file(join(outside, 'deep'), 'g');
      symlinkSync(join(tree, 'a'), join(outside, 'deep', 'back'));
      symlinkSync(outside, join(tree, 'a', 'out'));
      symlinkSync(outside, join(tree, '0'));
    },
  ],
  [
    'a link to above the root',
    (tree, outside) => {
      file(outside, 'beside');
      symlinkSync('..', join(tree, 'up'));
    },
  ],
  [
    'a chain of links to links, and one that leads nowhere',
    (tree, outside) => {
      file(outside, 'f');
      symlinkSync(outside, join(tree, 'one'));
      symlinkSync('one', join(tree, 'two'));
      symlinkSync('two', join(tree, '3'));
      symlinkSync('three', join(tree, 'nowhere'));
      symlinkSync('self', join(tree, 'self'));
    },
  ],
  [
    'links that are only found behind links, round by round',
    (tree, outside) => {
      for (const name of ['1', '2', '3']) {
        mkdirSync(join(outside, name));
        file(join(outside, name), 'f');
      }
      symlinkSync(join(outside, '1'), join(tree, 'z'));
      symlinkSync(join(outside, '2'), join(outside, '1', 'next'));
      symlinkSync(join(outside, '3'), join(outside, '2', 'next'));
      symlinkSync(join(outside, '3'), join(outside, '1', 'a'));
    },
  ],
  [
    'a link to a folder, and one to a folder inside that',
    (tree, outside) => {
      mkdirSync(join(outside, 'sub'));
      file(join(outside, 'sub'), 'f');
      symlinkSync(outside, join(tree, 'a'));
      symlinkSync(join(outside, 'sub'), join(tree, 'b'));
    },
  ],
];

describe.each(backends)('with the backend "%s",', (backend) => {
  describe.each(modes)('where links are followed (%s),', (mode) => {
    test.each(shapes)('%s: the same for any number of scanners', async (_, build) => {
      const { tree, outside } = newFolders();
      buildLinkGraph([], tree, outside);
      build(tree, outside);
      const truth = followTruth(tree, mode);
      for (const scanners of backend === backends[0] ? counts : [2]) {
        expect(truthOf(await scan(tree, mode, scanners, backend))).toEqual(truth);
      }
    });
  });
});

test('a folder is held by its own path, else by the link that sorts first', async () => {
  const { tree, outside } = newFolders();
  buildLinkGraph([], tree, outside);
  mkdirSync(join(tree, 'm'));
  symlinkSync('m', join(tree, 'a'));
  symlinkSync(outside, join(tree, 'y'));
  symlinkSync(outside, join(tree, 'x'));
  file(join(tree, 'm'), 'f');
  file(outside, 'g');
  for (const scanners of counts) {
    const found = await scan(tree, 'once', scanners);
    expect(pathsInOrder(found)).toEqual(['', 'a', 'm', 'm/f', 'x', 'x/g', 'y']);
    expect(inState(found, DirectoryState.elsewhere).sort()).toEqual(['a', 'y']);
    expect(pathsWithFlag(found, NodeFlag.followed)).toEqual(['a', 'x', 'y']);
  }
});

test.each(modes)(
  'any graph of links is read as it is (%s), the same by 1, 2 and 8 scanners',
  async (mode) => {
    await fc.assert(
      fc.asyncProperty(linkGraph(mode === 'once' ? 12 : 6), async (graph) => {
        const { tree, outside } = newFolders();
        buildLinkGraph(graph, tree, outside);
        const trees = [];
        for (const scanners of counts) trees.push(await scan(tree, mode, scanners));
        expect(truthOf(trees[0]!)).toEqual(followTruth(tree, mode));
        for (const other of trees.slice(1)) expect(contentsOf(other)).toEqual(contentsOf(trees[0]!));
      }),
      { numRuns: 20 },
    );
  },
  30_000,
);

testNeeding('GNU du')('any graph of links occupies what du -L says', async () => {
  await fc.assert(
    fc.asyncProperty(linkGraph(12), async (graph) => {
      const { tree, outside } = newFolders();
      buildLinkGraph(graph, tree, outside);
      const { allocatedBytes } = await askDu([tree], { followLinks: true });
      const { totals } = (await scan(tree, 'once', 2)).directories;
      expect(totals.allocatedBytes(ROOT_DIRECTORY)).toBe(allocatedBytes);
    }),
    { numRuns: 15 },
  );
});

testNeeding('GNU find')('any graph of links has the paths that find -L names', async () => {
  await fc.assert(
    fc.asyncProperty(linkGraph(6), async (graph) => {
      const { tree, outside } = newFolders();
      buildLinkGraph(graph, tree, outside);
      const { entries } = await findEntries(tree, { followLinks: true });
      const found = await scan(tree, 'everyPath', 2);
      // find complains of loops instead of naming them: of folders, and of links to themselves.
      const named = pathsInOrder(found).filter(
        (path) => !failuresByPath(found).some((failure) => failure.endsWith(` ${ELOOP} ${path}`)),
      );
      expect(named).toEqual(entries.map(({ path }) => path.toString('latin1')).sort(compareBytes));
    }),
    { numRuns: 15 },
  );
});

describe('a directory in the root is another one than the root', () => {
  test.each<[title: string, draft: Partial<NewEntry>, isOther: boolean]>([
    ['where it lies on another device', { device: [9, 1] }, true],
    ['where it lies on another device of the same kind', { device: [8, 2] }, true],
    ['where it has another inode', { inode: 3n }, true],
    ['where its inode differs beyond 32 bits', { inode: 2n + 2n ** 32n }, true],
    ['but not where all is the same', {}, false],
  ])('%s', (_, draft, isOther) => {
    const folder = { ...rootEntry, name: Buffer.from('a'), device: [8, 1] as const, ...draft };
    const admitted = isOther ? [1] : [];
    const everyPath = followEveryPath(oneFolder([folder]));
    expect([everyPath.admit(0), everyPath.admit(1)]).toEqual([[0], admitted]);
    const once = followOnce(oneFolder([folder]));
    expect([once.admit(0), once.admit(1), once.takeDeferred()]).toEqual([[0], admitted, []]);
  });
});
