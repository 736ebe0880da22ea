import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostileNames } from '../../../test/fixture/hostile-names.js';
import { parseCsv } from '../../../test/programs/csv.js';
import { oneFolder } from '../../../test/support/readers/one-folder.js';
import { rootEntry } from '../../../test/support/trees/model-tree.js';
import { entryOf } from '../../../test/support/trees/small-models.js';
import { NodeFlag } from '../../contract/entry-batch.js';
import { ByteBuilder } from '../columns/byte-builder.js';
import type { NewEntry } from '../stored/batch-builder.js';
import { TreeBuilder } from '../stored/tree-builder.js';
import { appendCsvRow, csvHeader, isListed } from './csv-rows.js';
import { SortedWalk } from './sorted-walk.js';
import { ROOT_DIRECTORY } from './tree.js';

/** The rows of a folder with these entries, read back by a parser that takes nothing but RFC 4180. */
function rowsOf(rows: readonly NewEntry[], formulaSafe = false): string[][] {
  const tree = oneFolder(rows);
  const out = new ByteBuilder();
  const walk = new SortedWalk(tree);
  out.text(csvHeader);
  for (let node = walk.next(); node >= 0; node = walk.next()) {
    appendCsvRow(out, tree, node, walk, formulaSafe);
  }
  return parseCsv(Buffer.from(out.take()).toString('latin1'));
}

const named = (name: string | Buffer): NewEntry => ({
  ...entryOf('', 0, 'file', 1),
  name: Buffer.from(name),
});
const pathsOf = (rows: readonly string[][]): string[] => rows.slice(1).map(([path]) => path!);

const names = fc
  .uint8Array({ minLength: 1, maxLength: 12 })
  .map((bytes) => Buffer.from(bytes.map((byte) => (byte === 0 || byte === 47 ? 44 : byte))));

describe('rows as CSV', () => {
  test('have the documented columns', () => {
    const [header] = rowsOf([]);
    expect(header).toEqual([
      'path',
      'type',
      'apparent_bytes',
      'allocated_bytes',
      'mtime',
      'mode',
      'uid',
      'gid',
      'links',
      'inode',
      'depth',
      'device',
      'state',
      'total_apparent_bytes',
      'total_allocated_bytes',
      'total_files',
    ]);
  });

  test('say all that is known of an entry, with every digit', () => {
    const rows = rowsOf([
      {
        ...entryOf('a', 0, 'file', 1),
        mode: 0o106755,
        links: 3,
        uid: 4_294_967_294,
        gid: 12,
        inode: 2n ** 64n - 1n,
        apparentBytes: 2n ** 63n - 1n,
        blocks: 2n ** 53n + 1n,
        mtime: [-1n, 5],
      },
    ]);
    expect(rows[2]).toEqual([
      'a',
      'file',
      '9223372036854775807',
      '4611686018427388416',
      '1969-12-31T23:59:59.000000005Z',
      '6755',
      '4294967294',
      '12',
      '3',
      '18446744073709551615',
      '1',
      '8:1',
      '',
      '',
      '',
      '',
    ]);
  });

  test('begin with the root, whose path is empty', () => {
    const [, root] = rowsOf([]);
    expect(root!.slice(0, 4)).toEqual(['', 'directory', '4096', '4096']);
    expect(root!.slice(10)).toEqual(['0', '8:1', '', '0', '4096', '0']);
  });

  test('give hostile names back byte by byte', () => {
    const expected = ['', ...hostileNames.toSorted(Buffer.compare).map((name) => name.toString('latin1'))];
    expect(pathsOf(rowsOf(hostileNames.map(named)))).toEqual(expected);
  });

  test('give any name back byte by byte', () => {
    fc.assert(
      fc.property(names, (name) => {
        expect(pathsOf(rowsOf([named(name)]))).toEqual(['', name.toString('latin1')]);
      }),
    );
  });

  test('of entries that could not be looked at are empty where nothing is known', () => {
    const [, , row] = rowsOf([{ ...entryOf('a', 0, 'file', 1), mode: 0o100000, errno: 13 }]);
    expect(row).toEqual(['a', 'file', '', '', '', '', '', '', '', '', '1', '', 'unreadable', '', '', '']);
  });

  test('of entries that could not be looked at say nothing of a kind that nobody told', () => {
    const [, , row] = rowsOf([{ ...entryOf('a', 0, 'file', 1), mode: 0, errno: 13 }]);
    expect([row![0], row![1], row!.length]).toEqual(['a', 'unknown', 16]);
  });

  test('of mounts and duplicates are as full as any', () => {
    const rows = rowsOf(
      [NodeFlag.otherMount, NodeFlag.duplicate].map((flags, index) => ({
        ...entryOf(`a${index}`, 0, 'file', index),
        flags,
      })),
    );
    expect(rows.slice(2).map((row) => row[9])).toEqual(['1000', '1001']);
    expect(rows.slice(2).map((row) => row[12])).toEqual(['mount', '']);
  });
});

