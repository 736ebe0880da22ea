/** Lists of entries as columns, and the details of one. Names and paths are bytes; a node is its dense number. */

export type SortKey = 'name' | 'allocated' | 'apparent' | 'files' | 'modified';

export interface Order {
  readonly sort: SortKey;
  readonly descending: boolean;
}

/** A window of rows of a list, as columns. */
export interface Rows {
  /** Number of all rows of the list. */
  readonly total: number;
  readonly offset: number;
  readonly node: Uint32Array;
  readonly flags: Uint8Array;
  /** `st_mode`. */
  readonly mode: Uint32Array;
  readonly allocated: Float64Array;
  readonly apparent: Float64Array;
  readonly files: Uint32Array;
  /** Milliseconds since 1970. */
  readonly modified: Float64Array;
  /** Names, each ended by a NUL; in lists across folders, whole paths relative to the root. */
  readonly names: Uint8Array;
}

/** Bytes of a folder, as of the rows that come with them. */
export interface FolderBytes {
  readonly allocated: number;
  readonly apparent: number;
}

/** Everything known of an entry, whatever the filter leaves of it. */
export interface NodeDetails {
  readonly node: number;
  /** False in a comparison for an entry that is gone: all else is as of the earlier scan. */
  readonly isThere: boolean;
  /** Whole path, with the root as it was given. */
  readonly path: Uint8Array;
  readonly kind: string;
  readonly flags: number;
  /** Exact and decimal; of a directory with all below. */
  readonly allocatedBytes: string;
  readonly apparentBytes: string;
  readonly shareOfParent: number;
  readonly shareOfRoot: number;
  readonly files: number;
  readonly directories: number;
  readonly failures: number;
  readonly mode: number;
  readonly owner: string;
  readonly group: string;
  readonly links: number;
  readonly inode: string;
  readonly device: string;
  /** ISO 8601 with nanoseconds. */
  readonly modified: string;
}

export interface FailureRow {
  readonly node: number;
  /** Whole path, with the root as it was given. */
  readonly path: Uint8Array;
  readonly operation: 'stat' | 'readdir';
  readonly code: string;
}

/** Nodes by the paths that were asked for, as columns. */
export interface FoundPaths {
  /** Node, or that of the last folder on the way that is there. */
  readonly node: Uint32Array;
  /** 1 where the node is that of the whole path. */
  readonly isWhole: Uint8Array;
}

/** Position of a node in the list: the folders to open above it, and its index. */
export interface Place {
  readonly path: Uint32Array;
  /** Index of the node among its siblings in the given order. */
  readonly index: number;
}
