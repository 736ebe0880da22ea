import type { Claim, Truth } from './contender.js';

/** Tolerance: programs disagree about the root itself and about rounding, never by more. */
const TOLERANCE = 0.01;

/** Returns what is wrong with a claim, or undefined. A program that skips a part of the tree is not fast. */
export function findFault(claim: Claim, truth: Truth): string | undefined {
  if (claim.entries === undefined && claim.bytes === undefined) return 'its output claims nothing';
  if (claim.entries !== undefined && claim.entries !== truth.entries) {
    return `counted ${claim.entries} entries, the lower bound ${truth.entries}`;
  }
  return claim.bytes === undefined ? undefined : findFaultOfBytes(claim.bytes, truth);
}

function findFaultOfBytes(bytes: number, truth: Truth): string | undefined {
  // Hard links count once for some programs and at every path for others and the lower bound.
  if (truth.linkedPaths > 0) return undefined;
  const { allocatedBytes, apparentBytes, directoryBytes } = truth;
  const sizes = [allocatedBytes, apparentBytes, apparentBytes + directoryBytes];
  if (sizes.some((size) => Math.abs(bytes - size) <= size * TOLERANCE)) return undefined;
  return `found ${bytes} bytes, the lower bound ${allocatedBytes} on disk and ${apparentBytes} long`;
}
