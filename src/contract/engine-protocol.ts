/**
 * What a window or a page and the engine of one root say to each other.
 *
 * Requests are answered in any order by their number; events come unasked. Names and paths are bytes; a node is
 * its dense number. Sizes in rows are doubles, rounded above 2^53; totals that are shown exactly are decimal strings.
 * Frames and progress are latest-wins: a frame is only sent when the one before was acknowledged.
 */

import type { ComparisonRequests } from './comparison-protocol.js';

/** Which of the two sizes is shown. */
export type Measure = 'allocated' | 'apparent';
export type ColourMode = 'type' | 'age' | 'depth' | 'owner' | 'change';
export type SortKey = 'name' | 'allocated' | 'apparent' | 'files' | 'modified';

/** What the map, the list and the panels show. One view a session. */
export interface View {
  /** The directory that fills the map. */
  readonly focus: number;
  /** The map's size in CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly measure: Measure;
  /** Count an inode at each of its names. */
  readonly everyLink: boolean;
  /** The filter line as typed; empty for none. */
  readonly filter: string;
  readonly colours: ColourMode;
  /** Legend keys that were switched off: their entries are left out like by a filter. */
  readonly hiddenKeys: readonly number[];
}

/** Where in the filter line something is wrong, and what. */
export interface FilterProblem {
  readonly start: number;
  readonly end: number;
  /** A key of the interface's texts, with what it speaks of. */
  readonly problem:
    | 'unknownField'
    | 'unknownKind'
    | 'missingValue'
    | 'badNumber'
    | 'badDuration'
    | 'badGlob'
    | 'unclosed'
    | 'unexpected';
  readonly text: string;
}

export interface Opened {
  /** The root's path as it is shown. */
  readonly root: Uint8Array;
  readonly node: number;
  /** What is shown is as it was then, and nothing is being read; null where the root is being scanned. */
  readonly snapshot: SnapshotInfo | null;
}

/** The tiles of the map at one moment: columns of equal length, parents before what they contain. */
export interface Frame {
  readonly number: number;
  readonly focus: number;
  /** Nodes from the root to the focus. */
  readonly path: Uint32Array;
  readonly pathNames: readonly Uint8Array[];
  /** CSS pixels from the map's upper left. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly width: Float32Array;
  readonly height: Float32Array;
  /** The entry; for `TileFlag.rest`, the directory of which these are the smaller entries. */
  readonly node: Uint32Array;
  /** The tile of the directory that contains it; its own number for the first. */
  readonly parent: Uint32Array;
  /** Levels below the focus. */
  readonly depth: Uint16Array;
  /** The legend's key. */
  readonly colour: Uint16Array;
  /** `TileFlag`s. */
  readonly flags: Uint8Array;
  /** What the tile's area stands for, bytes. */
  readonly bytes: Float64Array;
  /** How many entries a `rest` tile stands for; of a directory, its files. */
  readonly entries: Uint32Array;
  /** Tiles that have room for their name, and the names, each ended by a NUL. */
  readonly named: Uint32Array;
  readonly names: Uint8Array;
  readonly isScanning: boolean;
}

export const TileFlag = {
  directory: 1,
  /** Many small entries in one tile, which can be entered. */
  rest: 2,
  /** Hatched: not an honest size. */
  unreadable: 4,
  otherMount: 8,
  excluded: 16,
  /** Its names are not all there yet, or will not be: the scan was ended early. */
  partial: 32,
  duplicate: 64,
  /** Taken over from the scan before without a look at it. */
  trusted: 128,
} as const;

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

