/** Time for core to lay out maps, and to sort and group for lists and panels, at 1,000,000 entries. */
import type { SortKey } from '../src/contract/lists.js';
import { FileKinds } from '../src/core/kinds/file-kinds.js';
import { LegendKeys } from '../src/core/kinds/legend-keys.js';
import type { MapFrame } from '../src/core/map/frame.js';
import { type LayoutInput, MapLayout } from '../src/core/map/layout.js';
import type { Tree } from '../src/core/tree/tree.js';
import { EntrySizes } from '../src/core/view/entry-sizes.js';
import { Groups } from '../src/core/view/groups.js';
import { findLargestFiles } from '../src/core/view/largest-files.js';
import { ListOrders } from '../src/core/view/list-orders.js';
import { findNodes } from '../src/core/view/node-search.js';
import { GrowingTree } from './growing-tree.js';
import type { Context, Section, SectionResult } from './section.js';
import { summarize } from './statistics.js';

const ENTRIES = 1_000_000;
const PRESENT = 1_790_000_000;
const WINDOWS = [
  [1200, 800],
  [1920, 1080],
  [3000, 1800],
] as const;
const VIEW: LayoutInput = { focus: 0, width: 1920, height: 1080, colours: 'type' };
const SORTS: readonly SortKey[] = ['allocated', 'apparent', 'modified', 'files', 'name'];
/** Number of frames: ten a second during a scan of two seconds. */
const GROWTHS_PER_FRAME = 6;

export const map: Section = { title: `The map and the lists, ${ENTRIES} entries`, run: measureMap };

interface Row {
  readonly what: string;
  readonly milliseconds: readonly number[];
  readonly remark: string;
}

function measureMap({ options, progress }: Context): SectionResult {
  const { rounds } = options;
  progress('growing a tree, a frame at a time');
  const { tree, rows: growing } = grow(rounds);
  progress('making a folder of as many names');
  const flat = complete(new GrowingTree(ENTRIES, true));
  progress('measuring maps, lists and panels');
  const rows = [
    ...WINDOWS.flatMap(([width, height]) =>
      maps('tree of folders', tree, rounds, { ...VIEW, width, height }),
    ),
    ...maps('largest folder', tree, rounds, { ...VIEW, focus: largestFolder(tree) }),
    ...maps('one folder', flat, rounds, VIEW),
    ...growing,
    ...SORTS.flatMap((sort) => orders(flat, sort, rounds)),
    ...panels(tree, rounds),
  ];
  const lines = rows.map(({ what, milliseconds, remark }) => {
    const { median, least, most } = summarize(milliseconds);
    return `| ${what} | ${median.toFixed(1)} (${least.toFixed(1)}–${most.toFixed(1)}) | ${remark} |`;
  });
  return { markdown: ['| | ms | |', '| --- | --: | --- |', ...lines].join('\n'), data: rows };
}

const sizesOf = (tree: Tree): EntrySizes => new EntrySizes(tree, { measure: 'allocated', everyLink: false });
const legendOf = (tree: Tree): LegendKeys => new LegendKeys(tree, new FileKinds(tree.nodes), PRESENT);

function complete(growing: GrowingTree): Tree {
  while (!growing.isComplete) growing.grow();
  return growing.tree;
}

function time(act: () => void): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}

const repeat = (rounds: number, act: () => void): number[] => Array.from({ length: rounds }, () => time(act));

/** Measures the first frame, with nothing cached, and the frames of a window that is being resized. */
function maps(title: string, tree: Tree, rounds: number, view: LayoutInput): Row[] {
  const layout = new MapLayout(sizesOf(tree), legendOf(tree));
  const name = `${title}, ${view.width} × ${view.height}`;
  let tiles = 0;
  const first = repeat(rounds, () => {
    layout.forget();
    tiles = layout.layOut(view, false).node.length;
  });
  let narrower = 0;
  const next = repeat(rounds * 10, () => {
    layout.layOut({ ...view, width: view.width - (narrower++ % 10) }, false);
  });
  return [
    { what: `${name}: first frame`, milliseconds: first, remark: `${tiles} tiles` },
    { what: `${name}: next frames`, milliseconds: next, remark: '' },
  ];
}

