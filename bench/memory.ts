import { type EngineRun, runEngine } from './engine-program.js';
import type { Context, Section, SectionResult } from './section.js';
import { summarize } from './statistics.js';
import { syntheticRoot } from './synthetic-reader.js';
import { provideTree } from './tree.js';

const ENTRIES = 1_000_000;
/** Number of files: with their directories, 1,000,000 entries. */
const FILES = 882_354;
const SCANNERS = 2;

export const memory: Section = {
  title: 'Memory: bytes an entry, names included',
  run: measureMemory,
};

async function measureMemory({ options, progress }: Context): Promise<SectionResult> {
  const tree = options.tree ?? provideTree(FILES, progress);
  const synthetic: EngineRun[] = [];
  const real: EngineRun[] = [];
  for (let round = 1; round <= options.rounds; round++) {
    progress(`memory, round ${round} of ${options.rounds}`);
    synthetic.push(await runEngine('synthetic-scanner', SCANNERS, syntheticRoot(ENTRIES)));
    real.push(await runEngine('scanner', SCANNERS, tree));
  }
  const rows = [renderRow('made up', synthetic), renderRow('on disk', real)];
  return { markdown: [...HEADER, ...rows].join('\n'), data: { synthetic, real } };
}

const HEADER = [
  `Resident memory of a process with its engine and ${SCANNERS} scanners, once the scan and its threads have ended. What is`,
  'taken off is the same process before: when it had read and forgotten a small folder, or when Node had just started. The',
  'latter holds code and what the allocators of the threads keep back, which do not grow with the entries.',
  '',
  '| tree | entries | bytes an entry, less the engine at rest | less Node alone | peak MiB |',
  '| --- | --: | --: | --: | --: |',
];

function renderRow(name: string, runs: readonly EngineRun[]): string {
  const median = (of: (run: EngineRun) => number) => summarize(runs.map(of)).median;
  const less = (start: 'atRest' | 'bare') =>
    median((run) => (run.after - run[start]) / run.entries).toFixed(1);
  const peak = median(({ peakBytes }) => peakBytes / 2 ** 20).toFixed(0);
  return `| ${name} | ${runs[0]!.entries} | ${less('atRest')} | ${less('bare')} | ${peak} |`;
}
