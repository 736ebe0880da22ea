import { type Compiled, compile } from './compile.js';
import { type Contender, readJsonClaim, type Truth } from './contender.js';
import { measure } from './measure.js';

/** Makes one contender per thread count. Throws if the program cannot be built. */
export function lowerBounds(tree: string, threadCounts: readonly number[]): Contender[] {
  const compiled = compile('lower-bound');
  return threadCounts.map((threads) => ({
    name: `lower bound × ${threads}`,
    threads,
    command: [programOf(compiled), `${threads}`, tree],
    readClaim: readJsonClaim,
  }));
}

/** Counts the tree. Throws if the lower bound cannot run, since nothing can be checked then. */
export function findTruth(tree: string): Truth {
  const run = measure([programOf(compile('lower-bound')), '1', tree]);
  if (run.failure !== undefined) throw new Error(`the lower bound failed: ${run.failure}`);
  return JSON.parse(run.output) as Truth;
}

function programOf(compiled: Compiled): string {
  if ('obstacle' in compiled) throw new Error(`the lower bound cannot be built: ${compiled.obstacle}`);
  return compiled.program;
}