function largestFolder(tree: Tree): number {
  const order = { sort: 'allocated', descending: true } as const;
  return new ListOrders(tree).window(0, order, sizesOf(tree), 0, 1)[0]!;
}

/** Lays out frames while a tree grows, and measures how far tiles move. */
function grow(rounds: number): { tree: Tree; rows: Row[] } {
  const milliseconds: number[] = [];
  const movements: number[] = [];
  let tree: Tree | undefined;
  for (let round = 0; round < rounds; round++) {
    const growing = new GrowingTree(ENTRIES);
    tree = growing.tree;
    const layout = new MapLayout(sizesOf(tree), legendOf(tree));
    let before: MapFrame | undefined;
    while (!growing.isComplete) {
      for (let more = 0; more < GROWTHS_PER_FRAME && !growing.isComplete; more++) growing.grow();
      let frame: MapFrame | undefined;
      milliseconds.push(
        time(() => {
          frame = layout.layOut(VIEW, true);
        }),
      );
      if (before !== undefined) movements.push((100 * meanMovement(before, frame!)) / VIEW.width);
      before = frame;
    }
  }
  const { median, most } = summarize(movements);
  const remark = `tiles move by ${median.toFixed(1)} % of the width, ${most.toFixed(1)} % at most, on average`;
  return { tree: tree!, rows: [{ what: 'frames while the tree grows', milliseconds, remark }] };
}

/** Returns how far the centres of tiles moved that are in both frames, in pixels. */
function meanMovement(before: MapFrame, frame: MapFrame): number {
  const places = new Map(Array.from(before.node, (node, tile) => [node, tile]));
  let sum = 0;
  let count = 0;
  frame.node.forEach((node, tile) => {
    const old = places.get(node);
    if (old === undefined) return;
    const across = frame.x[tile]! + frame.width[tile]! / 2 - before.x[old]! - before.width[old]! / 2;
    const down = frame.y[tile]! + frame.height[tile]! / 2 - before.y[old]! - before.height[old]! / 2;
    sum += Math.hypot(across, down);
    count++;
  });
  return sum / count;
}

function orders(tree: Tree, sort: SortKey, rounds: number): Row[] {
  const childOrders = new ListOrders(tree);
  const sizes = sizesOf(tree);
  const order = { sort, descending: true };
  const first = repeat(rounds, () => {
    childOrders.forget();
    childOrders.window(0, order, sizes, 0, 100);
  });
  const middle = time(() => childOrders.window(0, order, sizes, ENTRIES / 2, 100));
  const next = repeat(rounds * 10, () => childOrders.window(0, order, sizes, ENTRIES / 2, 100));
  return [
    { what: `one folder by ${sort}: its first rows`, milliseconds: first, remark: '' },
    { what: `one folder by ${sort}: rows in the middle`, milliseconds: [middle], remark: 'the first time' },
    { what: `one folder by ${sort}: rows in the middle`, milliseconds: next, remark: 'again' },
  ];
}

function panels(tree: Tree, rounds: number): Row[] {
  const sizes = sizesOf(tree);
  const kinds = new FileKinds(tree.nodes);
  const { owners } = legendOf(tree);
  const groups = () =>
    new Groups(tree.nodes, PRESENT, { kinds, owners, ownerName: String, byChange: () => [] });
  const row = (what: string, act: () => void): Row => ({
    what,
    milliseconds: repeat(rounds, act),
    remark: '',
  });
  return [
    row('groups by type', () => groups().by('type', sizes)),
    row('groups by extension', () => groups().byExtension(sizes, 100)),
    row('groups by age', () => groups().by('age', sizes)),
    row('groups by owner', () => groups().by('owner', sizes)),
    row('the 1,000 largest files', () => findLargestFiles(sizes, 1000)),
    row('1,000 names that hold "report"', () => findNodes(sizes, 'report', 1000)),
  ];
}
