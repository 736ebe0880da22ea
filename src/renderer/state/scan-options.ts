/** What of a root is read: as nothing else was said, and what was said otherwise. */
import type { ScanOptions } from '../../contract/scans.js';
import { findGlobProblem } from '../../core/globs/exclusion.js';
import type { Translate } from '../text/translate.js';

export const plainScan: ScanOptions = { crossMounts: false, followLinks: false, exclude: [] };

/** As many patterns and as long ones as the engine takes. */
export const maxGlobs = 1000;
export const maxGlobLength = 4096;

/** Takes from what was kept whatever still can be asked for. */
export function readScanOptions(kept: unknown): ScanOptions {
  const { crossMounts, followLinks, exclude } = (
    typeof kept === 'object' && kept !== null ? kept : {}
  ) as Record<string, unknown>;
  const globs = Array.isArray(exclude) ? (exclude as readonly unknown[]).slice(0, maxGlobs) : [];
  return {
    crossMounts: crossMounts === true,
    followLinks: followLinks === true,
    exclude: globs.filter((glob) => typeof glob === 'string').filter(isGlob),
  };
}

const isGlob = (text: string): boolean =>
  text !== '' && text.length <= maxGlobLength && findGlobProblem(text) === null;

/** Lines that were left empty ask for nothing. */
export const withoutEmptyGlobs = (options: ScanOptions): ScanOptions => ({
  ...options,
  exclude: options.exclude.filter((glob) => glob !== ''),
});

export const areReadable = ({ exclude }: ScanOptions): boolean =>
  exclude.every((glob) => glob === '' || findGlobProblem(glob) === null);

/** What differs from a plain scan, in words. */
export function optionTexts({ crossMounts, followLinks, exclude }: ScanOptions, t: Translate): string[] {
  const count = exclude.length;
  return [
    ...(crossMounts ? [t('scan.isCrossing')] : []),
    ...(followLinks ? [t('scan.isFollowing')] : []),
    ...(count > 0 ? [t('scan.leavesOut', { count })] : []),
  ];
}
