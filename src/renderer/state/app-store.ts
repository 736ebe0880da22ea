/** State of the window: open roots, the one that is shown, and the host's connection. */
import { createStore } from 'zustand/vanilla';
import type { RefusedPath } from '../../contract/desktop-protocol.js';
import type { OfferedFolder, OfferedRoot } from '../../contract/host-protocol.js';
import type { Refusal } from '../../contract/refusal.js';
import type { ScanOptions } from '../../contract/scans.js';
import type { ConnectionState, Host } from '../host/host.js';
import { keepValue, readKeptValue } from '../settings/kept-value.js';
import { readScanOptions, withoutEmptyGlobs } from './scan-options.js';
import type { Session } from './session.js';

/** View of a narrow window. */
export type NarrowView = 'map' | 'list' | 'panels' | 'details';
type Dialog = 'none' | 'shortcuts' | 'settings' | 'export' | 'rescan' | 'compare';
export type PanelName = 'types' | 'largest' | 'age' | 'owners' | 'errors' | 'changes';

export interface AppState {
  readonly host: Host | null;
  readonly roots: readonly OfferedRoot[];
  readonly connection: ConnectionState | 'connecting' | 'refused';
  /** Folder that is being opened. */
  readonly opening: OfferedFolder | null;
  /** Reason why the last folder could not be opened. */
  readonly openProblem: { readonly folder: OfferedFolder; readonly refusal: Refusal } | null;
  /** Paths that were given to the window and cannot be opened. */
  readonly refusedPaths: readonly RefusedPath[];
  readonly sessions: readonly Session[];
  /** Id of the session that is shown; 0 is the start screen. */
  readonly active: number;
  /** Whether there is another root to open, or a folder within one. */
  readonly canOpenMore: boolean;
  /** Options of the next scan, kept by the browser. */
  readonly scanOptions: ScanOptions;
  readonly narrowView: NarrowView;
  readonly panel: PanelName;
  readonly isSideShown: boolean;
  readonly areDetailsShown: boolean;
  readonly dialog: Dialog;
}

const scanKey = 'hectare.scan';

export const appStore = createStore<AppState>(() => ({
  host: null,
  roots: [],
  connection: 'connecting',
  opening: null,
  openProblem: null,
  refusedPaths: [],
  sessions: [],
  active: 0,
  canOpenMore: false,
  scanOptions: readScanOptions(readKeptValue(scanKey)),
  narrowView: 'map',
  panel: 'types',
  isSideShown: true,
  areDetailsShown: true,
  dialog: 'none',
}));

appStore.subscribe(({ scanOptions }, before) => {
  if (scanOptions !== before.scanOptions) keepValue(scanKey, withoutEmptyGlobs(scanOptions));
});
