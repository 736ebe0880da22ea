/** What is measured against what is wanted. */
import { summarize } from '../statistics.js';

export interface Figure {
  readonly what: string;
  readonly values: readonly number[];
  readonly unit: string;
  /** As it is said in a table: "≤ 50 ms". */
  readonly wanted?: string;
}

/** Medians with the least and the most, as Markdown. */
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

/** The value below which so large a share of all lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
