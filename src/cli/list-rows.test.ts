import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostileNames } from '../../test/fixture/hostile-names.js';
import { parseListCsv } from '../../test/programs/list-output.js';
import { oneFolder } from '../../test/support/readers/one-folder.js';
import { entryOf } from '../../test/support/trees/small-models.js';
import { NodeFlag } from '../contract/entry-batch.js';
import type { NewEntry } from '../core/stored/batch-builder.js';
import { SortedWalk } from '../core/tree/sorted-walk.js';
import type { Tree } from '../core/tree/tree.js';
import { type ListFormat, type RowOptions, rowWriter } from './list-rows.js';

/** All that is written of a tree. */
function write(tree: Tree, format: ListFormat, options: Partial<RowOptions> = {}): Buffer {
  const writer = rowWriter(tree, format, { formulaSafe: false, forTerminal: false, ...options });
  const walk = new SortedWalk(tree);
  const pieces = [writer.header];
  for (let node = walk.next(); node >= 0; node = walk.next()) {
    writer.row(node, walk);
    if (writer.isFull) pieces.push(writer.take());
  }
  return Buffer.concat([...pieces, writer.take()]);
}

const named = (name: string | Buffer): NewEntry => ({
  ...entryOf('', 0, 'file', 1),
  name: Buffer.from(name),
});
const names = fc
  .uint8Array({ minLength: 1, maxLength: 12 })
  .map((bytes) => Buffer.from(bytes.map((byte) => (byte === 0 || byte === 47 ? 44 : byte))));

interface JsonRow {
  readonly path: string;
  readonly pathBytes?: string;
  readonly [member: string]: unknown;
}

/** Strings, and integers outside of them. */
const tokens = /"(?:[^"\\]|\\.)*"|-?\d+/g;

/** Lines of JSON as objects with every number as its digits, which a double could not hold. */
function parseLines(output: Buffer): JsonRow[] {
  const lines = output.toString('utf8').split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) =>
    JSON.parse(line.replace(tokens, (token) => (token.startsWith('"') ? token : `"${token}"`))),
  );
}

const bytesOf = ({ path, pathBytes }: JsonRow): Buffer =>
  pathBytes === undefined ? Buffer.from(path) : Buffer.from(pathBytes, 'base64');

const full: NewEntry = {
  ...entryOf('a', 0, 'file', 1),
  mode: 0o106755,
  links: 3,
  uid: 4_294_967_294,
  gid: 12,
  inode: 2n ** 64n - 1n,
  apparentBytes: 2n ** 63n - 1n,
  blocks: 2n ** 53n + 1n,
  mtime: [-1n, 5],
};
const unreadable: NewEntry = { ...entryOf('u', 0, 'file', 2), mode: 0o100000, errno: 13 };

describe('rows as JSON lines', () => {
  test('say all that is known of an entry, with every digit', () => {
    const [, row] = parseLines(write(oneFolder([full]), 'jsonl'));
    expect(row).toEqual({
      path: 'a',
      type: 'file',
      apparentBytes: '9223372036854775807',
      allocatedBytes: '4611686018427388416',
      mtime: '1969-12-31T23:59:59.000000005Z',
      mode: '6755',
      uid: '4294967294',
      gid: '12',
      links: '3',
      inode: '18446744073709551615',
      device: '8:1',
      depth: '1',
    });
  });

  test('have their numbers as numbers, and all else as text', () => {
    const [, row] = write(oneFolder([full]), 'jsonl')
      .toString()
      .split('\n')
      .map((line) => (line === '' ? {} : JSON.parse(line)));
    const ofType = (type: string) => Object.keys(row).filter((key) => typeof row[key] === type);
    expect(ofType('number')).toEqual([
      'apparentBytes',
      'allocatedBytes',
      'uid',
      'gid',
      'links',
      'inode',
      'depth',
    ]);
    expect(ofType('string')).toEqual(['path', 'type', 'mtime', 'mode', 'device']);
  });

  test('of entries that could not be looked at say what is known', () => {
    const [, row] = parseLines(write(oneFolder([unreadable]), 'jsonl'));
    expect(row).toEqual({ path: 'u', type: 'file', depth: '1', state: 'unreadable' });
  });

  test('give hostile names back byte by byte, a line each', () => {
    const rows = parseLines(write(oneFolder(hostileNames.map(named)), 'jsonl'));
    const found = rows.slice(1).map((row) => bytesOf(row).toString('latin1'));
    expect(found).toEqual(hostileNames.toSorted(Buffer.compare).map((name) => name.toString('latin1')));
  });

  test('have the bytes of a path where it is not UTF-8, and only there', () => {
    const isText = (name: Buffer): boolean => Buffer.from(name.toString('utf8')).equals(name);
    fc.assert(
      fc.property(fc.oneof(names, fc.constantFrom(...hostileNames)), (name) => {
        const [, row] = parseLines(write(oneFolder([named(name)]), 'jsonl'));
        expect(bytesOf(row!).equals(name)).toBe(true);
        expect(row!.pathBytes === undefined).toBe(isText(name));
        expect(row!.path).toBe(name.toString('utf8'));
      }),
    );
  });

  test('keep a byte order mark with which a name begins', () => {
    const [, row] = parseLines(write(oneFolder([named('\ufeffa')]), 'jsonl'));
    expect(row!.path).toBe('\ufeffa');
  });

  test('have no bytes beside a path that holds the sign for what is no character', () => {
    const [, row] = parseLines(write(oneFolder([named('a\ufffdb')]), 'jsonl'));
    expect([row!.path, 'pathBytes' in row!]).toEqual(['a\ufffdb', false]);
  });
});

