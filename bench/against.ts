/** Compares this checkout with another one: both run the same sections by turns, each time in a process of its own. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Options } from './options.js';
import { pairedRatio, summarize } from './statistics.js';

/** Best samples of one run, by the name of the figure: what else the machine does only adds to them. */
type Figures = ReadonlyMap<string, number>;

const checkout = resolve(import.meta.dirname, '..');
/** Rounds of one process: the first ones run code that is not compiled yet. */
const INNER_ROUNDS = 5;

/** Returns a Markdown table of ratios, this checkout's figures over the other's, the worst first. */
export function compareCheckouts(other: string, options: Options, progress: (line: string) => void): string {
  const ours: Figures[] = [];
  const theirs: Figures[] = [];
  for (let round = 1; round <= options.rounds; round++) {
    // Each goes first in every second round.
    const turns = [
      { folder: checkout, runs: ours },
      { folder: other, runs: theirs },
    ];
    for (const { folder, runs } of round % 2 === 0 ? turns.reverse() : turns) {
      progress(`against, round ${round} of ${options.rounds}: ${folder}`);
      runs.push(runSections(folder, options));
    }
  }
  return renderRatios(ours, theirs);
}

function runSections(folder: string, { files, only, tree }: Options): Figures {
  const scratch = mkdtempSync(join(tmpdir(), 'hectare-against-'));
  try {
    const json = join(scratch, 'results.json');
    const words = [
      '--files',
      `${files}`,
      '--rounds',
      `${INNER_ROUNDS}`,
      '--only',
      only.join(),
      '--json',
      json,
    ];
    if (tree !== undefined) words.push('--tree', tree);
    const program = [join(folder, 'node_modules/.bin/tsx'), join(folder, 'bench/main.ts')] as const;
    const { status } = spawnSync(program[0], [program[1], ...words], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status !== 0) throw new Error(`the benchmark of ${folder} failed`);
    const { results } = JSON.parse(readFileSync(json, 'utf8')) as { results: unknown };
    const samples = new Map<string, number[]>();
    collect(results, '', samples);
    return new Map(Array.from(samples, ([name, values]) => [name, summarize(values).least]));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** Collects the numbers of a result by the names on the way to them. Samples of one figure have one name. */
function collect(value: unknown, name: string, samples: Map<string, number[]>): void {
  if (typeof value === 'number') {
    samples.set(name, [...(samples.get(name) ?? []), value]);
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, `${name}${nameOf(item)}`, samples);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) collect(inner, `${name} / ${key}`, samples);
  }
}

/** Returns the name by which an item of a list is told from the others; empty for one of several samples. */
function nameOf(item: unknown): string {
  const { what, line, remark, contender } = Object(item) as Record<string, unknown>;
  const name = what ?? line ?? (contender as { readonly name?: string } | undefined)?.name;
  return name === undefined
    ? ''
    : ` / ${name}${remark === 'again' || remark === 'the first time' ? `, ${remark}` : ''}`;
}

function renderRatios(ours: readonly Figures[], theirs: readonly Figures[]): string {
  const rows = [...ours[0]!.keys()]
    .filter((name) => theirs[0]!.has(name))
    .map((name) => {
      const mine = ours.map((run) => run.get(name) ?? NaN);
      const others = theirs.map((run) => run.get(name) ?? NaN);
      return { name, ratio: pairedRatio(mine, others), mine: summarize(mine), others: summarize(others) };
    })
    .filter(({ ratio, mine, others }) => ratio !== 1 || mine.median !== others.median)
    .sort((a, b) => b.ratio - a.ratio);
  const lines = rows.map(
    ({ name, ratio, mine, others }) =>
      `| ${name.slice(3)} | ${mine.median.toPrecision(4)} | ${others.median.toPrecision(4)} | ${ratio.toFixed(3)} |`,
  );
  return ['| figure | here | there | median of ratios |', '| --- | --: | --: | --: |', ...lines].join('\n');
}
