/**
 * What a page asks an engine of two scans of its root: one is open, an earlier one is a snapshot.
 *
 * An entry of both is a number: the node of what is there, or one above all nodes of what is not there any more. Such numbers
 * are good until the next scan ends. Bytes are doubles: exact differences, rounded above 2^53; those of the totals are
 * decimal strings.
 */
import type { Group } from './entries.js';

/** With what the root is compared, and what has changed in all. */
export interface ComparedWith {
  readonly snapshot: string;
  /** Milliseconds since 1970: when that scan began. */
  readonly scanned: number;
  /** Everything below the root, now less then. */
  readonly entries: number;
  readonly files: number;
  readonly directories: number;
  /** Exact, decimal, with a minus where less is there. */
  readonly allocatedBytes: string;
  readonly apparentBytes: string;
  /** One of the two scans was ended early: what it had not read is not comparable. */
  readonly isPartial: boolean;
  /** The two scans left out different things, by patterns or mounts: what only one has seen is not comparable. */
  readonly hasOtherRules: boolean;
}

/**
 * The entries of a kind of change (`ChangeKind`), which is the legend's key. As a group it holds what has that colour now (a
 * directory that of all below), in the page's filter; of what is removed, what it was.
 */
export interface ChangeGroup extends Group {
  /** How many entries have changed so; directories by themselves. */
  readonly entries: number;
  /** What they have gained together: over all groups, the change of the root. */
  readonly allocatedChange: number;
  readonly apparentChange: number;
}

export interface ChangeOrder {
  /** By gain and loss, by how large either is, or by name. */
  readonly sort: 'change' | 'magnitude' | 'name';
  readonly descending: boolean;
  /** Leaves out what is as it was, with all below. */
  readonly onlyChanged: boolean;
}

/** Which of all changes are listed, the largest first. */
export type ChangeList = 'grownFiles' | 'shrunkFiles' | 'grownFolders' | 'shrunkFolders' | 'moved';

/** A window of rows, as columns. */
export interface ChangeRows {
  readonly total: number;
  readonly offset: number;
  /** To ask for what is in a directory. */
  readonly entry: Uint32Array;
  /** 1 where it is there, and `entry` its node. */
  readonly isThere: Uint8Array;
  /** `ChangeKind`s; a directory's by all below. */
  readonly kind: Uint8Array;
  /** `TileFlag`s, of what was there where nothing is now; `directory` also where one was. */
  readonly flags: Uint8Array;
  /** `st_mode`, the later one. */
  readonly mode: Uint32Array;
  /** What it occupies now, and its length; of a directory with all below. 0 for what is not there. */
  readonly allocated: Float64Array;
  readonly apparent: Float64Array;
  /** What has been gained at its path. In lists across folders, of files: by the file itself, wherever it was before. */
  readonly allocatedChange: Float64Array;
  readonly apparentChange: Float64Array;
  /** How many entries below have changed. */
  readonly changedBelow: Uint32Array;
  /** Names, or whole paths relative to the root in lists across folders, each ended by a NUL. */
  readonly names: Uint8Array;
  /** Paths of where it moved from, or away to, each ended by a NUL; empty where it did not. */
  readonly otherPlaces: Uint8Array;
}

export type ComparisonRequests = {
  /** From now on the root is compared with a snapshot of it by its id, anew after every scan; with null, with nothing. Not while a scan runs. */
  compare: (request: { snapshot: string | null }) => ComparedWith | null;
  /** The same again, as after another scan; null where nothing is compared, and while a scan runs. */
  comparison: () => ComparedWith | null;
  /** What a directory has and had: its change is the sum of these and of its own blocks. No filter leaves out any. */
  changes: (request: ChangeOrder & { entry: number; offset: number; limit: number }) => ChangeRows;
  largestChanges: (request: { list: ChangeList; limit: number }) => ChangeRows;
};
