/** Scans of a root and their snapshots: options, progress, and results. */

/** Scan options. */
export interface ScanOptions {
  /** Other mounts are entered too. */
  readonly crossMounts: boolean;
  readonly followLinks: boolean;
  /** Globs to leave out: one with a slash matches the end of a path, one without matches a name. */
  readonly exclude: readonly string[];
}

export interface OpenFrom {
  /** Shows the newest snapshot by the same options instead of a scan, if there is one. */
  readonly fromSnapshot?: boolean | undefined;
}

export interface OpenRootRequest extends ScanOptions, OpenFrom {
  readonly path: Uint8Array;
}

/** Device and inode of a folder, as in `NodeDetails`. */
export interface FolderIdentity {
  readonly device: string;
  readonly inode: string;
}

export interface Opened {
  /** Root's path as it is shown. */
  readonly root: Uint8Array;
  readonly node: number;
  /** Snapshot that is shown, while nothing is read; null where the root is being scanned. */
  readonly snapshot: SnapshotInfo | null;
}

/** Saved scan of the root. */
export interface SnapshotInfo {
  readonly id: string;
  /** Start of the scan, milliseconds since 1970. */
  readonly started: number;
  readonly entries: number;
  /** Exact and decimal. */
  readonly allocatedBytes: string;
  /** True where the scan came to its end. */
  readonly isComplete: boolean;
}

/**
 * Refused file among the snapshots: unreadable, damaged, foreign, or of a newer version. Or a
 * folder of them that cannot be read.
 */
export interface RefusedFile {
  readonly path: Uint8Array;
  /** Reason, in English. */
  readonly message: string;
  /** Its new path, if it was set aside. */
  readonly movedTo: Uint8Array | null;
}

/** Files that a quick rescan looks at in folders that have not changed. */
export interface QuickRules {
  /** Least bytes of a file, by either measure. */
  readonly largeBytes: number;
  /** Greatest age of a file in days, by its modification. */
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
  /** Progress of a rescan: names looked at or trusted, and about how many were known before. */
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
  /** Files that a quick rescan trusted. */
  readonly trusted: { readonly files: number; readonly allocatedBytes: string };
  /** Reason why a scanner crashed: its pending directories are missing. */
  readonly crash?: string;
}
