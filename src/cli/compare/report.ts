/** Output of `hectare compare` for people. */
import { ChangeKind } from '../../contract/change-kind.js';
import {
  findChangedDirectories,
  findChangedFiles,
  findMoves,
} from '../../core/comparison/largest-changes.js';
import { ROOT_DIRECTORY, ROOT_NODE } from '../../core/tree/tree.js';
import type { ComparedScan, ComparedScans } from '../compared-scan.js';
import { formatBytes, formatCount, plural } from '../numbers.js';
import { terminalText } from '../terminal-text.js';

/** Kinds of changes in the order in which they are shown, with their names. */
const kindNames: readonly (readonly [kind: number, name: string])[] = [
  [ChangeKind.added, 'added'],
  [ChangeKind.removed, 'removed'],
  [ChangeKind.grown, 'grown'],
  [ChangeKind.shrunk, 'shrunk'],
  [ChangeKind.typeChanged, 'of another type'],
  [ChangeKind.moved, 'moved'],
  [ChangeKind.recounted, 'counted at another of their names'],
  [ChangeKind.notComparable, 'not comparable: one of the two scans could not read them, or left them out'],
];

export function compareReport(compared: ComparedScans, top: number): string {
  const sections = [
    totals(compared),
    kinds(compared),
    changedDirectories('Folders that grew most', compared, top, 1),
    changedDirectories('Folders that shrank most', compared, top, -1),
    changedFiles('Files that grew most', compared, top, 1),
    changedFiles('Files that shrank most', compared, top, -1),
    moves(compared, top),
  ];
  return sections.filter((section) => section !== '').join('\n');
}

function totals({ before, after, changes }: ComparedScans): string {
  const isApparent = changes.rules.measure === 'apparent';
  const size = (scan: ComparedScan, apparent: boolean) => {
    const { totals } = scan.tree.directories;
    return apparent ? totals.apparentBytes(ROOT_DIRECTORY) : totals.allocatedBytes(ROOT_DIRECTORY);
  };
  const line = (title: string, scan: ComparedScan) => {
    const bytes = size(scan, isApparent);
    const entries = scan.tree.directories.totals.entries(ROOT_DIRECTORY);
    return (
      `  ${title} ${formatBytes(bytes).padStart(8)} ${isApparent ? 'long' : 'on disk'} ` +
      `(${formatCount(bytes)} bytes), ${plural(entries, 'entry', 'entries')}, ${timeOf(scan)}\n`
    );
  };
  const entries = (scan: ComparedScan) => scan.tree.directories.totals.entries(ROOT_DIRECTORY);
  const change = size(after, isApparent) - size(before, isApparent);
  const other = size(after, !isApparent) - size(before, !isApparent);
  const more = entries(after) - entries(before);
  return (
    `${rootsOf(before, after)}\n\n${line('before', before)}${line('after ', after)}` +
    `  change ${signedBytes(change).padStart(8)} ${isApparent ? 'long' : 'on disk'} ` +
    `(${signed(change)} bytes), ${signedBytes(other)} ${isApparent ? 'on disk' : 'long'}, ` +
    `${signed(BigInt(more))} ${Math.abs(more) === 1 ? 'entry' : 'entries'}\n`
  );
}

/** Returns the roots as they were given or, where one root was named in two ways, its path. */
function rootsOf(before: ComparedScan, after: ComparedScan): string {
  const roots = [before, after].map(({ root }) => terminalText(root));
  if (roots[0] === roots[1]) return roots[0]!;
  return Buffer.compare(before.path, after.path) === 0 ? terminalText(after.path) : roots.join(' → ');
}

const timeOf = ({ started, isSnapshot }: ComparedScan): string =>
  isSnapshot ? new Date(started).toISOString() : 'now';

function kinds({ changes, counts }: ComparedScans): string {
  const lines = kindNames.flatMap(([kind, name]) => {
    const total = counts.total(kind);
    if (total === 0) return [];
    const growth = signedBytes(counts.growth(kind, changes.rules.measure));
    return [`  ${growth.padStart(8)}  ${formatCount(total)} ${name}\n`];
  });
  return lines.length === 0 ? '  nothing has changed\n' : lines.join('');
}

function changedDirectories(title: string, { changes }: ComparedScans, top: number, sign: 1 | -1): string {
  const { entries } = findChangedDirectories(changes, top, sign);
  const rows = entries.filter((entry) => entry !== ROOT_NODE);
  return table(title, { changes }, rows, (entry) => changes.exactChange(entry, changes.rules.measure));
}

function changedFiles(title: string, { changes }: ComparedScans, top: number, sign: 1 | -1): string {
  const { entries } = findChangedFiles(changes, top, sign);
  return table(title, { changes }, entries, (entry) => changes.exactGrowth(entry, changes.rules.measure));
}

function table(
  title: string,
  { changes }: Pick<ComparedScans, 'changes'>,
  entries: readonly number[],
  bytesOf: (entry: number) => bigint,
): string {
  if (entries.length === 0) return '';
  const lines = entries.map((entry) => {
    const path = terminalText(changes.comparison.path(entry));
    return `  ${signedBytes(bytesOf(entry)).padStart(8)}  ${path}${remarks[changes.kind(entry)] ?? ''}\n`;
  });
  return `${title}\n${lines.join('')}`;
}

/** Remarks behind the path of what is not simply larger or smaller. */
const remarks: Readonly<Record<number, string>> = {
  [ChangeKind.added]: '  (added)',
  [ChangeKind.removed]: '  (removed)',
  [ChangeKind.typeChanged]: '  (of another type)',
  [ChangeKind.moved]: '  (moved)',
  [ChangeKind.recounted]: '  (counted at another of its names)',
  [ChangeKind.notComparable]: '  (not comparable)',
};

function moves({ changes }: ComparedScans, top: number): string {
  const { comparison } = changes;
  const { total, entries } = findMoves(changes, top);
  if (entries.length === 0) return '';
  const lines = entries.map((entry) => {
    const bytes = formatBytes(changes.exactChange(entry, changes.rules.measure));
    const from = terminalText(comparison.path(comparison.otherPlace(entry)));
    return `  ${bytes.padStart(8)}  ${from} → ${terminalText(comparison.path(entry))}\n`;
  });
  const more = total > entries.length ? `, the largest of ${formatCount(total)}` : '';
  return `Moved${more}\n${lines.join('')}`;
}

const sign = (value: bigint): string => (value > 0n ? '+' : value < 0n ? '−' : '');
const size = (value: bigint): bigint => (value < 0n ? -value : value);
const signed = (value: bigint): string => `${sign(value)}${formatCount(size(value))}`;
const signedBytes = (bytes: bigint): string => `${sign(bytes)}${formatBytes(size(bytes))}`;
