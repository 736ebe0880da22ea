import { constants } from 'node:os';
import { describe, expect, test } from 'vitest';
import type { EntryRows } from '../../native/entry-rows.js';
import { SyntheticReader, syntheticReaders } from '../../test/support/readers/synthetic-reader.js';
import { DrivenScanner } from '../../test/support/scanners/driven-scanner.js';
import { buildTree } from '../../test/support/trees/build-tree.js';
import { modelOf } from '../../test/support/trees/small-models.js';
import {
  contentsOf,
  failuresByPath,
  pathsInOrder,
  pathsWithFlag,
} from '../../test/support/trees/tree-contents.js';
import { NodeFlag } from '../contract/entry-batch.js';
import { DirectoryState } from '../core/tree/directories.js';

const model = modelOf({
  a: { x: 'file', sub: { z: 'fifo' }, link: 'symlink' },
  b: { y: 'file' },
  empty: {},
  f: 'file',
});
const allPaths = ['', 'a', 'a/link', 'a/sub', 'a/sub/z', 'a/x', 'b', 'b/y', 'empty', 'f'];

const started = async (scanner: DrivenScanner): Promise<DrivenScanner> => {
  await scanner.until(() => scanner.received.ready.length + scanner.received.refused.length > 0);
  return scanner;
};

