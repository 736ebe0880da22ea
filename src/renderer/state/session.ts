/**
 * Session of an open root: its engine, its store and its frames. The view (focus, measure, filter, colours) lives in
 * the store; whenever it changes, the engine is told once a microtask.
 */

import type { OfferedFolder } from '../../contract/host-protocol.js';
import { RequestRefused } from '../../contract/refusal.js';
import type { ScanOptions } from '../../contract/scans.js';
import type { Frame, View } from '../../contract/view.js';
import { EngineClient } from '../host/engine-client.js';
import type { DesktopSession, OpenedRoot } from '../host/host.js';
import { displayName } from '../text/display-name.js';
import { FrameFeed } from './frame-feed.js';
import { SeenGroups } from './seen-groups.js';
import { createSessionStore, type SessionState, type SessionStore } from './session-store.js';

export interface Session {
  readonly id: number;
  readonly root: OfferedFolder;
  readonly options: ScanOptions;
  readonly client: EngineClient;
  readonly desktop: DesktopSession | undefined;
  readonly store: SessionStore;
  readonly frames: FrameFeed;
  /** Folders whose rows are open in the list, in any of its views. */
  readonly openRows: Set<number>;
  /** Open folders in the list of changes, whose numbers are valid until the next scan ends. */
  readonly openChanges: Set<number>;
  readonly seenGroups: SeenGroups;
  /** Size of the map in CSS pixels; 0 while no map is shown. */
  readonly size: { readonly width: number; readonly height: number };
  resize(width: number, height: number): void;
  /** Tells the engine that a frame has been drawn, and the next may come. */
  acknowledge(frame: Frame): void;
  close(): void;
}

/** Interval at which lists are asked for again during a scan. */
const listIntervalMs = 900;
let lastId = 0;

export function startSession(
  root: OfferedFolder,
  options: ScanOptions,
  { opened, port, desktop }: OpenedRoot,
): Session {
  const client = new EngineClient(port);
  const store = createSessionStore(displayName(opened.root), opened.node, opened.snapshot);
  const frames = new FrameFeed();
  const size = { width: 0, height: 0 };
  const sendView = createViewSender(client, store, size);

  listenToEngine(client, store, frames);
  store.subscribe((state, before) => {
    if (isOtherView(state, before)) sendView();
  });
  sendView();

  return {
    id: ++lastId,
    root,
    options,
    client,
    desktop,
    store,
    frames,
    openRows: new Set(),
    openChanges: new Set(),
    seenGroups: new SeenGroups(),
    size,
    resize: (width, height) => {
      if (width === size.width && height === size.height) return;
      size.width = width;
      size.height = height;
      sendView();
    },
    acknowledge: (frame) => {
      client.send('acknowledge', frame.number);
      if (store.getState().frame !== frame.number) store.setState({ frame: frame.number });
    },
    close: () => client.close(),
  };
}

const isOtherView = (state: SessionState, before: SessionState): boolean =>
  state.focus !== before.focus ||
  state.filter !== before.filter ||
  state.colours !== before.colours ||
  state.measure !== before.measure ||
  state.everyLink !== before.everyLink ||
  state.hiddenKeys !== before.hiddenKeys;

/** Sends the view at most once a microtask; when the engine has taken it, the lists are out of date. */
function createViewSender(
  client: EngineClient,
  store: SessionStore,
  size: { width: number; height: number },
) {
  let isWaiting = false;
  let focus = -1;
  const send = async () => {
    isWaiting = false;
    const { phase, filter } = store.getState();
    if (phase !== 'scanning' && phase !== 'finished') return;
    const view = viewOf(store.getState(), size);
    const isOnlyFocus = view.focus !== focus;
    focus = view.focus;
    try {
      const { filterProblem } = await client.request('show', view);
      const state = store.getState();
      if (state.filter === filter) store.setState({ filterProblem });
      if (!isOnlyFocus || filter !== '') bumpRevision(store);
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error;
      // The focus is a folder of the history that has gone.
      if (error.refusal.code === 'noSuchNode') store.setState(({ rootNode }) => ({ focus: rootNode }));
    }
  };
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    queueMicrotask(() => void send());
  };
}

const viewOf = (state: SessionState, size: { width: number; height: number }): View => ({
  focus: state.focus,
  width: size.width,
  height: size.height,
  measure: state.measure,
  everyLink: state.everyLink,
  filter: state.filter,
  colours: state.colours,
  hiddenKeys: state.hiddenKeys,
});

function listenToEngine(client: EngineClient, store: SessionStore, frames: FrameFeed): void {
  let lastBump = 0;
  client.on('frame', (frame) => {
    takePath(store, frame);
    frames.put(frame);
  });
  client.on('progress', (progress) => {
    store.setState({ progress });
    if (store.getState().phase !== 'scanning' || performance.now() - lastBump < listIntervalMs) return;
    lastBump = performance.now();
    bumpRevision(store);
  });
  client.on('finished', (finished) => {
    store.setState((state) => ({
      phase: 'finished',
      finished,
      progress: finished,
      revision: state.revision + 1,
    }));
  });
  client.on('saved', (saved) => store.setState({ saved, notSaved: null }));
  client.on('notSaved', (notSaved) => store.setState({ notSaved }));
  client.on('snapshotRefused', (refusedSnapshot) => store.setState({ refusedSnapshot }));
  client.on('failed', (refusal) => store.setState({ phase: 'failed', refusal }));
  client.onEnd((reason) =>
    store.setState({ phase: 'ended', refusal: { code: 'engineEnded', message: reason } }),
  );
}

/** Takes the path from a frame, so that the crumbs name what the map shows. */
function takePath(store: SessionStore, frame: Frame): void {
  const { path, focus } = store.getState();
  if (frame.focus !== focus) return;
  const isSame =
    path.length === frame.path.length && path.every((step, index) => step.node === frame.path[index]);
  if (isSame && path.length > 1) return;
  const names = pathNames(frame);
  const rootName = store.getState().rootName;
  const steps = Array.from(frame.path, (node, index) => ({
    node,
    name: index === 0 ? rootName : (names[index] ?? ''),
  }));
  if (!isSame || steps.length !== path.length) store.setState({ path: steps });
}

const pathNames = (frame: Frame): string[] => frame.pathNames.map(displayName);

const bumpRevision = (store: SessionStore): void =>
  store.setState((state) => ({ revision: state.revision + 1 }));
