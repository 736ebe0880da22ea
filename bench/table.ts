import type { Outcome, Sample } from './rounds.js';
import { pairedRatio, summarize } from './statistics.js';

export interface Column {
  readonly title: string;
  readonly cell: (outcome: Outcome) => string;
}

type Measure = (sample: Sample) => number;

export const ownTime: Measure = (sample) => sample.ownSeconds;
export const wallTime: Measure = (sample) => sample.wallSeconds;

/** Formats the median, followed by the minimum and the maximum. */
export function seconds(title: string, measure: Measure): Column {
  return {
    title,
    cell: ({ samples }) => {
      const { median, least, most } = summarize(samples.map(measure));
      return Number.isNaN(median) ? '–' : `${median.toFixed(3)} (${least.toFixed(3)}–${most.toFixed(3)})`;
    },
  };
}

export function peakMemory(): Column {
  return {
    title: 'peak MiB',
    cell: ({ samples }) => format(summarize(samples.map((sample) => sample.peakBytes / 2 ** 20)).median, 0),
  };
}

/** Formats the time as a multiple of the reference's in the same round. */
export function timesAsLong(title: string, measure: Measure, reference: Referee): Column {
  return { title, cell: (outcome) => format(compare(outcome, reference(outcome), measure), 2) };
}

/** Formats the speed as a multiple of the reference's in the same round. */
export function timesAsFast(title: string, measure: Measure, reference: Referee): Column {
  return {
    title,
    cell: (outcome) => {
      const other = reference(outcome);
      return format(other === undefined ? NaN : compare(other, outcome, measure), 2);
    },
  };
}

/** Returns the outcome to compare with; undefined if that one failed. */
export type Referee = (outcome: Outcome) => Outcome | undefined;

function compare(outcome: Outcome, reference: Outcome | undefined, measure: Measure): number {
  return pairedRatio(outcome.samples.map(measure), (reference?.samples ?? []).map(measure));
}

function format(value: number, digits: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(digits);
}

/** Formats a row per contender, and below the table which numbers are doubtful and why. */
export function renderTable(outcomes: readonly Outcome[], columns: readonly Column[]): string {
  const rows = [
    ['', ...columns.map(({ title }) => title)],
    ['---', ...columns.map(() => '--:')],
    ...outcomes.map((outcome) => [renderName(outcome), ...renderCells(outcome, columns)]),
  ];
  const table = rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const remarks = outcomes.flatMap(renderRemark);
  return remarks.length === 0 ? table : `${table}\n\n${remarks.join('\n')}`;
}

function renderName({ contender, fault }: Outcome): string {
  return fault === undefined ? contender.name : `${contender.name} (wrong output)`;
}

function renderCells(outcome: Outcome, columns: readonly Column[]): string[] {
  if (outcome.failure !== undefined) return columns.map((_, index) => (index === 0 ? 'failed' : ''));
  return columns.map(({ cell }) => cell(outcome));
}

function renderRemark({ contender, failure, fault }: Outcome): string[] {
  if (failure !== undefined) return [`- **${contender.name}** failed: ${failure}`];
  return fault === undefined ? [] : [`- **${contender.name}** was wrong: ${fault}`];
}
