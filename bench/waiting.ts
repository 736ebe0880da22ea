import { type EngineRun, runEngine } from './engine-program.js';
import type { Context, Section, SectionResult } from './section.js';
import { pairedRatio, summarize } from './statistics.js';
import { provideTree } from './tree.js';
import { measureWait, WAIT_MS } from './waiting-reader.js';

/** Number of files. With fewer, the start of eight threads on two processors would be measured too. */
const FILES = 60_000;
/** Required speed of each number of scanners, as a multiple of one scanner's. */
const TARGETS: ReadonlyMap<number, number> = new Map([
  [1, 1],
  [2, 1.7],
  [4, 3.3],
  [8, 6],
]);

export const waiting: Section = {
  title: `Waiting: every stat waits ${WAIT_MS * 1000} µs, and nothing else does`,
  run: measureWaiting,
};

async function measureWaiting({ options, progress }: Context): Promise<SectionResult> {
  const tree = provideTree(Math.min(FILES, options.files), progress);
  const counts = [...TARGETS.keys()];
  const runs = new Map(counts.map((count): [number, EngineRun[]] => [count, []]));
  for (let round = 1; round <= options.rounds; round++) {
    for (const count of counts) {
      progress(`waiting, round ${round} of ${options.rounds}: ${count} scanners`);
      runs.get(count)!.push(await runEngine('waiting-scanner', count, tree));
    }
  }
  const waitMs = measureWait();
  return { markdown: render(runs, waitMs), data: { waitMs, runs: Object.fromEntries(runs) } };
}

function render(runs: ReadonlyMap<number, readonly EngineRun[]>, waitMs: number): string {
  const times = (count: number) => runs.get(count)!.map(({ elapsedMs }) => elapsedMs);
  const rows = [...runs.keys()].map((count) => {
    const gain = pairedRatio(times(1), times(count));
    const { median } = summarize(times(count));
    return `| ${count} | ${(median / 1000).toFixed(2)} | ${gain.toFixed(2)} | ${TARGETS.get(count)!.toFixed(1)} |`;
  });
  const entries = runs.get(1)![0]!.entries;
  return [
    `${entries} entries. One wait takes ${(waitMs * 1000).toFixed(0)} µs here: the timers of the system are late by some, and by more the busier it is.`,
    '',
    '| scanners | scan itself, s | × one scanner | wanted |',
    '| --: | --: | --: | --: |',
    ...rows,
  ].join('\n');
}
