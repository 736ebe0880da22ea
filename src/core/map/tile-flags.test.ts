import { describe, expect, test } from 'vitest';
import { describeTiles, lay, layoutOf, many, small, view } from '../../../test/support/trees/map.js';
import { modes } from '../../../test/support/trees/model-tree.js';
import { SketchedTree, special } from '../../../test/support/trees/sketch-tree.js';
import { TileFlag } from '../../contract/entries.js';
import { NodeFlag } from '../../contract/entry-batch.js';
import { EntrySizes } from '../view/entry-sizes.js';

describe('what has no honest size', () => {
  const sketch = {
    a: 900,
    mount: special({ mode: modes.directory, flags: NodeFlag.otherMount, blocks: 8n }),
    left: special({ flags: NodeFlag.excluded }),
    failed: special({ errno: 13 }),
    folder: { locked: {}, half: { b: 300 } },
  };
  const options = { failing: { 'folder/locked': 13, 'folder/half': 5 }, pending: [] };

  test('is flagged, and has a sliver at the bottom if it has no area', () => {
    const sketched = new SketchedTree(sketch, options);
    const frame = layoutOf(sketched.tree).layOut(view, false);
    expect(describeTiles(sketched, frame)).toEqual([
      ': 0 0 400 × 300',
      'a: 0 0 300 × 292',
      'folder: 300 0 100 × 292',
      'mount: 0 292 32 × 8',
      'left: 32 292 32 × 8',
      'failed: 64 292 32 × 8',
      'folder/half: 302 18 96 × 264',
      'folder/locked: 302 282 32 × 8',
      'folder/half/b: 304 36 92 × 244',
    ]);
    expect(Array.from(frame.flags).slice(3, 8)).toEqual([
      TileFlag.directory | TileFlag.otherMount,
      TileFlag.excluded,
      TileFlag.unreadable,
      TileFlag.directory | TileFlag.unreadable,
      TileFlag.directory | TileFlag.unreadable,
    ]);
  });

  test('has none where there is no room', () => {
    const sketched = new SketchedTree(sketch, options);
    const frame = layoutOf(sketched.tree).layOut({ ...view, width: 400, height: 31 }, false);
    expect(Array.from(frame.node)).not.toContain(sketched.node('mount'));
    expect(Array.from(frame.node)).toContain(sketched.node('folder/half/b'));
  });

  test('has as many as there is room for', () => {
    const mounts = Array.from({ length: 100 }, (_, index) => [
      `mount ${index}`,
      special({ mode: modes.directory, flags: NodeFlag.otherMount }),
    ]);
    const { frame } = lay({ a: 100, ...Object.fromEntries(mounts) }, { width: 100 });
    const slivers = Array.from(frame.width).filter(
      (_, tile) => (frame.flags[tile]! & TileFlag.otherMount) !== 0,
    );
    expect(slivers).toEqual(new Array(12).fill(Math.fround(100 / 12)));
  });

  test('is not counted in the rest', () => {
    const failed = special({ errno: 13 });
    const { sketched, frame } = lay({ a: 300_000, ...many(1000, 100), failed, 'failed 2': failed }, small);
    expect(describeTiles(sketched, frame)[2]).toBe(' *1000: 60 0 20 × 32');
  });

  test('are folders that were not read, once the scan has ended', () => {
    const sketched = new SketchedTree({ a: 900, folder: {} }, { pending: ['folder'] });
    const layout = layoutOf(sketched.tree);
    expect(layout.layOut(view, true).node.length).toBe(2);
    const frame = layout.layOut(view, false);
    expect(frame.flags[2]).toBe(TileFlag.directory | TileFlag.partial);
  });

  test('are further names of an inode, which have an area where every name counts', () => {
    const twin = special({ links: 2, inode: 7n, apparentBytes: 700n, blocks: 2n });
    const sketched = new SketchedTree({ a: 700, twin, 'twin 2': twin });
    const layout = layoutOf(sketched.tree);
    expect(Array.from(layout.layOut(view, false).flags)).toEqual([TileFlag.directory, 0, 0]);
    layout.takeSizes(new EntrySizes(sketched.tree, { measure: 'apparent', everyLink: true }));
    expect(Array.from(layout.layOut(view, false).flags)).toEqual([
      TileFlag.directory,
      0,
      0,
      TileFlag.duplicate,
    ]);
  });
});
