import { dropCaches, findColdObstacle } from './caches.js';
import { batchedListings, plainListing } from './own-programs.js';
import { type Outcome, type Plan, runRounds } from './rounds.js';
import type { Context, Section, SectionResult } from './section.js';
import { ownTime, peakMemory, renderTable, seconds, timesAsFast, wallTime } from './table.js';

const SCANNER_COUNTS = [1, 2, 4, 8];

export const listing: Section = {
  title: 'Listing: collectWithBatchedStats against FileListWalker',
  run: measureListing,
};

function measureListing(context: Context): SectionResult {
  const obstacle = findColdObstacle(context.tree);
  const warm = compareListings(context, { title: 'listing, warm' });
  const cold =
    obstacle === undefined
      ? compareListings(context, { title: 'listing, cold', prepare: dropCaches })
      : undefined;
  const coldText = cold === undefined ? `Cold: not measured: ${obstacle}.` : `Cold:\n\n${render(cold)}`;
  return { markdown: `Warm:\n\n${render(warm)}\n\n${coldText}`, data: { warm, cold: cold ?? { obstacle } } };
}

function compareListings(context: Context, plan: Pick<Plan, 'title' | 'prepare'>): Outcome[] {
  const { tree, truth, options, progress } = context;
  const contenders = [plainListing(tree), ...batchedListings(tree, SCANNER_COUNTS)];
  return runRounds(contenders, { ...plan, rounds: options.rounds, truth, progress });
}

function render(outcomes: readonly Outcome[]): string {
  const walker = () => outcomes[0];
  return renderTable(outcomes, [
    seconds('whole process, s', wallTime),
    timesAsFast('× FileListWalker', wallTime, walker),
    seconds('listing itself, s', ownTime),
    timesAsFast('× FileListWalker itself', ownTime, walker),
    peakMemory(),
  ]);
}
