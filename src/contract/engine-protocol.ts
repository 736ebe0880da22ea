/**
 * Requests and events between a page and the engine of one root.
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
  FolderIdentity,
  Opened,
  OpenRootRequest,
  Progress,
  QuickRules,
  RefusedFile,
  SnapshotInfo,
} from './scans.js';
import type { FilterProblem, Frame, GroupedMode, View } from './view.js';

/** Request to open a root; the host adds the identity, where it has seen the folder. */
export interface EngineOpenRequest extends OpenRootRequest {
  readonly identity?: FolderIdentity | undefined;
}

/** Requests by name, with their payload and their answer. */
export type EngineRequests = {
  /**
   * Scans a root. With `fromSnapshot` its newest snapshot by the same options is shown instead, if there is one: then
   * `finished` follows with the numbers of that scan, and `rescan` goes on from there. Another folder than the one with
   * `identity` is refused, now and at every rescan.
   */
  open: (request: EngineOpenRequest) => Opened;
  /** Ends the scan. Entries that were read stay, and folders that were not are marked partial. */
  cancel: () => null;
  /**
   * Looks again at a folder and all below it: at every name, or, with `quick`, trusting most files in folders that have
   * not changed. What is known stays, with its numbers; `progress` and `finished` follow. Refused while something is
   * being read, and where links were followed: such a root must be opened again.
   */
  rescan: (request: { node: number; quick: QuickRules | null }) => null;
  /** Shows something else from now on. Frames follow as events. */
  show: (view: View) => { readonly filterProblem: FilterProblem | null };
  /** Says that a frame, and those before, were drawn: the next one may come. */
  acknowledge: (number: number) => null;
  children: (request: Order & { node: number; offset: number; limit: number }) => Rows & {
    readonly folder: FolderBytes;
  };
  place: (request: Order & { node: number }) => Place;
  /**
   * Returns paths relative to the root, each ended by a NUL, with a slash at the end of a directory. `nodesAt` finds by them, after
   * another scan, nodes whose number has changed.
   */
  pathsOf: (nodes: readonly number[]) => Uint8Array;
  nodesAt: (request: { paths: Uint8Array }) => FoundPaths;
  /** Returns entries whose name contains the text, the largest first. */
  find: (request: { text: string; limit: number }) => Rows;
  largestFiles: (request: { limit: number }) => Rows;
  /**
   * Returns groups of all entries. Extensions beyond `limit` are one group. By change they are `ChangeGroup`s; refused
   * where nothing is compared.
   */
  groups: (request: { by: GroupedMode } | { by: 'extension'; limit: number }) => readonly Group[];
  details: (node: number) => NodeDetails;
  errors: (request: { offset: number; limit: number }) => {
    readonly total: number;
    readonly rows: readonly FailureRow[];
  };
  /** Writes a listing as CSV, of everything or of what the filter leaves, in `exportChunk` events. */
  exportCsv: (request: { filtered: boolean }) => { readonly id: number };
  /** Asks for the next chunk of an export. */
  exportNext: (id: number) => null;
  exportCancel: (id: number) => null;
  /** Returns the snapshots of the root, the newest first. */
  snapshots: () => readonly SnapshotInfo[];
  close: () => null;
} & ComparisonRequests;

export type EngineEvents = {
  frame: Frame;
  progress: Progress;
  finished: Finished;
  failed: Refusal;
  /** The scan of the last `finished` is saved. */
  saved: SnapshotInfo;
  /** The scan could not be saved; earlier snapshots stay. */
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
