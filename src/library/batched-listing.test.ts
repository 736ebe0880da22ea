import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { readableCases } from '../../test/fixture/build-fixture.js';
import { makeFile, makeFolder } from '../../test/fixture/files.js';
import { provideEmptyFixture, provideFixture } from '../../test/fixture/provide-fixture.js';
import { buildRandomTree, randomTree } from '../../test/fixture/random-tree.js';
import { backends } from '../../test/programs/hectare.js';
import { findSortedPaths } from '../../test/programs/list-output.js';
import { testNeeding } from '../../test/programs/requirements.js';
import { localScanners } from '../../test/support/scanners/local-scanners.js';
import { createPortPair } from '../../test/support/scanners/port-pair.js';
import { firstDifference, plainEntries } from '../../test/support/trees/plain-entries.js';
import { listBatched } from './batched-listing.js';
import { FileListWalker } from './file-list-walker.js';
import type { FileListEntry, ListError } from './list-entry.js';
import { pathToBytes } from './path-text.js';

// The texts of the paths of one chain of 6,000 folders are 70 MB: it has a test of its own.
const fixture = provideFixture(readableCases.filter((name) => name !== 'deep'));
const deep = provideFixture(['deep']);
const empty = provideEmptyFixture();
const spawn = localScanners();
const testWithFind = testNeeding('GNU find');

/** The relative paths as `find -printf '%P\\0'` writes them. */
const pathsOf = (entries: readonly FileListEntry[]): Buffer =>
  Buffer.concat(entries.flatMap(({ relativePath }) => [pathToBytes(relativePath), Buffer.from('\0')]));

describe('the batched listing of the hostile tree', () => {
  let walked: FileListEntry[];
  beforeAll(() => {
    walked = new FileListWalker(fixture.tree).collect();
  }, 60_000);

  for (const backend of backends) {
    for (const scanners of [1, 3]) {
      test(`is that of the plain walk: ${backend} backend, ${scanners} scanners`, async () => {
        const entries = await listBatched(fixture.tree, { backend, scanners }, spawn);
        expect(firstDifference(entries, walked)).toBeUndefined();
      }, 60_000);
    }
  }

  testWithFind('has the paths of find and sort', async () => {
    const entries = await listBatched(fixture.tree, {}, spawn);
    expect(pathsOf(entries).equals(await findSortedPaths(fixture.tree))).toBe(true);
  });

  testWithFind(
    'has them where they are longer than PATH_MAX, with their depth',
    async () => {
      const entries = await listBatched(deep.tree, {}, spawn);
      expect(pathsOf(entries).equals(await findSortedPaths(deep.tree))).toBe(true);
      const walked = new FileListWalker(deep.tree).collect();
      const briefly = ({ depth, metadata }: FileListEntry) => `${depth} ${metadata?.inode}`;
      expect(entries.map(briefly)).toEqual(walked.map(briefly));
    },
    60_000,
  );

  test('begins with the root', async () => {
    const [root] = await listBatched(fixture.tree, {}, spawn);
    expect(root).toMatchObject({ fullPath: fixture.tree, relativePath: '', depth: 0, isRoot: true });
    expect(root!.metadata!.kind).toBe('directory');
  });
});

describe('the batched listing where links are followed', () => {
  const links = () => `${fixture.tree}/symbolic-links`;

  for (const backend of backends) {
    test(`is that of the plain walk, errors included: ${backend} backend`, async () => {
      const told: ListError[] = [];
      const expected: ListError[] = [];
      const followLinks = true;
      const entries = await listBatched(
        links(),
        { followLinks, backend, onError: (e) => told.push(e) },
        spawn,
      );
      const walker = new FileListWalker(links(), { followLinks, onError: (e) => expected.push(e) });
      expect(firstDifference(entries, walker.collect())).toBeUndefined();
      const byPath = (a: ListError, b: ListError) => (a.fullPath < b.fullPath ? -1 : 1);
      expect(told.sort(byPath)).toEqual(expected.sort(byPath));
      expect(told).toContainEqual({
        fullPath: `${links()}/links/to-here`,
        operation: 'readdir',
        code: 'ELOOP',
      });
    });
  }

  testWithFind('has the paths of find -L and sort', async () => {
    const entries = await listBatched(links(), { followLinks: true }, spawn);
    const found = await findSortedPaths(links(), { followLinks: true });
    expect(pathsOf(entries).toString().split('\0')).toEqual(found.toString().split('\0'));
  });
});

