/** What an engine and its scanners say to each other. */
import type { EntryBatch } from './entry-batch.js';

export type BackendName = 'statx' | 'fstatat' | 'node';

export interface ScannerOptions {
  /** Bytes of the root's path. */
  readonly root: Uint8Array;
  readonly followLinks: boolean;
  readonly crossMounts: boolean;
  /** Globs: a pattern with a slash matches the end of a path, one without matches a name. */
  readonly exclude: readonly string[];
  readonly backend?: BackendName;
  /**
   * Whether the scanner goes on with the directories that it finds. Otherwise the engine hands out each
   * one: needed where it must first be known whether a directory was reached by another path.
   */
  readonly descend: boolean;
  /** Directories that an earlier root has counted: device high, device low, inode low, inode high each. */
  readonly counted: Uint32Array;
}

/** Directories to read. */
export interface DirectoryJob {
  readonly directory: Uint32Array;
  /** The paths relative to the root, one after the other, and where each ends. */
  readonly paths: Uint8Array;
  readonly pathEnd: Uint32Array;
  /** Four words each: device high, device low, inode low, inode high. */
  readonly identity: Uint32Array;
}

/** Names of one directory to be stat'ed. */
export interface NamesJob {
  readonly directory: number;
  readonly path: Uint8Array;
  readonly identity: Uint32Array;
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
  statNames: NamesJob;
  /** Whole paths to stat; answered by `paths` with the same number. */
  statPaths: { readonly request: number; readonly names: NameBlock };
  /** How many scanners have nothing to do: who has much gives some away. */
  hungry: number;
  /** So many batches have been merged. */
  acknowledge: number;
  /** Drop what is left, and come to rest. */
  stop: undefined;
  /** Nothing will follow: close what is open, and end. */
  end: undefined;
};

export type FromScanner = {
  ready: ScannerReady;
  /** The root cannot be read, or the backend that was asked for is not there. */
  refused: { readonly errno: number; readonly message: string };
  batch: EntryBatch;
  /** Directories given away, by the scanner's references: the shallow half of what it has left. */
  giveDirectories: Uint32Array;
  giveNames: { readonly directory: number; readonly names: NameBlock };
  paths: { readonly request: number; readonly batch: EntryBatch };
  /** Nothing left, after so many jobs and with all batches sent. */
  idle: number;
  load: ScannerLoad;
};

export interface ScannerReady {
  readonly backend: BackendName;
  readonly refused: readonly string[];
  /** One row: the root itself. */
  readonly root: EntryBatch;
}

/** How a scanner spent the time since its last report. */
export interface ScannerLoad {
  /** Milliseconds in which it had work, and how many of them it waited for the disk. */
  readonly busy: number;
  readonly waited: number;
}
