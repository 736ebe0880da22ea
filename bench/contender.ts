/** A program that is measured as a whole process, from its start to its end. */
export interface Contender {
  readonly name: string;
  readonly command: readonly string[];
  /** Number of reading threads, where it can be set or is known to be one. */
  readonly threads?: number;
  /** Parses the counts that its output claims, to be compared with the truth. Throws for unexpected output. */
  readonly readClaim: (output: string) => Claim;
  /**
   * Command whose output is checked once before measuring, for a program whose timed output goes to /dev/null.
   */
  readonly rehearsal?: readonly string[];
}

export interface Claim {
  /** Number of entries below the root. */
  readonly entries?: number;
  /** One of the two sizes: programs differ in which they print. */
  readonly bytes?: number;
  /** Milliseconds by its own clock, without start-up, if it prints them. */
  readonly elapsedMs?: number;
}

/** Counts of a tree by the lower bound. Hard links are not resolved: every path counts. */
export interface Truth {
  readonly entries: number;
  readonly apparentBytes: number;
  /** Sum of the directories' own lengths, which some programs add to the apparent size. */
  readonly directoryBytes: number;
  readonly allocatedBytes: number;
  readonly linkedPaths: number;
}

/** Parses the output of the lower bound, of `hectare scan --json` and of our small programs. */
export function readJsonClaim(output: string): Claim {
  const { entries, elapsedMs } = JSON.parse(output) as { entries?: unknown; elapsedMs?: unknown };
  if (typeof entries !== 'number') throw new Error('its output has no number of entries');
  return typeof elapsedMs === 'number' ? { entries, elapsedMs } : { entries };
}
