/** Output of `hectare scan` for people. */

import { NodeFlag, UNCOUNTED } from '../contract/entry-batch.js';
import { Largest } from '../core/columns/largest.js';
import { encodeName } from '../core/columns/text.js';
import { isDirectory } from '../core/tree/mode.js';
import { comparePaths } from '../core/tree/path-order.js';
import { fullPath } from '../core/tree/paths.js';
import { ROOT_DIRECTORY, type Tree } from '../core/tree/tree.js';
import { formatBytes, formatCount, plural } from './numbers.js';
import { entryCount, type RootSummary } from './scan-summary.js';
import { terminalText } from './terminal-text.js';

/** Mounts that a report names. */
const maxNamedMounts = 20;

export interface ReportOptions {
  readonly top: number;
  readonly depth: number;
  readonly apparent?: true;
  readonly countLinks?: true;
}

export function scanReport(summary: RootSummary, tree: Tree, options: ReportOptions): string {
  const sections = [
    `${terminalText(encodeName(summary.root!))}${summary.complete ? '' : '  (partial: the scan was ended early)'}\n`,
    totals(summary, options),
    table('Largest folders', largestFolders(tree, options), tree),
    table('Largest files', largestFiles(tree, options), tree),
    outcome(summary),
  ];
  return sections.filter((section) => section !== '').join('\n');
}

export function totalReport(summary: RootSummary, options: ReportOptions): string {
  const title = summary.complete ? 'Total' : 'Total  (partial: not all folders were read to their end)';
  return [`\n${title}\n`, totals(summary, options), outcome(summary)].join('\n');
}

function totals(summary: RootSummary, options: ReportOptions): string {
  const { files, directories, symlinks, others, hardLinks, allocatedBytes, apparentBytes } = summary;
  const size = (bytes: bigint, what: string) =>
    `  ${formatBytes(bytes).padStart(8)}  ${what} (${formatCount(bytes)} bytes)\n`;
  const sizes = [size(allocatedBytes, 'on disk'), size(apparentBytes, 'long')];
  const links =
    hardLinks.paths > hardLinks.files
      ? `  ${linkedNames(hardLinks)}; ` +
        `${options.countLinks ? 'counted at each' : 'counted once, which saves'} ` +
        `${options.countLinks ? '' : formatBytes(hardLinks.duplicateBytes)}`.trimEnd() +
        '\n'
      : '';
  const counts =
    `  ${plural(entryCount(summary), 'entry', 'entries')}: ${plural(files, 'file', 'files')}, ` +
    `${plural(directories, 'folder', 'folders')}, ${plural(symlinks, 'symbolic link', 'symbolic links')}` +
    `${others > 0 ? `, ${plural(others, 'other', 'others')}` : ''}\n`;
  return (options.apparent ? sizes.reverse() : sizes).join('') + counts + links;
}

/** Describes names of hard links. In a later folder, they may all be of files that an earlier one has counted. */
const linkedNames = ({ files, paths }: RootSummary['hardLinks']): string =>
  files > 0
    ? `${plural(files, 'file has', 'files have')} ${formatCount(paths)} names`
    : `${plural(paths, 'name is of a file', 'names are of files')} in an earlier folder`;

function outcome(summary: RootSummary): string {
  const failures = summary.errors.length;
  const mounts = summary.otherMounts.length;
  const lines = [
    mounts > 0
      ? `  ${plural(mounts, 'other mount', 'other mounts')} not entered (--cross-mounts enters them)\n` +
        namedMounts(summary)
      : '',
    failures > 0
      ? `  ${plural(failures, 'error', 'errors')}: the totals are too low by what could not be read\n`
      : '',
    summary.trusted.files > 0
      ? `  ${plural(summary.trusted.files, 'file', 'files')} (${formatBytes(summary.trusted.allocatedBytes)}) ` +
        'taken over from the scan before, and not looked at\n'
      : '',
    // why: a snapshot may be anybody's, and its header say what it likes.
    `  ${(summary.elapsedMilliseconds / 1000).toFixed(2)} s, ${terminalText(encodeName(summary.backend))} × ${summary.scanners}` +
      `${summary.refused.length > 0 ? ` (not ${summary.refused.join(', ')})` : ''}\n`,
  ];
  return lines.join('');
}

/** Names the mounts that were not entered, and what stands there. */
function namedMounts({ otherMounts, mountAliases }: RootSummary): string {
  const sources = new Map(mountAliases.map(({ path, source }) => [terminalText(path), terminalText(source)]));
  const lines = otherMounts.slice(0, maxNamedMounts).map((path) => {
    const source = sources.get(terminalText(path));
    return `    ${terminalText(path)}${source === undefined ? '' : ` (the same as ${source})`}\n`;
  });
  const left = otherMounts.length - lines.length;
  return lines.join('') + (left > 0 ? `    … and ${formatCount(left)} more\n` : '');
}

interface Row {
  readonly node: number;
  readonly bytes: bigint;
}

function table(title: string, rows: readonly Row[], tree: Tree): string {
  if (rows.length === 0) return '';
  const lines = rows.map(
    ({ node, bytes }) => `  ${formatBytes(bytes).padStart(8)}  ${terminalText(fullPath(tree, node))}\n`,
  );
  return `${title}\n${lines.join('')}`;
}

function largestFolders({ nodes, directories }: Tree, options: ReportOptions): Row[] {
  const { totals } = directories;
  const largest = new Largest(options.top, (a, b) =>
    comparePaths(nodes, directories, directories.node(a), directories.node(b)),
  );
  const everyLink = options.countLinks ?? false;
  const depths = new Uint32Array(directories.count);
  for (let directory = 1; directory < directories.count; directory++) {
    depths[directory] = depths[directories.parent(directory)]! + 1;
    if (depths[directory]! > options.depth || nodes.hasFlag(directories.node(directory), NodeFlag.removed))
      continue;
    const size = options.apparent
      ? totals.approximateApparentBytes(directory, everyLink)
      : totals.approximateAllocatedBytes(directory, everyLink);
    if (size > 0) largest.offer(directory, size);
  }
  return largest.get().map((directory) => ({
    node: directories.node(directory),
    bytes: options.apparent
      ? totals.apparentBytes(directory, everyLink)
      : totals.allocatedBytes(directory, everyLink),
  }));
}

function largestFiles({ nodes, directories }: Tree, options: ReportOptions): Row[] {
  const largest = new Largest(options.top, (a, b) => comparePaths(nodes, directories, a, b));
  const left = UNCOUNTED | (options.countLinks ? 0 : NodeFlag.duplicate);
  for (let node = ROOT_DIRECTORY + 1; node < nodes.count; node++) {
    if (nodes.hasFlag(node, left) || isDirectory(nodes.mode(node))) continue;
    const size = options.apparent
      ? nodes.approximateApparentBytes(node)
      : nodes.approximateAllocatedBytes(node);
    if (size > 0) largest.offer(node, size);
  }
  return largest.get().map((node) => ({
    node,
    bytes: options.apparent ? nodes.apparentBytes(node) : nodes.allocatedBytes(node),
  }));
}
