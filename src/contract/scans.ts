/** Scans of a root and their snapshots: what is read, how far it is, and what came of it. */

/** What of a root is read. */
export interface ScanOptions {
  /** Other mounts are entered too. */
  readonly crossMounts: boolean;
  readonly followLinks: boolean;
  /** Globs of what is left out: one with a slash matches the end of a path, one without matches a name. */
  readonly exclude: readonly string[];
}

export interface OpenFrom {
  /** Shows the newest snapshot by the same options instead of a scan, if there is one. */
  readonly fromSnapshot?: boolean | undefined;
}

export interface OpenRootRequest extends ScanOptions, OpenFrom {
  readonly path: Uint8Array;
}

export interface Opened {
  /** The root's path as it is shown. */
  readonly root: Uint8Array;
  readonly node: number;
  /** What is shown is as it was then, and nothing is being read; null where the root is being scanned. */
  readonly snapshot: SnapshotInfo | null;
}

/** A scan of the root that is kept. */
export interface SnapshotInfo {
  readonly id: string;
  /** Milliseconds since 1970: when the scan began. */
  readonly started: number;
  readonly entries: number;
  /** Exact, decimal. */
  readonly allocatedBytes: string;
  /** Whether the scan came to its end. */
  readonly isComplete: boolean;
}

/**
 * A file among the snapshots that cannot be read, is not whole, foreign, or of a newer version: it is not taken. Or a
 * folder of them that cannot be read.
 */
export interface RefusedFile {
  readonly path: Uint8Array;
  /** Why: English. */
  readonly message: string;
  /** Where it lies now, if it was set aside. */
  readonly movedTo: Uint8Array | null;
}

/** Which files a quick rescan looks at in folders that have not changed. */
export interface QuickRules {
  /** Files of so many bytes, by either measure. */
  readonly largeBytes: number;
  /** Files that were modified so many days ago, or later. */
  readonly recentDays: number;
}

export interface Progress {
  readonly entries: number;
  readonly allocatedBytes: string;
  readonly apparentBytes: string;
  readonly failures: number;
  readonly entriesPerSecond: number;
  readonly elapsedMilliseconds: number;
  readonly scanners: number;
  readonly backend: string;
  /** Of a rescan: how many of the names known before have been looked at, or trusted, and how many they are, about. */
  readonly rescan?: { readonly checked: number; readonly total: number };
  /** Full paths for which scanners wait, because nothing answers there. */
  readonly waitingFor?: readonly Uint8Array[];
}

/** Numbers of the whole root, the same as `hectare scan --json`. */
export interface Finished extends Progress {
  readonly complete: boolean;
  readonly files: number;
  readonly directories: number;
  readonly symlinks: number;
  readonly others: number;
  readonly hardLinks: { readonly files: number; readonly paths: number; readonly duplicateBytes: string };
  readonly otherMounts: number;
  /** What a quick rescan has taken over without a look at it. */
  readonly trusted: { readonly files: number; readonly allocatedBytes: string };
  /** Why a scanner ended before its time: what it had left to read is missing. */
  readonly crash?: string;
}
