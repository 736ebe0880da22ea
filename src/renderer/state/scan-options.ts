/** Scan options: the defaults, and those that were kept. */
import type { ScanOptions } from '../../contract/scans.js';
import { findGlobProblem } from '../../core/globs/glob-parser.js';
import type { Translate } from '../text/translate.js';

export const plainScan: ScanOptions = { crossMounts: false, followLinks: false, exclude: [] };

/** Limits of patterns that the engine sets. */
export const maxGlobs = 1000;
export const maxGlobLength = 4096;

/** Returns kept options as far as they are still valid. */
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

/** Drops lines that were left empty. */
export const withoutEmptyGlobs = (options: ScanOptions): ScanOptions => ({
  ...options,
  exclude: options.exclude.filter((glob) => glob !== ''),
});

export const areReadable = ({ exclude }: ScanOptions): boolean =>
  exclude.every((glob) => glob === '' || findGlobProblem(glob) === null);

/** Returns the differences from a plain scan, in words. */
export function optionTexts({ crossMounts, followLinks, exclude }: ScanOptions, t: Translate): string[] {
  const count = exclude.length;
  return [
    ...(crossMounts ? [t('scan.isCrossing')] : []),
    ...(followLinks ? [t('scan.isFollowing')] : []),
    ...(count > 0 ? [t('scan.leavesOut', { count })] : []),
  ];
}
