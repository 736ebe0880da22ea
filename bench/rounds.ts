import type { Contender, Truth } from './contender.js';
import { measure, type Run, type Usage } from './measure.js';
import { findFault } from './plausibility.js';

export interface Sample extends Usage {
  /** Milliseconds by the program's own clock, without start-up; NaN if it prints none. */
  readonly ownSeconds: number;
}

/** Samples of one contender, one per round: those with the same index were taken side by side. */
export interface Outcome {
  readonly contender: Contender;
  readonly samples: Sample[];
  /** Reason why it was taken out: it did not run, or not to its end. It then has no samples. */
  failure?: string;
  /** First problem with its output. Its samples stay, to be read with that in mind. */
  fault?: string;
}

export interface Plan {
  readonly title: string;
  readonly rounds: number;
  readonly truth: Truth;
  readonly progress: (line: string) => void;
  /** Called before every timed run. */
  readonly prepare?: () => void;
}

/**
 * Runs every contender once untimed, which warms the caches and checks it, then in rounds, A B C A B C: other work on the
 * machine slows all alike.
 */
export function runRounds(contenders: readonly Contender[], plan: Plan): Outcome[] {
  const outcomes = contenders.map((contender): Outcome => ({ contender, samples: [] }));
  for (const outcome of outcomes) {
    plan.progress(`${plan.title}, rehearsal: ${outcome.contender.name}`);
    rehearse(outcome, plan.truth);
  }
  for (let round = 1; round <= plan.rounds; round++) {
    for (const outcome of outcomes.filter(({ failure }) => failure === undefined)) {
      plan.prepare?.();
      plan.progress(`${plan.title}, round ${round} of ${plan.rounds}: ${outcome.contender.name}`);
      takeSample(outcome, plan.truth);
    }
  }
  return outcomes;
}

function rehearse(outcome: Outcome, truth: Truth): void {
  const run = measure(outcome.contender.rehearsal ?? outcome.contender.command);
  if (run.failure === undefined) checkClaim(outcome, run, truth);
  else takeOut(outcome, run.failure);
}

function takeSample(outcome: Outcome, truth: Truth): void {
  const run = measure(outcome.contender.command);
  if (run.failure !== undefined) {
    takeOut(outcome, run.failure);
    return;
  }
  const hasOutput = outcome.contender.rehearsal === undefined;
  const elapsedMs = hasOutput ? checkClaim(outcome, run, truth) : undefined;
  outcome.samples.push({ ...run.usage, ownSeconds: (elapsedMs ?? NaN) / 1000 });
}

function takeOut(outcome: Outcome, failure: string): void {
  outcome.failure = failure;
  outcome.samples.length = 0;
}

/** Records a problem with the output, and returns the program's own time if it prints one. */
function checkClaim(outcome: Outcome, { output }: Run, truth: Truth): number | undefined {
  try {
    const claim = outcome.contender.readClaim(output);
    const fault = findFault(claim, truth);
    if (fault !== undefined) outcome.fault ??= fault;
    return claim.elapsedMs;
  } catch (error) {
    outcome.fault ??= `unexpected output: ${error instanceof Error ? error.message : error}`;
    return undefined;
  }
}
