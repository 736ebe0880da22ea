import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Branch, RowTree } from './row-tree.js';

function build(): RowTree {
  const tree = new RowTree(1);
  tree.root.total = 4;
  const second = tree.expand(tree.root, 1, 20);
  second.total = 3;
  const inner = tree.expand(second, 2, 200);
  inner.total = 2;
  tree.expand(tree.root, 3, 40).total = 1;
  return tree;
}

/** Returns every row by walking, as the oracle. */
function walk(branch: Branch): [number, number][] {
  return Array.from({ length: branch.total }, (_, offset) => {
    const below = branch.open.find(({ index }) => index === offset);
    return [[branch.node, offset] as [number, number], ...(below === undefined ? [] : walk(below))];
  }).flat();
}

describe('the rows of a tree-table', () => {
  test('are those of the open folders, each below its own row', () => {
    const tree = build();
    expect(tree.count).toBe(10);
    expect(
      Array.from({ length: 10 }, (_, row) => tree.at(row)).map((at) => [at?.branch.node, at?.offset]),
    ).toEqual(walk(tree.root));
    expect(tree.at(10)).toBeNull();
    expect(tree.at(-1)).toBeNull();
  });

  test('go with a folder that is closed', () => {
    const tree = build();
    tree.collapse(tree.branchOf(20)!);
    expect([tree.count, tree.branchOf(200), tree.branchOf(40)?.node]).toEqual([5, undefined, 40]);
  });

  test('follow a folder to its new place', () => {
    const tree = build();
    tree.setIndex(tree.branchOf(40)!, 0);
    expect(tree.at(1)).toMatchObject({ branch: { node: 40 }, offset: 0 });
  });

  test('are found and counted alike for any folders that are open', () => {
    const opening = fc.array(fc.record({ parent: fc.nat(9), index: fc.nat(6), total: fc.nat(5) }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.nat(7), opening, (total, openings) => {
        const tree = new RowTree(0);
        tree.root.total = total;
        const branches = [tree.root];
        openings.forEach((each, number) => {
          const parent = branches[each.parent % branches.length]!;
          if (each.index >= parent.total || parent.open.some(({ index }) => index === each.index)) return;
          const branch = tree.expand(parent, each.index, number + 1);
          branch.total = each.total;
          branches.push(branch);
        });
        const rows = walk(tree.root);
        expect(tree.count).toBe(rows.length);
        rows.forEach(([node, offset], row) => {
          const found = tree.at(row)!;
          expect([found.branch.node, found.offset]).toEqual([node, offset]);
          expect(tree.rowOf(found.branch, found.offset)).toBe(row);
        });
      }),
    );
  });
});
