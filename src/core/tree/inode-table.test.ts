import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rootEntry } from '../../../test/support/trees/model-tree.js';
import { ENGINE_REFERENCE } from '../../contract/entry-batch.js';
import { BatchBuilder, type NewEntry } from '../stored/batch-builder.js';
import { InodeTable } from './inode-table.js';
import { Nodes, takeAttributes } from './nodes.js';

interface Identity {
  readonly device: readonly [number, number];
  readonly inode: bigint;
}

function nodesOf(identities: readonly Identity[]): Nodes {
  const rows = identities.map((identity): NewEntry => ({ ...rootEntry, ...identity }));
  const batch = new BatchBuilder().section(ENGINE_REFERENCE, rows).build();
  const nodes = new Nodes();
  nodes.append(batch, takeAttributes(nodes.attributes, new Uint32Array(), batch.attributes));
  return nodes;
}

const key = ({ device, inode }: Identity) => `${device.join()} ${inode}`;

const identity = fc.record({
  device: fc.tuple(fc.nat(1), fc.nat(1)),
  inode: fc.oneof(
    fc.bigInt({ min: 0n, max: 40n }),
    fc.constantFrom(2n ** 32n, 2n ** 33n + 1n, 2n ** 64n - 1n),
  ),
});

test('the node asked for first stands for its inode, as in a map', () => {
  fc.assert(
    fc.property(fc.array(identity, { maxLength: 300, size: 'max' }), (identities) => {
      const table = new InodeTable(nodesOf(identities));
      const standing = new Map<string, number>();
      identities.forEach((each, node) => {
        if (!standing.has(key(each))) standing.set(key(each), node);
        expect(table.standFor(node)).toBe(standing.get(key(each)));
      });
      expect(table.count).toBe(standing.size);
    }),
    { numRuns: 50 },
  );
});

test('another node can take its place', () => {
  const table = new InodeTable(nodesOf([1n, 2n, 1n, 1n].map((inode) => ({ device: [8, 1], inode }))));
  for (const node of [0, 1, 2]) table.standFor(node);
  table.replace(2);
  expect([0, 1, 2, 3].map((node) => table.standFor(node))).toEqual([2, 1, 2, 2]);
});

test('50,000 inodes are found again after it has grown, and visited once each', () => {
  const identities = Array.from({ length: 50_000 }, (_, number): Identity => {
    return { device: [8, number % 2], inode: BigInt(number >> 1) << 8n };
  });
  const table = new InodeTable(nodesOf([...identities, ...identities]));
  const wrong = [...identities, ...identities].flatMap((_, node) =>
    table.standFor(node) === node % 50_000 ? [] : [node],
  );
  expect(wrong).toEqual([]);
  const visited: number[] = [];
  table.forEach((node) => {
    visited.push(node);
  });
  expect(visited.sort((a, b) => a - b)).toEqual(identities.map((_, node) => node));
}, 30_000);

test.each<[title: string, nth: (number: number) => Identity]>([
  ['the high word of their number', (number) => ({ device: [8, 1], inode: (BigInt(number) << 32n) | 7n })],
  ['the low word of their number', (number) => ({ device: [8, 1], inode: BigInt(number) })],
  ['the major number of their device', (number) => ({ device: [number, 1], inode: 7n })],
  ['the minor number of their device', (number) => ({ device: [8, number], inode: 7n })],
])('inodes that differ in nothing but %s are told apart', (_, nth) => {
  // So many that some have the same place in a table of any size.
  const table = new InodeTable(nodesOf(Array.from({ length: 3000 }, (_each, number) => nth(number))));
  const standing = Array.from({ length: 3000 }, (_each, node) => table.standFor(node));
  expect(standing).toEqual(standing.map((_each, node) => node));
  expect(table.count).toBe(3000);
});
