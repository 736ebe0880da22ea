import type { Measure } from '../../../src/contract/entries.js';
import { TileFlag } from '../../../src/contract/entries.js';
import { FileKinds } from '../../../src/core/kinds/file-kinds.js';
import { LegendKeys } from '../../../src/core/kinds/legend-keys.js';
import type { MapFrame } from '../../../src/core/map/frame.js';
import { MapLayout } from '../../../src/core/map/layout.js';
import type { Tree } from '../../../src/core/tree/tree.js';
import { EntrySizes } from '../../../src/core/view/entry-sizes.js';
import { type Sketch, SketchedTree } from './sketch-tree.js';

export const view = { focus: 0, width: 400, height: 300, colours: 'type' as const };
/** A map so small that a thousandth of a quarter of it is too small for a tile. */
export const small = { width: 80, height: 40 };
export const sizesOf = (tree: Tree, measure: Measure = 'apparent') =>
  new EntrySizes(tree, { measure, everyLink: false });

export function layoutOf(tree: Tree, mostTiles?: number, sizes = sizesOf(tree)): MapLayout {
  return new MapLayout(sizes, new LegendKeys(tree, new FileKinds(tree.nodes), 0), mostTiles);
}

export function lay(sketch: Sketch, changes: Partial<typeof view> = {}, mostTiles?: number) {
  const sketched = new SketchedTree(sketch);
  const frame = layoutOf(sketched.tree, mostTiles).layOut({ ...view, ...changes }, false);
  return { sketched, frame };
}

/** Formats tiles as "path: x y width × height", rounded; a rest with a star and its count. */
export function describeTiles(sketched: SketchedTree, frame: MapFrame): string[] {
  return Array.from(frame.node, (node, tile) => {
    const [x, y, width, height] = [frame.x, frame.y, frame.width, frame.height].map((column) =>
      Math.round(column[tile]!),
    );
    const isRest = (frame.flags[tile]! & TileFlag.rest) !== 0;
    const rest = isRest ? ` *${frame.entries[tile]}` : '';
    return `${sketched.path(node)}${rest}: ${x} ${y} ${width} × ${height}`;
  });
}

export const many = (count: number, bytes: number): Sketch =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`small ${index}`, bytes]));
