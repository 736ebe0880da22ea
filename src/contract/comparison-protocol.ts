/**
 * Requests of a page about two scans of its root: the open one, and an earlier one that is a snapshot.
 *
 * An entry of either scan is a number: its node, or, where it is gone, a number above all nodes. Such numbers
 * are valid until the next scan ends. Bytes are doubles: exact differences, rounded above 2^53; totals are
 * decimal strings.
 */
import type { Group } from './entries.js';

/** Snapshot with which the root is compared, and the change in all. */
export interface ComparedWith {
  readonly snapshot: string;
  /** Start of that scan, milliseconds since 1970. */
  readonly scanned: number;
  /** Count of everything below the root, now less then. */
  readonly entries: number;
  readonly files: number;
  readonly directories: number;
  /** Exact and decimal, negative where less is there now. */
  readonly allocatedBytes: string;
  readonly apparentBytes: string;
  /** One of the two scans was ended early: what it had not read is not comparable. */
  readonly isPartial: boolean;
  /** The two scans left out different things, by patterns or mounts: what only one has seen is not comparable. */
  readonly hasOtherRules: boolean;
}

/**
 * Entries of one kind of change (`ChangeKind`), which is the legend's key. As a group it holds what has that colour now (a
 * directory that of all below), in the page's filter; of what is removed, what it was.
 */
export interface ChangeGroup extends Group {
  /** Number of entries that have changed so; directories count by themselves. */
  readonly entries: number;
  /** Bytes that they have gained together: over all groups, the change of the root. */
  readonly allocatedChange: number;
  readonly apparentChange: number;
}

export interface ChangeOrder {
  /** Order by gain and loss, by the size of either, or by name. */
  readonly sort: 'change' | 'magnitude' | 'name';
  readonly descending: boolean;
  /** Leaves out unchanged entries, with all below. */
  readonly onlyChanged: boolean;
}

/** Lists of changes across folders, the largest first. */
export type ChangeList = 'grownFiles' | 'shrunkFiles' | 'grownFolders' | 'shrunkFolders' | 'moved';

/** A window of rows, as columns. */
export interface ChangeRows {
  readonly total: number;
  readonly offset: number;
  /** Number by which the rows of a directory are asked for. */
  readonly entry: Uint32Array;
  /** 1 where the entry is there now, and `entry` is its node. */
  readonly isThere: Uint8Array;
  /** `ChangeKind`s; that of a directory is by all below. */
  readonly kind: Uint8Array;
  /** `TileFlag`s; where nothing is there now, of what was. `directory` is set also where one was. */
  readonly flags: Uint8Array;
  /** `st_mode`, the later one. */
  readonly mode: Uint32Array;
  /** Sizes now; of a directory with all below, and 0 for what is gone. */
  readonly allocated: Float64Array;
  readonly apparent: Float64Array;
  /** Bytes gained at the path. In lists of files across folders: by the file itself, wherever it was before. */
  readonly allocatedChange: Float64Array;
  readonly apparentChange: Float64Array;
  /** Number of changed entries below. */
  readonly changedBelow: Uint32Array;
  /** Names, each ended by a NUL; in lists across folders, whole paths relative to the root. */
  readonly names: Uint8Array;
  /** Paths from which, or to which, entries moved, each ended by a NUL; empty for the others. */
  readonly otherPlaces: Uint8Array;
}

export type ComparisonRequests = {
  /** Compares the root with a snapshot by its id, from now on and after every scan; null ends that. Refused during a scan. */
  compare: (request: { snapshot: string | null }) => ComparedWith | null;
  /** Returns the comparison again; null where nothing is compared, and while a scan runs. */
  comparison: () => ComparedWith | null;
  /** Lists the entries that a directory has or had: its change is their sum and that of its own blocks. No filter applies. */
  changes: (request: ChangeOrder & { entry: number; offset: number; limit: number }) => ChangeRows;
  largestChanges: (request: { list: ChangeList; limit: number }) => ChangeRows;
};
