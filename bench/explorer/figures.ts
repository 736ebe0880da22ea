/** Measured figures, each with its target. */
import { summarize } from '../statistics.js';

export interface Figure {
  readonly what: string;
  readonly values: readonly number[];
  readonly unit: string;
  /** Target as a table shows it: "≤ 50 ms". */
  readonly wanted?: string;
}

/** Formats medians with minimum and maximum as Markdown. */
export function renderFigures(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, values, unit, wanted = '' }) => {
    const { median, least, most } = summarize(values);
    const range = values.length > 1 ? ` (${format(least)}–${format(most)})` : '';
    const shown = values.length === 0 ? 'not seen' : `${format(median)}${range}`;
    return `| ${what} | ${shown} | ${unit} | ${wanted} |`;
  });
  return ['| | measured | | wanted |', '| --- | --: | --- | --: |', ...rows].join('\n');
}

const format = (value: number): string => value.toFixed(Math.abs(value) < 10 ? 1 : 0);

/** Returns the value below which a share of all lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
