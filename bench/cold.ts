import { dropCaches, findColdObstacle } from './caches.js';
import { lowerBounds } from './lower-bound.js';
import { plainListing, promisesWalk, scans } from './own-programs.js';
import { findPeers } from './peers.js';
import { type Outcome, runRounds } from './rounds.js';
import { renderScanTable } from './scan-table.js';
import type { Context, Section, SectionResult } from './section.js';
import { summarize } from './statistics.js';

const THREAD_COUNTS = [1, 2, 4, 8, 16];

export const cold: Section = {
  title: 'Cold: the caches of the system are dropped before every run',
  run: measureCold,
};

function measureCold({ tree, truth, options, progress }: Context): SectionResult {
  const obstacle = findColdObstacle(tree);
  if (obstacle !== undefined) return { markdown: `Not measured: ${obstacle}.`, data: { obstacle } };
  const peers = findPeers(tree);
  const bounds = lowerBounds(tree, THREAD_COUNTS);
  const contenders = [
    ...bounds,
    ...scans(tree, [...THREAD_COUNTS, undefined]),
    plainListing(tree),
    promisesWalk(tree),
    ...peers.installed,
  ];
  const plan = { title: 'cold', rounds: options.rounds, truth, progress, prepare: dropCaches };
  const outcomes = runRounds(contenders, plan);
  const best = findFastest(outcomes.slice(0, bounds.length));
  const table = renderScanTable(outcomes, peers, () => best);
  const note = `× N is N threads. The bound is the lower bound at its own best here: ${best?.contender.name ?? 'none'}. The programs themselves come from the disk too.`;
  return { markdown: `${note}\n\n${table}`, data: outcomes };
}

function findFastest(outcomes: readonly Outcome[]): Outcome | undefined {
  const median = ({ samples }: Outcome) => summarize(samples.map((sample) => sample.wallSeconds)).median;
  return outcomes
    .filter(({ failure }) => failure === undefined)
    .toSorted((a, b) => median(a) - median(b))
    .at(0);
}
