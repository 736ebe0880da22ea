/** What can be read or changed at a glance in one tab. The frame and the rows are not here: see `session/`. */
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
  /** From the root to the focus, as the last frame has it. */
  readonly path: readonly PathStep[];
  readonly back: readonly number[];
  readonly forward: readonly number[];
  /** -1 for none. */
  readonly selection: number;
  readonly filter: string;
  readonly filterProblem: FilterProblem | null;
  readonly colours: ColourMode;
  readonly measure: Measure;
  readonly everyLink: boolean;
  readonly hiddenKeys: readonly number[];
  readonly order: Order;
  /** The snapshot that is shown, as long as nobody has looked at what is there now. */
  readonly shownFrom: SnapshotInfo | null;
  /** The last scan that was kept while the root was open. */
  readonly saved: SnapshotInfo | null;
  /** Why the last scan could not be kept. */
  readonly notSaved: Refusal | null;
  /** A snapshot that was not taken. */
  readonly refusedSnapshot: RefusedFile | null;
  /** With which snapshot the root is compared; null for none. */
  readonly comparison: ComparedWith | null;
  readonly changeOrder: ChangeOrder;
  /** Goes up whenever the engine would answer differently than before. */
  readonly revision: number;
  /** Goes up with every frame that was drawn. */
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
