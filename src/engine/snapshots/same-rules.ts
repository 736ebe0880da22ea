/** Whether two scans had the same to look at. */
import type { SnapshotHeader } from './header.js';

type Rules = SnapshotHeader['rules'];

/** Whether two scans left out the same: by patterns, and by mounts that they did not enter. */
export const leaveOutTheSame = (a: Rules, b: Rules): boolean =>
  a.crossMounts === b.crossMounts && globsOf(a) === globsOf(b);

/** Whether two scans of a root find the same, where nothing has changed. */
export const isSameScan = (a: Rules, b: Rules): boolean =>
  a.followLinks === b.followLinks && leaveOutTheSame(a, b);

const globsOf = ({ exclude }: Rules): string => JSON.stringify([...new Set(exclude)].sort());