describe('rows that a spreadsheet may read', () => {
  const isFormula = (path: string): boolean => /^([=+\-@\t\r]|\xef\xbc[\x9d\x8b\x8d\xa0])/.test(path);

  test.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(1)', "'@SUM(1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', "'\r=1"],
    ['\uff1d1', "'\uff1d1"],
    ['\uff0b1', "'\uff0b1"],
    ['\uff0d1', "'\uff0d1"],
    ['\uff201', "'\uff201"],
    ['=a,"b"', `'=a,"b"`],
    ['a=1', 'a=1'],
    ["'=1", "'=1"],
    ['\uff0e1', '\uff0e1'],
    [',=1', ',=1'],
    ['"=1', '"=1'],
  ])('have %j as %j', (name, cell) => {
    expect(pathsOf(rowsOf([named(name)], true))).toEqual(['', Buffer.from(cell).toString('latin1')]);
  });

  test('have an apostrophe before every formula and before nothing else, and are CSV still', () => {
    fc.assert(
      fc.property(fc.oneof(names, fc.constantFrom(...hostileNames)), (name) => {
        const path = name.toString('latin1');
        const [, cell] = pathsOf(rowsOf([named(name)], true));
        expect(cell).toBe(isFormula(path) ? `'${path}` : path);
      }),
    );
  });

  test('are marked by the path, and not by a name that comes later in it', () => {
    const tree = oneFolder([{ ...entryOf('a', 0, 'directory', 1) }], [named('=1')]);
    const out = new ByteBuilder();
    const walk = new SortedWalk(tree);
    for (let node = walk.next(); node >= 0; node = walk.next()) appendCsvRow(out, tree, node, walk, true);
    const cells = parseCsv(Buffer.from(out.take()).toString('latin1')).map(([path]) => path);
    expect(cells).toEqual(['', 'a', 'a/=1']);
  });
});

test('folders have their totals, each inode once, and what they are not in their state', () => {
  const builder = new TreeBuilder(rootEntry);
  const folder = (name: string, more: Partial<NewEntry> = {}): NewEntry => ({
    ...entryOf(name, 0, 'directory', 1),
    apparentBytes: 4096n,
    blocks: 8n,
    ...more,
  });
  const file = (name: string, inode: bigint, links = 1): NewEntry => ({
    ...entryOf(name, 0, 'file', 1),
    inode,
    links,
    apparentBytes: 1000n,
    blocks: 8n,
  });
  const full = builder.add(ROOT_DIRECTORY, folder('full'));
  const failed = builder.add(ROOT_DIRECTORY, folder('failed'));
  builder.add(ROOT_DIRECTORY, folder('excluded', { flags: NodeFlag.excluded }));
  builder.add(ROOT_DIRECTORY, folder('mount', { flags: NodeFlag.otherMount, device: [0, 44] }));
  builder.add(ROOT_DIRECTORY, folder('open'));
  builder.add(ROOT_DIRECTORY, folder('unseen', { errno: 13 }));
  builder.add(ROOT_DIRECTORY, file('z', 70n, 2));
  builder.endDirectory(ROOT_DIRECTORY);
  for (const entry of [file('a', 70n, 2), file('b', 71n)]) builder.add(full, entry);
  builder.endDirectory(full);
  builder.endDirectory(failed, 13);
  const tree = builder.build();
  const out = new ByteBuilder();
  const walk = new SortedWalk(tree);
  for (let node = walk.next(); node >= 0; node = walk.next()) {
    if (isListed(tree, node)) appendCsvRow(out, tree, node, walk, false);
  }
  const rows = parseCsv(Buffer.from(out.take()).toString('latin1'));
  expect(rows.map((row) => [row[0], ...row.slice(11)].join())).toEqual([
    // The mount counts for nothing, and the second name of inode 70 for nothing more.
    `,8:1,,2000,${4096 * 4 + 2 * 4096},3`,
    'excluded,,excluded,,,',
    'failed,8:1,unreadable,0,4096,0',
    'full,8:1,,2000,12288,2',
    'full/a,8:1,,,,',
    'full/b,8:1,,,,',
    'mount,0:44,mount,,,',
    'open,8:1,partial,0,4096,0',
    'unseen,,unreadable,,,',
    'z,8:1,,,,',
  ]);
});
