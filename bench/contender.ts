/** A program that is measured as a whole process, from its start to its end. */
export interface Contender {
  readonly name: string;
  readonly command: readonly string[];
  /** Threads that read, where the program lets us say or is known to use one. */
  readonly threads?: number;
  /** What its output claims, to be held against the truth. Throws when the output is not what was expected. */
  readonly readClaim: (output: string) => Claim;
  /**
   * For a program whose timed output goes to /dev/null: the command whose output is checked, once, before the
   * measuring begins.
   */
  readonly rehearsal?: readonly string[];
}

export interface Claim {
  /** Everything below the root. */
  readonly entries?: number;
  /** Either of the two sizes: programs differ in which they show. */
  readonly bytes?: number;
  /** Its own time in milliseconds, start-up left out, where it tells. */
  readonly elapsedMs?: number;
}

/** What a tree holds, by the lower bound. Links are not resolved: every path counts. */
export interface Truth {
  readonly entries: number;
  readonly apparentBytes: number;
  /** The lengths of the directories themselves, which some programs add to the apparent size. */
  readonly directoryBytes: number;
  readonly allocatedBytes: number;
  readonly linkedPaths: number;
}

/** The output of the lower bound and of `hectare scan --json`, and of our small programs. */
export function readJsonClaim(output: string): Claim {
  const { entries, elapsedMs } = JSON.parse(output) as { entries?: unknown; elapsedMs?: unknown };
  if (typeof entries !== 'number') throw new Error('its output has no number of entries');
  return typeof elapsedMs === 'number' ? { entries, elapsedMs } : { entries };
}
