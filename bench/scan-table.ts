import type { Peers } from './peers.js';
import type { Outcome } from './rounds.js';
import { ownTime, peakMemory, type Referee, renderTable, seconds, timesAsLong, wallTime } from './table.js';

/** Table of scans as whole processes, each beside the lower bound that the referee names. */
export function renderScanTable(outcomes: readonly Outcome[], peers: Peers, bound: Referee): string {
  const table = renderTable(outcomes, [
    seconds('whole process, s', wallTime),
    timesAsLong('÷ bound', wallTime, bound),
    seconds('scan itself, s', ownTime),
    timesAsLong('÷ bound itself', ownTime, bound),
    seconds('user, s', (sample) => sample.userSeconds),
    seconds('system, s', (sample) => sample.systemSeconds),
    peakMemory(),
  ]);
  return peers.missing.length === 0 ? table : `${table}\n\nNot installed: ${peers.missing.join(', ')}.`;
}
