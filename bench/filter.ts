/** Time for a filter to reshape what is shown of 1,000,000 entries: its evaluation, the map, and a list. */

import { FilterEvaluation } from '../src/core/filter/evaluation.js';
import { parseFilter } from '../src/core/filter/parser.js';
import { FileKinds } from '../src/core/kinds/file-kinds.js';
import { LegendKeys } from '../src/core/kinds/legend-keys.js';
import { MapLayout } from '../src/core/map/layout.js';
import { ROOT_DIRECTORY, ROOT_NODE, type Tree } from '../src/core/tree/tree.js';
import { EntrySizes } from '../src/core/view/entry-sizes.js';
import { ListOrders } from '../src/core/view/list-orders.js';
import { GrowingTree } from './growing-tree.js';
import type { Context, Section, SectionResult } from './section.js';
import { summarize } from './statistics.js';

const ENTRIES = 1_000_000;
const PRESENT = 1_790_000_000;
const VIEW = { focus: ROOT_NODE, width: 1920, height: 1080, colours: 'type' } as const;
const RULES = { measure: 'allocated', everyLink: false } as const;
const ORDER = { sort: 'allocated', descending: true } as const;

const LINES = [
  'report',
  'é',
  'photo -thumbnail',
  'ext:jpg,png,svg',
  'kind:image',
  'size>1M',
  'age>1y',
  'owner:1003',
  'path:*.{jpg,png}',
  'path:album*/**/*-1.js',
  'size>100k kind:image -archive age<1y',
  '(report or data) and not (ext:js,ts or size<1k)',
  'path:"@(a|b)*[0-9].js"',
  'path:*[0-9]*',
];

export const filter: Section = { title: `Filters, ${ENTRIES} entries`, run: measureFilters };

interface Row {
  readonly line: string;
  /** Milliseconds per round: the evaluation alone, and everything that follows a key press. */
  readonly evaluation: readonly number[];
  readonly all: readonly number[];
  readonly files: number;
}

function measureFilters({ options, progress }: Context): SectionResult {
  progress('growing a tree');
  const growing = new GrowingTree(ENTRIES);
  const { tree } = growing;
  const step = measureGrowth(growing);
  progress('measuring filters');
  const page = new Page(tree);
  const rows = LINES.map((line) => page.measure(line, options.rounds));
  const lines = rows.map(
    ({ line, evaluation, all, files }) =>
      `| \`${line.replaceAll('|', '\\|')}\` | ${cell(evaluation)} | ${cell(all)} | ${files} |`,
  );
  const head = [
    '| filter | evaluated, ms | with map and list, ms | files left |',
    '| --- | --: | --: | --: |',
  ];
  const note = `While the tree grows by 50,000 entries a frame, \`report\` is evaluated anew in ${cell(step)} ms.`;
  return { markdown: `${[...head, ...lines].join('\n')}\n\n${note}`, data: { rows, step } };
}

function cell(milliseconds: readonly number[]): string {
  const { median, least, most } = summarize(milliseconds);
  return `${median.toFixed(0)} (${least.toFixed(0)}–${most.toFixed(0)})`;
}

/** Grows the tree to its end. */
function measureGrowth(growing: GrowingTree): number[] {
  const evaluation = evaluationOf(growing.tree, 'report', new FileKinds(growing.tree.nodes));
  const milliseconds: number[] = [];
  while (!growing.isComplete) {
    for (let more = 0; more < 6 && !growing.isComplete; more++) growing.grow();
    const start = performance.now();
    evaluation.evaluate(RULES);
    milliseconds.push(performance.now() - start);
  }
  return milliseconds;
}

function evaluationOf(tree: Tree, line: string, kinds: FileKinds): FilterEvaluation {
  const { filter: parsed, problem } = parseFilter(line);
  if (problem !== null) throw new Error(`${line}: ${problem.problem}`);
  const ownerName = (uid: number) => `user${uid}`;
  return new FilterEvaluation(tree, parsed, { measure: RULES.measure, now: PRESENT, kinds, ownerName });
}

/** The parts of a page's view that change with each filter. */
class Page {
  private readonly tree: Tree;
  private readonly kinds: FileKinds;
  private readonly layout: MapLayout;
  private readonly orders: ListOrders;

  constructor(tree: Tree) {
    this.tree = tree;
    this.kinds = new FileKinds(tree.nodes);
    this.layout = new MapLayout(new EntrySizes(tree, RULES), new LegendKeys(tree, this.kinds, PRESENT));
    this.orders = new ListOrders(tree);
    this.layout.layOut(VIEW, false);
  }

  measure(line: string, rounds: number): Row {
    const evaluation: number[] = [];
    const all: number[] = [];
    let files = 0;
    for (let round = 0; round < rounds; round++) {
      const start = performance.now();
      const filtered = evaluationOf(this.tree, line, this.kinds).evaluate(RULES);
      evaluation.push(performance.now() - start);
      const sizes = new EntrySizes(this.tree, { ...RULES, filter: filtered });
      this.layout.takeSizes(sizes);
      this.layout.layOut(VIEW, false);
      this.orders.window(ROOT_DIRECTORY, ORDER, sizes, 0, 100);
      all.push(performance.now() - start);
      files = filtered.files(ROOT_DIRECTORY);
    }
    return { line, evaluation, all, files };
  }
}