describe('the batched listing of any small tree', () => {
  let built = 0;
  test.each([false, true])(
    'is that of the plain walk, where followLinks is %s',
    async (followLinks) => {
      const property = fc.asyncProperty(
        randomTree,
        fc.constantFrom(...backends),
        fc.integer({ min: 1, max: 4 }),
        async (tree, backend, scanners) => {
          built += 1;
          const folder = makeFolder(empty.tree, `tree-${built}`);
          buildRandomTree(folder, tree);
          const entries = await listBatched(folder, { followLinks, backend, scanners }, spawn);
          expect(plainEntries(entries)).toEqual(
            plainEntries(new FileListWalker(folder, { followLinks }).collect()),
          );
        },
      );
      await fc.assert(property, { numRuns: 25 });
    },
    60_000,
  );
});

describe('what cannot be read', () => {
  const EIO = 5;

  /** One name cannot be stat'ed, and one directory not be opened. */
  const faulty = localScanners((reader) => {
    const open = reader.open.bind(reader);
    const stat = reader.stat.bind(reader);
    reader.open = (path) => (Buffer.from(path).toString() === 'closed' ? -EIO : open(path));
    reader.stat = (handle, rows, from, to) => {
      stat(handle, rows, from, to);
      for (let row = from; row < to; row++) {
        const name = rows.names.subarray(rows.nameStart[row]!, rows.nameStart[row + 1]! - 1);
        if (Buffer.from(name).toString() === 'broken') rows.failure[row] = EIO;
      }
    };
  });

  test('is listed with its error, and told', async () => {
    const folder = makeFolder(empty.tree, 'faulty');
    for (const name of ['broken', 'whole']) makeFile(folder, name, 10);
    makeFile(makeFolder(folder, 'closed'), 'hidden', 10);
    const told: ListError[] = [];
    const entries = await listBatched(folder, { onError: (e) => told.push(e) }, faulty);
    const brief = entries.map(({ relativePath, metadata, error }) => [relativePath, metadata?.kind, error]);
    expect(brief).toEqual([
      ['', 'directory', undefined],
      ['broken', undefined, { operation: 'stat', code: 'EIO' }],
      ['closed', 'directory', { operation: 'readdir', code: 'EIO' }],
      ['whole', 'file', undefined],
    ]);
    expect(told.map(({ fullPath }) => fullPath).sort()).toEqual([`${folder}/broken`, `${folder}/closed`]);
  });

  test.each([
    ['a folder that is not there', () => `${empty.tree}/nowhere`, 'ENOENT'],
    ['a file', () => makeFile(empty.tree, 'a-file', 1), 'ENOTDIR'],
    ['an empty path', () => '', 'ENOENT'],
    ['a path with a NUL', () => `${empty.tree}\0x`, 'EINVAL'],
  ])('rejects as a root: %s', async (_, makeRoot, code) => {
    const root = makeRoot();
    const failure = await listBatched(root, {}, spawn).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'PathError', code, path: root });
    expect(() => new FileListWalker(root).collect()).toThrow(expect.objectContaining({ code, path: root }));
  });

  test('rejects when a scanner crashes', async () => {
    const crashing = () => {
      const [near, far] = createPortPair();
      far.listen(() => far.close('out of memory'));
      return near;
    };
    await expect(listBatched(empty.tree, {}, crashing)).rejects.toThrow('out of memory');
  });

  test('rejects numbers of scanners that make no sense', async () => {
    await expect(listBatched(empty.tree, { scanners: 0 }, spawn)).rejects.toThrow(RangeError);
  });
});