describe('rows as CSV', () => {
  test('come after the header, and say the same as JSON lines', () => {
    const tree = oneFolder([full, unreadable, ...hostileNames.map(named)]);
    const [csv, json] = [parseListCsv(write(tree, 'csv')), parseLines(write(tree, 'jsonl'))];
    const nothing = { apparentBytes: '', allocatedBytes: '', mtime: '', mode: '' };
    const numbers = { uid: '', gid: '', links: '', inode: '', device: '', state: '' };
    const totals = { totalApparentBytes: '', totalAllocatedBytes: '', totalFiles: '' };
    const expected = json.map(({ pathBytes, ...row }) => ({
      ...nothing,
      ...numbers,
      ...totals,
      ...row,
      path: bytesOf({ ...row, ...(pathBytes !== undefined && { pathBytes }) } as JsonRow).toString('latin1'),
    }));
    expect(csv).toEqual(expected);
  });

  test('are safe for spreadsheets where that was asked for', () => {
    const tree = oneFolder([named('=1+1')]);
    const paths = (formulaSafe: boolean) =>
      parseListCsv(write(tree, 'csv', { formulaSafe })).map(({ path }) => path);
    expect([paths(false), paths(true)]).toEqual([
      ['', '=1+1'],
      ['', "'=1+1"],
    ]);
  });
});

test('paths ended by NUL are the bytes of the names, whatever they are, and no formula', () => {
  const sorted = hostileNames.toSorted(Buffer.compare);
  const expected = Buffer.concat([Buffer.alloc(0), ...sorted].flatMap((name) => [name, Buffer.alloc(1)]));
  expect(write(oneFolder(hostileNames.map(named)), 'paths0', { formulaSafe: true }).equals(expected)).toBe(
    true,
  );
});

test.each<ListFormat>(['csv', 'jsonl', 'paths0'])(
  'what was left out, and loops, are no rows: %s',
  (format) => {
    const rows = [NodeFlag.excluded, NodeFlag.loop, NodeFlag.otherMount, 0].map((flags, index) => ({
      ...entryOf(`name${index}`, 0, 'file', index),
      flags,
    }));
    const text = write(oneFolder(rows), format).toString();
    expect(Array.from(text.matchAll(/name\d/g), String)).toEqual(['name2', 'name3']);
  },
);

test.each<ListFormat>(['csv', 'jsonl', 'paths0'])('nothing in a name controls a terminal: %s', (format) => {
  const tree = oneFolder(hostileNames.map(named));
  const text = write(tree, format, { forTerminal: true }).toString('utf8');
  // What is left of control characters are the ends of rows.
  const end = { csv: '\r\n', jsonl: '\n', paths0: '\0' }[format];
  expect(text.replaceAll(end, '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  expect(text.split(end).length).toBe(hostileNames.length + (format === 'csv' ? 3 : 2));
});

test('rows are handed on piece by piece, and none is lost between pieces', () => {
  const tree = oneFolder(
    Array.from({ length: 5000 }, (_, index) => entryOf(`file-${index}`, 0, 'file', index)),
  );
  const writer = rowWriter(tree, 'csv', { formulaSafe: false, forTerminal: false });
  const walk = new SortedWalk(tree);
  let longest = 0;
  let pieces = 0;
  for (let node = walk.next(); node >= 0; node = walk.next()) {
    writer.row(node, walk);
    if (!writer.isFull) continue;
    longest = Math.max(longest, writer.take().length);
    pieces++;
  }
  expect(pieces).toBeGreaterThan(3);
  expect(longest).toBeLessThan(70_000);
  expect(parseListCsv(write(tree, 'csv')).length).toBe(5001);
});
