export interface Summary {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** Summarises numbers in any order; all NaN when there are none. */
export function summarize(values: readonly number[]): Summary {
  const sorted = values.toSorted((a, b) => a - b);
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN;
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  return { median: (lower + upper) / 2, least: sorted[0] ?? NaN, most: sorted.at(-1) ?? NaN };
}

/**
 * Returns the median of the ratios of samples taken side by side. Unlike the ratio of the medians it is not spoilt by a
 * machine that is slow for some rounds.
 */
export function pairedRatio(values: readonly number[], references: readonly number[]): number {
  return summarize(pairUp(values, references).map(([value, reference]) => value / reference)).median;
}

function pairUp(values: readonly number[], references: readonly number[]): [number, number][] {
  const pairs = Math.min(values.length, references.length);
  return Array.from({ length: pairs }, (_, round) => [values[round]!, references[round]!]);
}
