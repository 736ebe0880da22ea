/** Comparison of the rules of two scans. */

import type { SnapshotHeader } from './header.js';

type Rules = SnapshotHeader['rules'];

/** Returns whether two scans left out the same: by patterns, and by mounts that they did not enter. */
export const leaveOutTheSame = (a: Rules, b: Rules): boolean =>
  a.crossMounts === b.crossMounts && globsOf(a) === globsOf(b);

/** Returns whether two scans of an unchanged root find the same. */
export const isSameScan = (a: Rules, b: Rules): boolean =>
  a.followLinks === b.followLinks && leaveOutTheSame(a, b);

const globsOf = ({ exclude }: Rules): string => JSON.stringify([...new Set(exclude)].sort());
