import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildTree, childrenOf } from '../../../test/support/trees/build-tree.js';
import { layoutOf, many, sizesOf, small, view } from '../../../test/support/trees/map.js';
import { type ModelEntry, modelTree } from '../../../test/support/trees/model-tree.js';
import { SketchedTree } from '../../../test/support/trees/sketch-tree.js';
import { TileFlag } from '../../contract/entries.js';
import { ENGINE_REFERENCE } from '../../contract/entry-batch.js';
import { decodeName } from '../columns/text.js';
import { sumMatches } from '../filter/sums.js';
import { BatchBuilder } from '../stored/batch-builder.js';
import { appendRoot } from '../stored/tree-builder.js';
import { newSenderNumbers, Tree } from '../tree/tree.js';
import { EntrySizes } from '../view/entry-sizes.js';
import type { MapFrame } from './frame.js';

describe('while a scan runs, a map', () => {
  /** The names in the root from left to right, and from top to bottom. */
  const arrangement = (sketched: SketchedTree, frame: MapFrame) =>
    Array.from(frame.node.keys())
      .filter((tile) => frame.depth[tile] === 1)
      .sort((a, b) => frame.x[a]! - frame.x[b]! || frame.y[a]! - frame.y[b]!)
      .map((tile) => sketched.path(frame.node[tile]!))
      .join(' ');

  test('keeps tiles where they are as they grow, until the scan ends', () => {
    const sketched = new SketchedTree({ a: { x: 1100 }, b: { x: 1060 }, c: { x: 100 } });
    const layout = layoutOf(sketched.tree);
    expect(arrangement(sketched, layout.layOut(view, true))).toBe('a b c');
    sketched.add('b', { y: 200 });
    expect(arrangement(sketched, layout.layOut(view, true))).toBe('a b c');
    expect(arrangement(sketched, layout.layOut(view, false))).toBe('b a c');
  });

  test('is laid out anew where tiles would become far from square', () => {
    const sketched = new SketchedTree({ a: { x: 1100 }, b: { x: 1060 }, c: { x: 100 } });
    const layout = layoutOf(sketched.tree);
    layout.layOut(view, true);
    sketched.add('c', { y: 50_000 });
    expect(arrangement(sketched, layout.layOut(view, true))).toBe('c a b');
  });

  test('lets new names come behind those that are there', () => {
    const sketched = new SketchedTree({ a: 1100, b: 1060 });
    const layout = layoutOf(sketched.tree);
    layout.layOut(view, true);
    sketched.add('', { c: 1200 });
    expect(arrangement(sketched, layout.layOut(view, true))).toBe('a b c');
    expect(arrangement(sketched, layout.layOut(view, false))).toBe('c a b');
  });

  test('lets the rest stay where it is', () => {
    const sketched = new SketchedTree({ a: 100_000, ...many(1000, 100) });
    const layout = layoutOf(sketched.tree);
    const first = layout.layOut({ ...view, ...small }, true);
    expect(first.flags[2]).toBe(TileFlag.rest);
    sketched.add('', { b: 30_000 });
    const second = layout.layOut({ ...view, ...small }, true);
    const restOf = (frame: MapFrame) => frame.flags.indexOf(TileFlag.rest);
    expect([first.x[restOf(first)], second.x[restOf(second)]]).toEqual([first.width[1], second.width[1]]);
    expect(second.x[second.node.indexOf(sketched.node('b'))]).toBeGreaterThan(second.x[restOf(second)]!);
  });

  test('keeps tiles where they are through a change of the measure too', () => {
    const sketched = new SketchedTree({ a: 1100, b: 1060 });
    const layout = layoutOf(sketched.tree);
    layout.layOut(view, true);
    sketched.add('', { c: 1200 });
    layout.takeSizes(sizesOf(sketched.tree, 'allocated'));
    expect(arrangement(sketched, layout.layOut(view, true))).toBe('a b c');
  });

  test('shows what a filter leaves of what has grown', () => {
    const sketched = new SketchedTree({ a: { x: 1100 }, b: { x: 1060 } });
    const layout = layoutOf(sketched.tree);
    const filtered = (...paths: string[]) => {
      const shown = new Uint8Array(sketched.tree.nodes.count);
      for (const path of paths) shown[sketched.node(path)] = 1;
      const rules = { measure: 'apparent', everyLink: false } as const;
      layout.takeSizes(
        new EntrySizes(sketched.tree, { ...rules, filter: sumMatches(sketched.tree, shown, rules) }),
      );
      return arrangement(sketched, layout.layOut(view, true));
    };
    layout.layOut(view, true);
    expect(filtered('a/x')).toBe('a');
    expect(filtered('b/x')).toBe('b');
    sketched.add('b', { y: 200 });
    const frame = layout.layOut(view, true);
    expect(frame.bytes[0]).toBe(1060);
    filtered('b/x', 'b/y');
    expect(layout.layOut(view, true).bytes[0]).toBe(1260);
  });

  test('sees what has changed below a folder that was not looked at for a while', () => {
    const sketched = new SketchedTree({ a: { x: { y: 1100 } }, b: { z: 1060 } });
    const layout = layoutOf(sketched.tree);
    const bytesOf = (frame: MapFrame, path: string) => frame.bytes[frame.node.indexOf(sketched.node(path))];
    layout.layOut(view, true);
    sketched.add('a/x', { w: 500 });
    layout.layOut({ ...view, focus: sketched.node('b') }, true);
    layout.layOut({ ...view, width: 5, height: 5 }, true);
    const frame = layout.layOut(view, true);
    expect([bytesOf(frame, 'a/x'), bytesOf(frame, 'a/x/w')]).toEqual([1600, 500]);
  });

  test('moves little: on average no tile by more than a twentieth of the map in a step', () => {
    const sketched = new SketchedTree(
      Object.fromEntries(
        Array.from({ length: 10 }, (_, index) => [`folder ${index}`, many(20, 100 + index)]),
      ),
    );
    const layout = layoutOf(sketched.tree);
    let before = layout.layOut(view, true);
    const moves: number[] = [];
    for (let step = 0; step < 30; step++) {
      sketched.add(`folder ${(step * 7) % 10}`, { [`new ${step}`]: 700, [`newer ${step}`]: 70 });
      const frame = layout.layOut(view, true);
      moves.push(meanMovement(before, frame) / view.width);
      before = frame;
    }
    expect(moves.reduce((sum, move) => sum + move, 0) / moves.length).toBeLessThan(0.05);
  });

  test('is in the end the same as if it had been laid out at once', () => {
    fc.assert(
      fc.property(modelTree, (model) => {
        const tree = buildTree(model);
        const expected = layoutOf(tree).layOut(view, false);
        const grown = growingTree(model);
        const layout = layoutOf(grown.tree);
        for (const grow of grown.steps) {
          grow();
          layout.layOut(view, true);
        }
        const frame = layout.layOut(view, false);
        expect(namesOf(grown.tree, frame)).toEqual(namesOf(tree, expected));
        expect(frame.x).toEqual(expected.x);
      }),
      { numRuns: 30 },
    );
  });
});

