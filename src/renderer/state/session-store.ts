/** State of one tab. Frames and rows are not in it: see `frame-feed.ts` and `list/row-source.ts`. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ChangeOrder, ComparedWith } from '../../contract/comparison-protocol.js';
import type { Measure } from '../../contract/entries.js';
import type { Order } from '../../contract/lists.js';
import type { Refusal } from '../../contract/refusal.js';
import type { Finished, Progress, RefusedFile, SnapshotInfo } from '../../contract/scans.js';
import type { ColourMode, FilterProblem } from '../../contract/view.js';

type Phase = 'scanning' | 'finished' | 'failed' | 'ended';

interface PathStep {
  readonly node: number;
  readonly name: string;
}

export interface SessionState {
  readonly phase: Phase;
  readonly rootName: string;
  readonly rootNode: number;
  readonly refusal: Refusal | null;
  readonly progress: Progress | null;
  readonly finished: Finished | null;
  readonly focus: number;
  /** Folders from the root to the focus, as the last frame has them. */
  readonly path: readonly PathStep[];
  readonly back: readonly number[];
  readonly forward: readonly number[];
  /** Selected node; -1 for none. */
  readonly selection: number;
  readonly filter: string;
  readonly filterProblem: FilterProblem | null;
  readonly colours: ColourMode;
  readonly measure: Measure;
  readonly everyLink: boolean;
  readonly hiddenKeys: readonly number[];
  readonly order: Order;
  /** Snapshot that is shown until the root is read again. */
  readonly shownFrom: SnapshotInfo | null;
  /** Last scan that was kept while the root was open. */
  readonly saved: SnapshotInfo | null;
  /** Reason why the last scan could not be kept. */
  readonly notSaved: Refusal | null;
  /** Snapshot that was refused. */
  readonly refusedSnapshot: RefusedFile | null;
  /** Snapshot that the root is compared with; null for none. */
  readonly comparison: ComparedWith | null;
  readonly changeOrder: ChangeOrder;
  /** Number that goes up whenever the engine would answer otherwise than before. */
  readonly revision: number;
  /** Number of the last frame that was drawn. */
  readonly frame: number;
}

export type SessionStore = StoreApi<SessionState>;

export const createSessionStore = (
  rootName: string,
  rootNode: number,
  shownFrom: SnapshotInfo | null = null,
): SessionStore =>
  createStore<SessionState>(() => ({
    phase: 'scanning',
    rootName,
    rootNode,
    refusal: null,
    progress: null,
    finished: null,
    focus: rootNode,
    path: [{ node: rootNode, name: rootName }],
    back: [],
    forward: [],
    selection: -1,
    filter: '',
    filterProblem: null,
    colours: 'type',
    measure: 'allocated',
    everyLink: false,
    hiddenKeys: [],
    order: { sort: 'allocated', descending: true },
    shownFrom,
    saved: null,
    notSaved: null,
    refusedSnapshot: null,
    comparison: null,
    changeOrder: { sort: 'magnitude', descending: true, onlyChanged: true },
    revision: 0,
    frame: 0,
  }));
