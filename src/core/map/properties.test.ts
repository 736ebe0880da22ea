import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildTree } from '../../../test/support/trees/build-tree.js';
import { layoutOf, sizesOf, view } from '../../../test/support/trees/map.js';
import { type ModelEntry, modelTree, modes, rootEntry } from '../../../test/support/trees/model-tree.js';
import type { Measure } from '../../contract/entries.js';
import type { MapFrame } from './frame.js';

describe('of any tree, a map', () => {
  const anyView = fc.record({
    focus: fc.constant(0),
    width: fc.integer({ min: 1, max: 2000 }),
    height: fc.integer({ min: 1, max: 2000 }),
    colours: fc.constantFrom('type' as const, 'age' as const, 'depth' as const, 'owner' as const),
  });

  test('has each tile within its parent, apart from its siblings, as large as its bytes', () => {
    fc.assert(
      fc.property(
        modelTree,
        anyView,
        fc.constantFrom<Measure>('apparent', 'allocated'),
        (model, at, measure) => {
          const tree = buildTree(model);
          const frame = layoutOf(tree, undefined, sizesOf(tree, measure)).layOut(at, false);
          checkNesting(frame);
          checkAreas(frame);
        },
      ),
    );
  });

  test('stays the same when it is laid out again', () => {
    fc.assert(
      fc.property(modelTree, anyView, (model, at) => {
        const layout = layoutOf(buildTree(model));
        const first = layout.layOut(at, false);
        layout.layOut({ ...at, width: at.width + 7 }, false);
        expect(layout.layOut(at, false)).toEqual(first);
      }),
    );
  });

  test('does not go deeper than what can be seen', () => {
    const chain: ModelEntry[] = [{ ...rootEntry, blocks: 0n }];
    for (let depth = 0; depth < 12_000; depth++) {
      chain.push({ ...rootEntry, name: Buffer.from('d'), parent: depth, inode: BigInt(depth + 10) });
    }
    chain.push({
      ...rootEntry,
      name: Buffer.from('f'),
      parent: 12_000,
      mode: modes.file,
      links: 1,
      inode: 9n,
    });
    const tree = buildTree(chain);
    const frame = layoutOf(tree).layOut(view, false);
    expect(frame.node.length).toBeLessThan(200);
    const deepest = tree.nodes.count - 2;
    expect(layoutOf(tree).layOut({ ...view, focus: deepest }, false).path.length).toBe(12_001);
  });
});

function checkNesting(frame: MapFrame): void {
  const slack = 1e-3;
  frame.parent.forEach((parent, tile) => {
    if (tile === 0) return;
    expect(parent).toBeLessThan(tile);
    expect(parent).toBeGreaterThanOrEqual(frame.parent[tile - 1]!);
    expect(frame.depth[tile]).toBe(frame.depth[parent]! + 1);
    expect(frame.x[tile]!).toBeGreaterThanOrEqual(frame.x[parent]! - slack);
    expect(frame.y[tile]!).toBeGreaterThanOrEqual(frame.y[parent]! - slack);
    expect(frame.x[tile]! + frame.width[tile]!).toBeLessThanOrEqual(
      frame.x[parent]! + frame.width[parent]! + slack,
    );
    expect(frame.y[tile]! + frame.height[tile]!).toBeLessThanOrEqual(
      frame.y[parent]! + frame.height[parent]! + slack,
    );
    for (let other = tile - 1; other > 0 && frame.parent[other] === parent; other--) {
      const apart = Math.max(
        frame.x[tile]! - frame.x[other]! - frame.width[other]!,
        frame.x[other]! - frame.x[tile]! - frame.width[tile]!,
        frame.y[tile]! - frame.y[other]! - frame.height[other]!,
        frame.y[other]! - frame.y[tile]! - frame.height[tile]!,
      );
      expect(apart).toBeGreaterThanOrEqual(-slack);
    }
  });
}

/** Siblings have areas in the ratio of their bytes, to within what single precision leaves. */
function checkAreas(frame: MapFrame): void {
  const perByte = new Map<number, number>();
  frame.parent.forEach((parent, tile) => {
    const area = frame.width[tile]! * frame.height[tile]!;
    if (tile === 0 || frame.bytes[tile] === 0) return;
    const density = area / frame.bytes[tile]!;
    const known = perByte.get(parent) ?? density;
    perByte.set(parent, known);
    const error = Math.abs(area - known * frame.bytes[tile]!);
    expect(error).toBeLessThan(0.01 * area + 0.1);
  });
}
