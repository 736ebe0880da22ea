/** Numbers of a finished scan, also as JSON. */

import type { MountAlias } from '../contract/scanner-protocol.js';
import { joinPath } from '../core/columns/bytes.js';
import { encodeName } from '../core/columns/text.js';
import { fullPath } from '../core/tree/paths.js';
import type { DirectoryTotals } from '../core/tree/totals.js';
import { ROOT_DIRECTORY } from '../core/tree/tree.js';
import { sumTrusted, type TrustedSums } from '../core/update/trusted-sums.js';
import type { ScanResult } from '../engine/reading/reading.js';
import { errorCode } from './failure-text.js';
import { type Json, lossyText, pathMembers, stringifyJson } from './json.js';
import { sortedFailures } from './root-scan.js';

export interface RootSummary extends DirectoryTotals {
  /** Root as it was given; undefined for the sum of several. */
  readonly root: string | undefined;
  readonly hardLinks: { readonly files: number; readonly paths: number; readonly duplicateBytes: bigint };
  /** Paths of mounts not entered, each beginning with the root as it was given. */
  readonly otherMounts: readonly Uint8Array[];
  /** Of these mounts, those that show once more what stands at another path, and that path. */
  readonly mountAliases: readonly MountAlias[];
  readonly errors: readonly {
    readonly path: Uint8Array;
    readonly operation: string;
    readonly errno: number;
  }[];
  readonly elapsedMilliseconds: number;
  readonly scanners: number;
  readonly backend: string;
  readonly refused: readonly string[];
  readonly complete: boolean;
  /** Sums of what was taken over from the scan before without being stat'ed. */
  readonly trusted: TrustedSums;
}

/** Scan, or its snapshot: then by a backend that may not exist here. */
export type SummarizedScan = Omit<ScanResult, 'backend' | 'began' | 'waitingFor' | 'unmatchedGlobs'> & {
  readonly backend: string;
};

/** Sums up a scan. @param everyLink whether an inode counts at each of its names. */
export function summarize(root: string, result: SummarizedScan, everyLink: boolean): RootSummary {
  const { tree } = result;
  return {
    root,
    ...tree.directories.totals.of(ROOT_DIRECTORY, everyLink),
    hardLinks: tree.hardLinks,
    otherMounts: tree.otherMounts.map((node) => fullPath(tree, node)).sort(Buffer.compare),
    mountAliases: result.aliases.map(({ path, source }) => ({
      path: joinPath(encodeName(root), path),
      source: joinPath(encodeName(root), source),
    })),
    errors: sortedFailures(tree, false),
    elapsedMilliseconds: result.elapsedMilliseconds,
    scanners: result.scanners,
    backend: result.backend,
    refused: result.refused,
    complete: result.complete,
    trusted: sumTrusted(tree.nodes),
  };
}

/**
 * Adds up several roots, of which none counts what an earlier one has counted.
 * @param roots number of roots that were asked for: those that could not be read have no summary.
 */
export function addSummaries(summaries: readonly RootSummary[], roots: number): RootSummary {
  const sum = (of: (summary: RootSummary) => number) =>
    summaries.reduce((total, each) => total + of(each), 0);
  const sumBytes = (of: (summary: RootSummary) => bigint) =>
    summaries.reduce((total, each) => total + of(each), 0n);
  return {
    root: undefined,
    files: sum(({ files }) => files),
    directories: sum(({ directories }) => directories),
    symlinks: sum(({ symlinks }) => symlinks),
    others: sum(({ others }) => others),
    apparentBytes: sumBytes(({ apparentBytes }) => apparentBytes),
    allocatedBytes: sumBytes(({ allocatedBytes }) => allocatedBytes),
    hardLinks: {
      files: sum(({ hardLinks }) => hardLinks.files),
      paths: sum(({ hardLinks }) => hardLinks.paths),
      duplicateBytes: sumBytes(({ hardLinks }) => hardLinks.duplicateBytes),
    },
    otherMounts: summaries.flatMap(({ otherMounts }) => otherMounts),
    mountAliases: summaries.flatMap(({ mountAliases }) => mountAliases),
    errors: summaries.flatMap(({ errors }) => errors),
    elapsedMilliseconds: sum(({ elapsedMilliseconds }) => elapsedMilliseconds),
    scanners: summaries.reduce((most, { scanners }) => Math.max(most, scanners), 0),
    backend: [...new Set(summaries.map(({ backend }) => backend))].join(', '),
    refused: [...new Set(summaries.flatMap(({ refused }) => refused))],
    complete: summaries.length === roots && summaries.every(({ complete }) => complete),
    trusted: {
      files: sum(({ trusted }) => trusted.files),
      allocatedBytes: sumBytes(({ trusted }) => trusted.allocatedBytes),
    },
  };
}

export const entryCount = ({ files, directories, symlinks, others }: RootSummary): number =>
  files + directories + symlinks + others;

/** Returns one line of JSON. */
export function summaryJson(summary: RootSummary): string {
  const { root, files, directories, symlinks, others, apparentBytes, allocatedBytes, hardLinks } = summary;
  const members: { [key: string]: Json } = {
    ...(root === undefined ? { total: true } : pathMembers('root', encodeName(root))),
    entries: entryCount(summary),
    files,
    directories,
    symlinks,
    others,
    apparentBytes,
    allocatedBytes,
    hardLinks: { ...hardLinks },
    otherMounts: summary.otherMounts.map((path) => lossyText(path)),
    ...(summary.mountAliases.length > 0 && {
      mountAliases: summary.mountAliases.map(({ path, source }) => ({
        ...pathMembers('path', path),
        ...pathMembers('source', source),
      })),
    }),
    errors: summary.errors.map(({ path, operation, errno }) => ({
      ...pathMembers('path', path),
      operation,
      code: errorCode(errno),
    })),
    elapsedMs: Math.round(summary.elapsedMilliseconds * 1000) / 1000,
    scanners: summary.scanners,
    backend: summary.backend,
    ...(summary.refused.length > 0 && { backendRefused: summary.refused }),
    complete: summary.complete,
    ...(summary.trusted.files > 0 && { trusted: { ...summary.trusted } }),
  };
  return stringifyJson(members);
}