export interface Group {
  /** The legend's key. */
  readonly key: number;
  /** A kind ("video"), an extension (".mp4"), an age ("month"), an owner ("root"). */
  readonly label: string;
  readonly files: number;
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
interface Place {
  readonly path: Uint32Array;
  /** The node's place among its siblings in the given order. */
  readonly index: number;
}

export interface Order {
  readonly sort: SortKey;
  readonly descending: boolean;
}

/** What of a root is read. */
export interface ScanOptions {
  /** Other mounts are entered too. */
  readonly crossMounts: boolean;
  readonly followLinks: boolean;
  /** Globs of what is left out: one with a slash matches the end of a path, one without matches a name. */
  readonly exclude: readonly string[];
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

/** Name of a request to what it takes and what it gives. */
export type EngineRequests = {
  /**
   * Scans a root. With `fromSnapshot` its newest snapshot by the same options is shown instead, if there is one: then
   * `finished` follows with the numbers of that scan, and `rescan` goes on from there.
   */
  open: (options: ScanOptions & { readonly root: Uint8Array } & OpenFrom) => Opened;
  /** Ends the scan; what was read stays and is marked partial. */
  cancel: () => null;
  /**
   * Looks again at a folder and all below it: at every name, or, with `quick`, trusting most files in folders that have
   * not changed. What is known stays, with its numbers; `progress` and `finished` follow. Refused while something is
   * being read, and where links were followed: such a root is to be opened anew.
   */
  rescan: (request: { node: number; quick: QuickRules | null }) => null;
  /** Shows something else from now on. Frames follow as events. */
  layout: (view: View) => { readonly filterProblem: FilterProblem | null };
  /** A frame, and with it those before, has been drawn: the next one may come. */
  acknowledge: (number: number) => null;
  children: (request: Order & { node: number; offset: number; limit: number }) => Rows & {
    readonly folder: FolderBytes;
  };
  place: (request: Order & { node: number }) => Place;
  /**
   * Paths relative to the root, each ended by a NUL; a directory's has a slash at its end. By them `nodesAt` finds, after
   * another scan, what then has another number.
   */
  pathsOf: (nodes: readonly number[]) => Uint8Array;
  nodesAt: (request: { paths: Uint8Array }) => FoundPaths;
  /** Entries whose name contains the text, the largest first. */
  find: (request: { text: string; limit: number }) => Rows;
  largestFiles: (request: { limit: number }) => Rows;
  byType: () => readonly Group[];
  byExtension: (request: { limit: number }) => readonly Group[];
  byAge: () => readonly Group[];
  byOwner: () => readonly Group[];
  details: (node: number) => NodeDetails;
  errors: (request: { offset: number; limit: number }) => {
    readonly total: number;
    readonly rows: readonly FailureRow[];
  };
  /** The listing as CSV, of everything or of what the filter leaves: `exportChunk` events follow. */
  exportCsv: (request: { filtered: boolean }) => { readonly id: number };
  /** The reader of an export has taken a chunk, and wants the next. */
  exportNext: (id: number) => null;
  exportCancel: (id: number) => null;
  /** Those of the root, the newest first. */
  snapshots: () => readonly SnapshotInfo[];
  close: () => null;
} & ComparisonRequests;

export interface OpenFrom {
  readonly fromSnapshot?: boolean | undefined;
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

/** Why a request was refused, or the root could not be read. */
export interface Refusal {
  readonly code:
    | 'badRequest'
    | 'noSuchNode'
    | 'notOpen'
    | 'alreadyOpen'
    | 'noSuchSnapshot'
    | 'notSaved'
    | 'notComparable'
    | 'notCompared'
    | 'rootUnreadable'
    | 'notAllowed'
    | 'engineEnded';
  /** English, for logs; the interface says it in the user's language by the code. */
  readonly message: string;
  /** The name of the errno, where a system call failed. */
  readonly errno?: string;
}

export type EngineEvents = {
  frame: Frame;
  progress: Progress;
  finished: Finished;
  failed: Refusal;
  /** What `finished` told of is kept. */
  saved: SnapshotInfo;
  /** It could not be kept: what was kept before still is. */
  notSaved: Refusal;
  snapshotRefused: RefusedFile;
  exportChunk: {
    readonly id: number;
    readonly bytes: Uint8Array;
    readonly done: boolean;
    readonly progress: number;
  };
};

/** On the wire, towards the engine. */
export type EngineRequest = {
  [Name in keyof EngineRequests]: readonly [
    'request',
    number,
    Name,
    Parameters<EngineRequests[Name]>[0] | null,
  ];
}[keyof EngineRequests];

/** On the wire, from the engine. */
export type EngineMessage =
  | readonly ['answer', number, unknown]
  | readonly ['refusal', number, Refusal]
  | { [Name in keyof EngineEvents]: readonly ['event', Name, EngineEvents[Name]] }[keyof EngineEvents];
