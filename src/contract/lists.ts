/** Lists of entries as columns, and the details of one. Names and paths are bytes; a node is its dense number. */

export type SortKey = 'name' | 'allocated' | 'apparent' | 'files' | 'modified';

export interface Order {
  readonly sort: SortKey;
  readonly descending: boolean;
}

/** A window of rows of a list, as columns. */
export interface Rows {
  /** How many rows there are in all. */
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
  /** Names, or whole paths relative to the root in lists across folders, each ended by a NUL. */
  readonly names: Uint8Array;
}

/** What a folder has, at the moment of what is told with it. */
export interface FolderBytes {
  readonly allocated: number;
  readonly apparent: number;
}

/** All that is known of an entry, whatever the filter leaves of it. */
export interface NodeDetails {
  readonly node: number;
  /** False in a comparison for what is not there any more: all of it is as the earlier scan had it. */
  readonly isThere: boolean;
  /** The whole path, the root as it was given. */
  readonly path: Uint8Array;
  readonly kind: string;
  readonly flags: number;
  /** Exact, decimal. Of a directory: with all below. */
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
  /** The whole path, the root as it was given. */
  readonly path: Uint8Array;
  readonly operation: 'stat' | 'readdir';
  readonly code: string;
}

/** Nodes as columns, by the paths that were asked for. */
export interface FoundPaths {
  /** The node, or that of the last folder on the way that is there. */
  readonly node: Uint32Array;
  /** 1 where the node is that of the whole path. */
  readonly isWhole: Uint8Array;
}

/** Where the directory of a node stands in the lists above it: what a list must open to show it. */
export interface Place {
  readonly path: Uint32Array;
  /** The node's place among its siblings in the given order. */
  readonly index: number;
}
