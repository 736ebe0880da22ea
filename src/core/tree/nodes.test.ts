import { describe, expect, test } from 'vitest';
import { buildTree } from '../../../test/support/trees/build-tree.js';
import { type ModelEntry, modes, rootEntry } from '../../../test/support/trees/model-tree.js';
import { NodeFlag } from '../../contract/entry-batch.js';
import { BatchBuilder, type NewEntry } from '../stored/batch-builder.js';
import { AttributeTable } from './attribute-table.js';
import { Nodes, takeAttributes } from './nodes.js';

const plain: NewEntry = {
  name: Buffer.from('name'),
  mode: modes.file,
  links: 1,
  inode: 1n,
  apparentBytes: 0n,
  blocks: 0n,
};

function nodesOf(...rows: NewEntry[]): Nodes {
  const batch = new BatchBuilder().section(0, rows).build();
  const nodes = new Nodes();
  nodes.append(batch, takeAttributes(nodes.attributes, new Uint32Array(), batch.attributes));
  return nodes;
}

describe('a node keeps every bit', () => {
  test.each([0n, 1n, 2n ** 32n - 1n, 2n ** 32n, 2n ** 53n + 1n, 2n ** 63n - 1n])(
    'of the number %s',
    (number) => {
      const nodes = nodesOf({ ...plain, apparentBytes: number, blocks: number, inode: number });
      expect([nodes.apparentBytes(0), nodes.allocatedBytes(0), nodes.inode(0)]).toEqual([
        number,
        number * 512n,
        number,
      ]);
      expect(nodes.approximateApparentBytes(0)).toBe(Number(number));
      expect(nodes.approximateAllocatedBytes(0)).toBe(Number(number) * 512);
    },
  );

  test.each<[seconds: bigint, nanoseconds: number]>([
    [0n, 0],
    [-1n, 1],
    [-2_000_000_001n, 500_000_000],
    [2n ** 31n, 999_999_999],
    [2n ** 40n, 1],
    [-(2n ** 63n), 0],
    [2n ** 63n - 1n, 999_999_999],
  ])('of the time %s s and %i ns', (seconds, nanoseconds) => {
    const nodes = nodesOf({ ...plain, mtime: [seconds, nanoseconds] });
    expect(nodes.mtime(0)).toEqual({ seconds, nanoseconds });
    expect(nodes.approximateMtime(0)).toBe(Number(seconds) + nanoseconds / 1e9);
  });

  test('of what it has in common with others', () => {
    const nodes = nodesOf({
      ...plain,
      mode: 0o104755,
      links: 2 ** 32 - 1,
      uid: 7,
      gid: 8,
      device: [9, 10],
      inode: 11n,
    });
    expect([nodes.mode(0), nodes.links(0)]).toEqual([0o104755, 2 ** 32 - 1]);
    expect(nodes.identity(0)).toEqual([9, 10, 11, 0]);
  });
});

test('names are found, whatever their bytes are and whichever batch they came in', () => {
  const names = [[255], [10, 27, 128], [97], [97, 98]].map((bytes) => Buffer.from(bytes));
  const entries: ModelEntry[] = [rootEntry, ...names.map((name) => ({ ...plain, name, parent: 0 }))];
  const { nodes } = buildTree(entries);
  const found = entries.map((_, node) => Buffer.from(nodes.name(node)));
  expect(found).toEqual(entries.map(({ name }) => name));
  const ends = entries.map((_, node) => nodes.nameEnd(node) - nodes.nameBegin(node));
  expect(ends).toEqual(entries.map(({ name }) => name.length));
});

test('a flag is set and taken back without touching the others', () => {
  const nodes = nodesOf({ ...plain, flags: NodeFlag.excluded }, plain);
  nodes.setFlag(0, NodeFlag.duplicate, true);
  nodes.setFlag(1, NodeFlag.followed, true);
  nodes.setFlag(0, NodeFlag.excluded, false);
  expect(nodes.flags.get(0)).toBe(NodeFlag.duplicate);
  expect(nodes.flags.get(1)).toBe(NodeFlag.followed);
  expect(nodes.hasFlag(0, NodeFlag.duplicate | NodeFlag.loop)).toBe(true);
  expect(nodes.hasFlag(0, NodeFlag.loop)).toBe(false);
});

test('the attribute numbers of two senders lead to the same attributes', () => {
  const table = new AttributeTable();
  const a = [modes.file, 1, 0, 0, 8, 1];
  const b = [modes.directory, 2, 0, 0, 8, 1];
  let first = takeAttributes(table, new Uint32Array(), Uint32Array.from(a));
  const second = takeAttributes(table, new Uint32Array(), Uint32Array.from([...b, ...a]));
  first = takeAttributes(table, first, Uint32Array.from(b));
  expect([Array.from(first), Array.from(second)]).toEqual([
    [0, 1],
    [1, 0],
  ]);
  expect(takeAttributes(table, first, new Uint32Array())).toBe(first);
});
