import { describe, expect, test } from 'vitest';
import { modes } from '../../test/support/model-tree.js';
import { SketchedTree, special } from '../../test/support/sketch-tree.js';
import type { Order } from '../contract/engine-protocol.js';
import { ChildOrders } from './child-orders.js';
import type { EntryFilter } from './entry-filter.js';
import { EntrySizes } from './entry-sizes.js';

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
  const orders = new ChildOrders(sketched.tree);
  const paths = (order: Order, of = sizes) =>
    Array.from(orders.sorted(0, order, of), (node) => sketched.path(node)).join(' ');
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

  test('know their places', () => {
    const { sketched, sizes, orders } = prepare();
    expect(orders.indexOf(sketched.node('c'), largestFirst, sizes)).toBe(1);
    expect(orders.indexOf(sketched.node('b/inside'), byName, sizes)).toBe(0);
    expect(orders.indexOf(0, byName, sizes)).toBe(-1);
  });

  test('are not sorted again while nothing changes', () => {
    const { sketched, sizes, orders } = prepare();
    const first = orders.sorted(0, largestFirst, sizes);
    expect(orders.sorted(0, largestFirst, sizes)).toBe(first);
    sketched.add('b', { 'even more': 5000 });
    expect(orders.sorted(0, largestFirst, sizes)).not.toBe(first);
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
    sketched.add('', { A: special({ apparentBytes: 0n, errno: 13 }) });
    expect(paths(byName)).toBe('A B a b c link');
  });

  test('are those that a filter leaves', () => {
    const { sketched, sizes, paths, orders } = prepare();
    const filter: EntryFilter = {
      includes: (node) => node !== sketched.node('c'),
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

  test('are sorted anew when all is forgotten', () => {
    const { sizes, orders } = prepare();
    const first = orders.sorted(0, largestFirst, sizes);
    orders.forget();
    expect(orders.sorted(0, largestFirst, sizes)).not.toBe(first);
  });

  test('are let go of, the oldest first, where they are too many', () => {
    const names = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`${index}.txt`, index]));
    const sketched = new SketchedTree(
      Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`folder ${index}`, names])),
    );
    const sizes = new EntrySizes(sketched.tree, { measure: 'allocated', everyLink: false });
    const orders = new ChildOrders(sketched.tree, 20_000);
    const first = orders.sorted(1, byName, sizes);
    for (let directory = 2; directory <= 20; directory++) orders.sorted(directory, byName, sizes);
    expect(orders.sorted(1, byName, sizes)).toBe(first);
    for (let directory = 2; directory <= 30; directory++) orders.sorted(directory, byName, sizes);
    expect(orders.sorted(1, byName, sizes)).not.toBe(first);
  });
});