describe('a scanner', () => {
  test('says what the root is before it reads anything', async () => {
    const scanner = await started(new DrivenScanner(syntheticReaders(model)));
    expect(scanner.received.ready[0]).toMatchObject({ backend: 'node', refused: [] });
    await scanner.idleTurns();
    expect(pathsInOrder(scanner.tree)).toEqual(['']);
    expect(scanner.received.batch).toEqual([]);
  });

  test('reads what it is given, and all below', async () => {
    const scanner = await started(new DrivenScanner(syntheticReaders(model)));
    expect(contentsOf(await scanner.read(0))).toEqual(contentsOf(buildTree(model)));
    const { state, count } = scanner.tree.directories;
    const states = Array.from({ length: count }, (_, directory) => state.get(directory));
    expect(states.every((each) => each === DirectoryState.complete)).toBe(true);
  });

  test('tells the number of jobs that it has done', async () => {
    const scanner = await started(new DrivenScanner(syntheticReaders(model)));
    scanner.descends = false;
    await scanner.read(0);
    scanner.sendDirectories(1);
    scanner.sendDirectories(2, 3);
    await scanner.until(() => scanner.received.idle.at(-1) === 3);
    expect(pathsInOrder(scanner.tree)).toEqual(allPaths.filter((path) => path !== 'a/sub/z'));
  });

  test('leaves directories to the engine where it is not to descend', async () => {
    const scanner = await started(new DrivenScanner(syntheticReaders(model)));
    scanner.descends = false;
    expect(pathsInOrder(await scanner.read(0))).toEqual(['', 'a', 'b', 'empty', 'f']);
  });

  test('does not enter what an earlier root has counted', async () => {
    const { inode } = model[1]!;
    const counted = Uint32Array.of(8, 1, Number(inode), 0);
    const scanner = await started(new DrivenScanner(syntheticReaders(model), { counted }));
    expect(pathsInOrder(await scanner.read(0))).toEqual(['', 'a', 'b', 'b/y', 'empty', 'f']);
  });

  test('leaves out what matches a pattern, but says its name', async () => {
    const scanner = await started(new DrivenScanner(syntheticReaders(model), { exclude: ['a/sub', '[xf]'] }));
    const tree = await scanner.read(0);
    expect(pathsInOrder(tree)).toEqual(allPaths.filter((path) => path !== 'a/sub/z'));
    expect(pathsWithFlag(tree, NodeFlag.excluded)).toEqual(['a/sub', 'a/x', 'f']);
    const { totals } = tree.directories;
    expect([totals.files.get(0), totals.directories.get(0), totals.others.get(0)]).toEqual([1, 3, 0]);
  });

  test.each([true, false])(
    'leaves out directories alone, their kinds told by names: %s',
    async (tellsKinds) => {
      const makeReader = (options: { followLinks: boolean; crossMounts: boolean }) => {
        const reader = new SyntheticReader(model, options);
        const enumerate = reader.enumerate.bind(reader);
        // As of file systems whose directories hold names only.
        reader.enumerate = (handle, rows) => {
          const result = enumerate(handle, rows);
          if (!tellsKinds) rows.mode.fill(0);
          return result;
        };
        return { reader, refused: [] };
      };
      const scanner = await started(new DrivenScanner(makeReader, { exclude: ['[xf]/', 'sub/', 'b/'] }));
      const tree = await scanner.read(0);
      expect(pathsInOrder(tree)).toEqual(allPaths.filter((path) => !/^(b|a\/sub)\//.test(path)));
      expect(pathsWithFlag(tree, NodeFlag.excluded)).toEqual(['a/sub', 'b']);
    },
  );

  test('closes all directories, and the root when it ends', async () => {
    const readers: SyntheticReader[] = [];
    const makeReader = (options: { followLinks: boolean; crossMounts: boolean }) => {
      const reader = new SyntheticReader(model, options);
      readers.push(reader);
      return { reader, refused: [] };
    };
    const scanner = await started(new DrivenScanner(makeReader));
    await scanner.read(0);
    expect([readers[0]!.openCount, readers[0]!.isDisposed]).toEqual([0, false]);
    scanner.channel.send('end', undefined);
    await scanner.until(() => scanner.isClosed);
    expect([readers[0]!.openCount, readers[0]!.isDisposed]).toEqual([0, true]);
  });

  test('looks at whole paths without a root', async () => {
    const scanner = await started(new DrivenScanner(syntheticReaders(model), { root: new Uint8Array() }));
    const names = Uint8Array.from(Buffer.from('a/x\0nothing\0b\0'));
    scanner.statPaths(7, { names, mode: new Uint32Array(3) });
    scanner.statPaths(8, { names: names.slice(0, 4), mode: new Uint32Array(1) });
    await scanner.until(() => scanner.received.rows.length === 2);
    const [first, second] = scanner.received.rows;
    expect([first!.request, second!.request]).toEqual([7, 8]);
    expect(Array.from(first!.batch.inodeLow)).toEqual([1002, 0, 1006]);
    expect(Array.from(first!.batch.failureRow)).toEqual([1]);
    expect(Array.from(first!.batch.failureErrno)).toEqual([constants.errno.ENOENT]);
    expect(Array.from(second!.batch.apparentLow)).toEqual([12]);
  });
});

describe('a scanner that cannot begin says why', () => {
  test('where there is no such backend', async () => {
    const scanner = new DrivenScanner(() => {
      throw new Error('this system has no statx: ENOSYS');
    });
    await started(scanner);
    expect(scanner.received.refused).toEqual([{ errno: 0, message: 'this system has no statx: ENOSYS' }]);
  });

  const failing = (fails: Partial<SyntheticReader>) =>
    new DrivenScanner((options) => ({
      reader: Object.assign(new SyntheticReader(model, options), fails),
      refused: [],
    }));

  test.each<[title: string, fails: Partial<SyntheticReader>]>([
    ['the root cannot be opened', { openRoot: () => -13 }],
    ['the root cannot be opened again', { open: () => -13 }],
    ['nothing can be found out about the root', { identify: () => -13 }],
  ])('where %s', async (_, fails) => {
    const scanner = await started(failing(fails));
    expect(scanner.received.refused).toMatchObject([{ errno: 13 }]);
    expect(scanner.received.ready).toEqual([]);
    scanner.channel.send('stop', undefined);
    scanner.channel.send('end', undefined);
    await scanner.until(() => scanner.isClosed);
  });
});

describe('where the reader cannot keep links out, a directory', () => {
  const readers =
    (identify: SyntheticReader['identify']) => (options: { followLinks: boolean; crossMounts: boolean }) => {
      const reader = new SyntheticReader(model, options);
      const original = reader.identify.bind(reader);
      const isRootKnown = { yet: false };
      return {
        refused: [],
        reader: Object.assign(reader, {
          opensBeneath: false,
          identify: (handle: number, rows: EntryRows, row: number) => {
            if (isRootKnown.yet) return identify.call(reader, handle, rows, row);
            isRootKnown.yet = true;
            return original(handle, rows, row);
          },
        }),
      };
    };

  test('that is another one than was enumerated is not read, and that is told', async () => {
    const scanner = await started(
      new DrivenScanner(
        readers((_handle, rows, row) => {
          rows.deviceHigh[row] = 8;
          rows.deviceLow[row] = 1;
          rows.inodeHigh[row] = 0;
          rows.inodeLow[row] = Number(model[5]!.inode);
          return 0;
        }),
      ),
    );
    const tree = await scanner.read(0);
    expect(pathsInOrder(tree)).toEqual(['', 'a', 'b', 'empty', 'f']);
    expect(failuresByPath(tree)).toEqual(['readdir 40 a', 'readdir 40 b', 'readdir 40 empty']);
  });

  test('of which nothing can be found out is not read, and that is told', async () => {
    const scanner = await started(new DrivenScanner(readers(() => -5)));
    expect(failuresByPath(await scanner.read(0))).toEqual(['readdir 5 a', 'readdir 5 b', 'readdir 5 empty']);
  });
});
