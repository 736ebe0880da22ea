import { availableParallelism } from 'node:os';
import { lowerBounds } from './lower-bound.js';
import { plainListing, promisesWalk, scans } from './own-programs.js';
import { findPeers } from './peers.js';
import { type Outcome, runRounds } from './rounds.js';
import { renderScanTable } from './scan-table.js';
import type { Context, Section, SectionResult } from './section.js';

const THREAD_COUNTS = [1, 2, 4, 8];

export const warm: Section = {
  title: 'Warm: names and metadata are in the caches of the system',
  run: measureWarm,
};

function measureWarm({ tree, truth, options, progress }: Context): SectionResult {
  const peers = findPeers(tree);
  const bounds = lowerBounds(tree, THREAD_COUNTS);
  const contenders = [
    ...bounds,
    ...scans(tree, [...THREAD_COUNTS, undefined]),
    plainListing(tree),
    promisesWalk(tree),
    ...peers.installed,
  ];
  const outcomes = runRounds(contenders, { title: 'warm', rounds: options.rounds, truth, progress });
  const table = renderScanTable(outcomes, peers, (outcome) =>
    findEqualBound(outcome, outcomes.slice(0, bounds.length)),
  );
  const note = `× N is N threads. The bound is the lower bound with as many threads; for programs that choose by themselves, with as many as there are processors (${availableParallelism()}).`;
  return { markdown: `${note}\n\n${table}`, data: outcomes };
}

function findEqualBound({ contender }: Outcome, bounds: readonly Outcome[]): Outcome | undefined {
  const threads = contender.threads ?? availableParallelism();
  return bounds.findLast((bound) => bound.contender.threads! <= threads);
}
