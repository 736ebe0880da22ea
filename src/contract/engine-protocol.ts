/**
 * What a window or a page and the engine of one root say to each other.
 *
 * Requests are answered in any order by their number; events come unasked. Names and paths are bytes; a node is
 * its dense number. Sizes in rows are doubles, rounded above 2^53; totals that are shown exactly are decimal strings.
 * Frames and progress are latest-wins: a frame is only sent when the one before was acknowledged.
 */
import type { ComparisonRequests } from './comparison-protocol.js';
import type { Group } from './entries.js';
import type { FailureRow, FolderBytes, FoundPaths, NodeDetails, Order, Place, Rows } from './lists.js';
import type { Refusal } from './refusal.js';
import type { EventMessage, ReplyMessage, RequestMessage } from './requests.js';
import type {
  Finished,
  Opened,
  OpenRootRequest,
  Progress,
  QuickRules,
  RefusedFile,
  SnapshotInfo,
} from './scans.js';
import type { FilterProblem, Frame, GroupedMode, View } from './view.js';

/** Name of a request to what it takes and what it gives. */
export type EngineRequests = {
  /**
   * Scans a root. With `fromSnapshot` its newest snapshot by the same options is shown instead, if there is one: then
   * `finished` follows with the numbers of that scan, and `rescan` goes on from there.
   */
  open: (request: OpenRootRequest) => Opened;
  /** Ends the scan; what was read stays and is marked partial. */
  cancel: () => null;
  /**
   * Looks again at a folder and all below it: at every name, or, with `quick`, trusting most files in folders that have
   * not changed. What is known stays, with its numbers; `progress` and `finished` follow. Refused while something is
   * being read, and where links were followed: such a root is to be opened anew.
   */
  rescan: (request: { node: number; quick: QuickRules | null }) => null;
  /** Shows something else from now on. Frames follow as events. */
  show: (view: View) => { readonly filterProblem: FilterProblem | null };
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
  /**
   * Groups of all entries. Of extensions, those beyond `limit` are one group. By change they are `ChangeGroup`s; refused
   * where nothing is compared.
   */
  groups: (request: { by: GroupedMode } | { by: 'extension'; limit: number }) => readonly Group[];
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

/** Sent to the engine. */
export type EngineRequest = RequestMessage<EngineRequests>;

/** Sent by the engine. */
export type EngineMessage = ReplyMessage | EventMessage<EngineEvents>;
