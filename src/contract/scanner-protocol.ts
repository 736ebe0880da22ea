/** Messages between an engine and its scanners. */
import type { EntryBatch } from './entry-batch.js';

/** The family of system calls with which directories are read. */
export type Backend = 'statx' | 'fstatat' | 'node';

export interface ScannerOptions {
  /** Bytes of the root's path. */
  readonly root: Uint8Array;
  readonly followLinks: boolean;
  readonly crossMounts: boolean;
  /** Globs: a pattern with a slash matches the end of a path, one without matches a name. */
  readonly exclude: readonly string[];
  readonly backend?: Backend;
  /** Identities of the directories that an earlier root has counted: `IDENTITY_WORDS` each. */
  readonly counted: Uint32Array;
  /** Identity that the root must have: another folder at its path is refused. */
  readonly identity?: Uint32Array | undefined;
}

/** Directories to read, or to stat names in. */
export interface DirectoryJob {
  readonly directory: Uint32Array;
  /** The paths relative to the root, one after the other, and where each ends. */
  readonly paths: Uint8Array;
  readonly pathEnd: Uint32Array;
  /** `IDENTITY_WORDS` each. */
  readonly identity: Uint32Array;
  /**
   * 1 where the scanner goes on with the directories that it finds in this one. Otherwise the engine hands out each:
   * it must first find out whether it knows that directory, from an earlier scan or by another path. Such directories
   * are not numbered, and do not share a batch with others.
   */
  readonly descend: Uint8Array;
}

/** Known names to be stat'ed, one directory after the other. */
export interface RowsJob extends DirectoryJob {
  readonly request: number;
  /** Row behind the last of each directory. A directory that is `NO_DIRECTORY` has whole paths for names. */
  readonly rowEnd: Uint32Array;
  readonly names: NameBlock;
}

/** Enumerated names, each ended by a NUL, with the type bits that came with them. */
export interface NameBlock {
  readonly names: Uint8Array;
  readonly mode: Uint32Array;
}

export type ToScanner = {
  start: ScannerOptions;
  readDirectories: DirectoryJob;
  /** Answered by `rows` with the same number. */
  statRows: RowsJob;
  /** Number of idle scanners: a scanner with much to do gives some away. */
  hungry: number;
  /** Number of batches that have been merged. */
  acknowledge: number;
  /** Drop pending work, and come to rest. */
  stop: undefined;
  /** Release resources. Only another start, or the end, will follow. */
  rest: undefined;
  /** Last message: release resources and exit. */
  end: undefined;
};

export type FromScanner = {
  ready: ScannerReady;
  /** The root cannot be read, or the backend that was asked for is missing. */
  refused: { readonly errno: number; readonly message: string };
  batch: EntryBatch;
  /** Directories given away, by the scanner's references: the shallow half of its pending ones. */
  giveDirectories: Uint32Array;
  giveNames: { readonly directory: number; readonly names: NameBlock };
  /** One row for each requested one, in their order; one or more sections for each directory. */
  rows: { readonly request: number; readonly batch: EntryBatch };
  /** Number of jobs after which nothing is left, with all batches sent. */
  idle: number;
  load: ScannerLoad;
};

/** Mount that shows once more what stands at another path of the root, and is not entered. Both are relative to it. */
export interface MountAlias {
  readonly path: Uint8Array;
  readonly source: Uint8Array;
}

export interface ScannerReady {
  readonly backend: Backend;
  readonly refused: readonly string[];
  /** `f_type` of the file system that holds the root, where the system tells. */
  readonly fileSystem?: number | undefined;
  readonly aliases: readonly MountAlias[];
  /** One row: the root itself. */
  readonly root: EntryBatch;
}

/** Use of a scanner's time since its last report. */
export interface ScannerLoad {
  /** Milliseconds in which it had work, and those of them in which it waited for the disk. */
  readonly busy: number;
  readonly waited: number;
}