/** How far the middles of tiles that are in both frames have moved, in pixels. */
function meanMovement(before: MapFrame, frame: MapFrame): number {
  const places = new Map(Array.from(before.node, (node, tile) => [node, tile]));
  const moves = Array.from(frame.node).flatMap((node, tile) => {
    const old = places.get(node);
    if (old === undefined) return [];
    const across = frame.x[tile]! + frame.width[tile]! / 2 - before.x[old]! - before.width[old]! / 2;
    const down = frame.y[tile]! + frame.height[tile]! / 2 - before.y[old]! - before.height[old]! / 2;
    return [Math.hypot(across, down)];
  });
  return moves.reduce((sum, move) => sum + move, 0) / moves.length;
}

/** The tree of a model, and a step for each directory that is read. */
function growingTree(model: readonly ModelEntry[]) {
  const tree = new Tree();
  appendRoot(tree, model[0]!);
  const sender = newSenderNumbers();
  const builder = new BatchBuilder();
  const children = childrenOf(model);
  const references = new Map([[0, ENGINE_REFERENCE]]);
  const steps = Array.from(children, ([directory, inside]) => () => {
    for (const child of inside) if (children.has(child)) references.set(child, references.size - 1);
    const rows = inside.map((child) => model[child]!);
    tree.append(builder.section(references.get(directory)!, rows).build(), sender);
  });
  return { tree, steps };
}

const namesOf = (tree: Tree, frame: MapFrame) =>
  Array.from(frame.node, (node) => decodeName(tree.nodes.name(node)));
