import { describe, expect, test } from 'vitest';
import { modes } from '../../../test/support/trees/model-tree.js';
import { SketchedTree, special } from '../../../test/support/trees/sketch-tree.js';
import { NodeFlag } from '../../contract/entry-batch.js';
import type { Order } from '../../contract/lists.js';
import type { EntryFilter } from './entry-filter.js';
import { EntrySizes } from './entry-sizes.js';
import { ListOrders } from './list-orders.js';

const sketch = {
  c: special({ apparentBytes: 10n, blocks: 8n, mtime: [300n, 0] }),
  a: special({ apparentBytes: 10n, blocks: 2n, mtime: [-5n, 500_000_000] }),
  b: { inside: 100, 'more inside': 100 },
  B: special({ apparentBytes: 5n, blocks: 8n, mtime: [300n, 1000] }),
  link: special({ mode: modes.symlink, apparentBytes: 10n, mtime: [-5n, 0] }),
};

function prepare() {
  const sketched = new SketchedTree(sketch);
  const sizes = new EntrySizes(sketched.tree, { measure: 'allocated', everyLink: false });
  const orders = new ListOrders(sketched.tree);
  const paths = (order: Order, of = sizes) =>
    Array.from(orders.window(0, order, of, 0, 100), (node) => sketched.path(node)).join(' ');
  return { sketched, sizes, orders, paths };
}

const byName: Order = { sort: 'name', descending: false };
const largestFirst: Order = { sort: 'allocated', descending: true };

describe('the names of a directory', () => {
  test.each<[Order, string]>([
    [byName, 'B a b c link'],
    [{ sort: 'name', descending: true }, 'link c b a B'],
    [largestFirst, 'B c a b link'],
    [{ sort: 'allocated', descending: false }, 'link a b B c'],
    [{ sort: 'apparent', descending: true }, 'b a c link B'],
    [{ sort: 'apparent', descending: false }, 'B a c link b'],
    [{ sort: 'files', descending: true }, 'b B a c link'],
    [{ sort: 'modified', descending: false }, 'link a b c B'],
    [{ sort: 'modified', descending: true }, 'B c b a link'],
  ])('in the order %o', (order, expected) => {
    expect(prepare().paths(order)).toBe(expected);
  });

  test('come in windows', () => {
    const { sketched, sizes, orders } = prepare();
    const window = (offset: number, limit: number) =>
      Array.from(orders.window(0, byName, sizes, offset, limit), (node) => sketched.path(node)).join(' ');
    expect(orders.count(0, byName, sizes)).toBe(5);
    expect([window(0, 2), window(2, 2), window(4, 2), window(9, 2)]).toEqual(['B a', 'b c', 'link', '']);
  });

  test('stand by name also in a long run of equals, wherever one looks first', () => {
    const names = Array.from({ length: 25_000 }, (_, index) => `${(index * 7919) % 25_000}.txt`);
    const sketched = new SketchedTree(
      Object.fromEntries(names.map((name, index) => [name, index < 12_000 ? 9000 : 100])),
    );
    const sizes = new EntrySizes(sketched.tree, { measure: 'allocated', everyLink: false });
    const expected = [names.slice(0, 12_000).sort(), names.slice(12_000).sort()].flat();
    for (const first of [0, 11_999, 24_999]) {
      const orders = new ListOrders(sketched.tree);
      const at = (index: number) => sketched.path(orders.window(0, largestFirst, sizes, index, 1)[0]!);
      expect(at(first)).toBe(expected[first]);
      expect(orders.indexOf(sketched.node(expected[20_000]!), largestFirst, sizes)).toBe(20_000);
      expect(expected.every((path, index) => at(index) === path)).toBe(true);
    }
  });

  test('know their places', () => {
    const { sketched, sizes, orders } = prepare();
    expect(orders.indexOf(sketched.node('c'), largestFirst, sizes)).toBe(1);
    expect(orders.indexOf(sketched.node('b/inside'), byName, sizes)).toBe(0);
    expect(orders.indexOf(0, byName, sizes)).toBe(-1);
  });

  test('are not sorted again while nothing changes', () => {
    const { sketched, sizes, orders } = prepare();
    const first = orders.window(0, largestFirst, sizes, 0, 9);
    expect(orders.window(0, largestFirst, sizes, 0, 9).buffer).toBe(first.buffer);
    sketched.add('b', { 'even more': 5000 });
    expect(orders.window(0, largestFirst, sizes, 0, 9).buffer).not.toBe(first.buffer);
  });

  test('move when something below grows', () => {
    const { sketched, paths } = prepare();
    paths(largestFirst);
    sketched.add('b', { 'even more': 5000 });
    expect(paths(largestFirst)).toBe('b B c a link');
  });

  test('grow when more names come', () => {
    const { sketched, paths } = prepare();
    paths(byName);
    // Left out by a pattern: no total tells of it.
    sketched.add('', { A: special({ flags: NodeFlag.excluded }) });
    expect(paths(byName)).toBe('A B a b c link');
  });

  test('are those that a filter leaves', () => {
    const { sketched, sizes, paths, orders } = prepare();
    const filter: EntryFilter = {
      includes: (node) => node !== sketched.node('c'),
      passes: (node) => node !== sketched.node('c'),
      standsIn: () => false,
      bytes: () => 9,
      allocated: () => 9,
      apparent: () => 9,
      files: () => 9,
    };
    const filtered = new EntrySizes(sketched.tree, { measure: 'allocated', everyLink: false, filter });
    expect(paths(largestFirst)).toBe('B c a b link');
    expect(paths(largestFirst, filtered)).toBe('B a b link');
    expect(paths(byName, filtered)).toBe('B a b link');
    expect(orders.indexOf(sketched.node('c'), byName, filtered)).toBe(-1);
    expect(paths(largestFirst, sizes)).toBe('B c a b link');
  });

  test('are sorted by what counts', () => {
    const twin = special({ links: 2, inode: 7n, blocks: 9n });
    const sketched = new SketchedTree({ a: special({ blocks: 5n }), b: twin, c: twin });
    const orders = new ListOrders(sketched.tree);
    const paths = (everyLink: boolean) => {
      const sizes = new EntrySizes(sketched.tree, { measure: 'allocated', everyLink });
      const nodes = orders.window(0, largestFirst, sizes, 0, 9);
      return Array.from(nodes, (node) => sketched.path(node)).join(' ');
    };
    expect([paths(false), paths(true), paths(false)]).toEqual(['b a c', 'b c a', 'b a c']);
  });

  test('are sorted anew when all is forgotten', () => {
    const { sizes, orders } = prepare();
    const first = orders.window(0, largestFirst, sizes, 0, 9);
    orders.forget();
    expect(orders.window(0, largestFirst, sizes, 0, 9).buffer).not.toBe(first.buffer);
  });

  test('are let go of, the oldest first, where they are too many', () => {
    const names = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`${index}.txt`, index]));
    const sketched = new SketchedTree(
      Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`folder ${index}`, names])),
    );
    const sizes = new EntrySizes(sketched.tree, { measure: 'allocated', everyLink: false });
    const orders = new ListOrders(sketched.tree, 20_000);
    const window = (directory: number) => orders.window(directory, byName, sizes, 0, 1).buffer;
    const first = window(1);
    for (let directory = 2; directory <= 20; directory++) window(directory);
    expect(window(1)).toBe(first);
    for (let directory = 2; directory <= 30; directory++) window(directory);
    expect(window(1)).not.toBe(first);
  });
});
