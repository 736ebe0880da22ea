/**
 * Position in a root (focus, selection, history), kept across another scan of it. Nodes have other numbers then, so
 * paths are kept, and are resolved as they are read: of what is gone the nearest folder stays, or nothing.
 */

import { RequestRefused } from '../../contract/refusal.js';
import type { Frame } from '../../contract/view.js';
import { SLASH } from '../../core/columns/bytes.js';
import type { Session } from './session.js';

export interface SavedPosition {
  readonly focus: number;
  /** Selected node; -1 for none. */
  readonly selection: number;
  readonly back: readonly number[];
  readonly forward: readonly number[];
  readonly openRows: readonly number[];
  /** Nodes of the fields above, each once, and their paths. */
  readonly nodes: readonly number[];
  readonly paths: Uint8Array;
  /** Owners that are hidden by the legend. They are kept by name: another scan gives them other keys. */
  readonly hiddenOwners: readonly string[];
}

/** Limits of steps of the history and of open rows that are kept. */
const maxSteps = 50;
const maxOpenRows = 800;

/** Returns the present position. After the engine's end no more than the focus is known. */
export async function readPosition(session: Session): Promise<SavedPosition> {
  const { focus, selection, back, forward } = session.store.getState();
  const position = {
    focus,
    selection,
    back: back.slice(-maxSteps),
    forward: forward.slice(-maxSteps),
    openRows: [...session.openRows].slice(-maxOpenRows),
    hiddenOwners: hiddenOwners(session),
  };
  const others = [...position.back, ...position.forward, ...position.openRows];
  // An entry that exists only in the snapshot can be selected, but has no path to be found by.
  for (const own of selection < 0 ? [[focus]] : [[focus, selection], [focus]]) {
    const nodes = [...new Set([...own, ...others])];
    try {
      return { ...position, nodes, paths: await session.client.request('pathsOf', nodes) };
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error;
    }
  }
  const frame = session.frames.current;
  const isKnown = frame !== null && frame.focus === focus;
  return { ...position, nodes: isKnown ? [focus] : [], paths: isKnown ? pathOf(frame) : new Uint8Array() };
}

/**
 * Restores a position as far as it is read, until all is found or the scan has ended. Where the user goes elsewhere in
 * the meantime, that is respected. Resolves when the focus is restored, or nothing more can be.
 */
export function restorePosition(session: Session, position: SavedPosition): Promise<void> {
  return new Promise((resolve) => {
    const way = new Restoring(session, position);
    let isAsking = false;
    const step = async () => {
      if (isAsking) return;
      isAsking = true;
      const hasEnded = session.store.getState().phase !== 'scanning';
      await way.go(hasEnded);
      isAsking = false;
      if (way.isThere || hasEnded) resolve();
      if (way.isDone || hasEnded) for (const stop of stops) stop();
      else if (session.store.getState().phase !== 'scanning') void step();
    };
    const stops = [
      session.client.on('progress', () => void step()),
      session.client.on('finished', () => void step()),
      session.client.on('failed', () => void step()),
    ];
    session.client.onEnd(() => resolve());
    void step();
  });
}

class Restoring {
  /** Whether the focus is restored. */
  isThere = false;
  /** Whether all is found. */
  isDone = false;
  private readonly session: Session;
  private readonly position: SavedPosition;
  /** Values that were set last: the user has gone elsewhere where they differ. */
  private focus: number;
  private selection: number;
  private steps: readonly number[];

  constructor(session: Session, position: SavedPosition) {
    this.session = session;
    this.position = position;
    const { focus, selection, back } = session.store.getState();
    this.focus = focus;
    this.selection = selection;
    this.steps = back;
  }

  async go(isLast: boolean): Promise<void> {
    const { nodes, paths, hiddenOwners } = this.position;
    try {
      const found = await this.session.client.request('nodesAt', { paths });
      const now = new Map(nodes.map((node, index) => [node, found.node[index]!]));
      const whole = new Map([...now].filter((_, index) => found.isWhole[index] === 1));
      this.take(isLast ? now : whole, whole);
      if (isLast) this.forgetSelection(whole);
      this.isDone = whole.size === nodes.length && hiddenOwners.length === 0;
      if (isLast && hiddenOwners.length > 0) await hideOwners(this.session, hiddenOwners);
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error;
    }
  }

  private take(nearest: ReadonlyMap<number, number>, whole: ReadonlyMap<number, number>): void {
    const { store, openRows } = this.session;
    const { focus, selection, back, forward } = this.position;
    const before = openRows.size;
    for (const node of mapped(this.position.openRows, whole)) openRows.add(node);
    if (openRows.size > before) store.setState(({ revision }) => ({ revision: revision + 1 }));
    const state = store.getState();
    const target = nearest.get(focus);
    if (target !== undefined && state.focus === this.focus && state.back === this.steps) {
      this.focus = target;
      this.steps = mapped(back, whole);
      this.isThere = true;
      store.setState({ focus: target, back: this.steps, forward: mapped(forward, whole) });
    }
    const selected = whole.get(selection);
    if (selected !== undefined && store.getState().selection === this.selection) {
      this.selection = selected;
      store.setState({ selection: selected });
    }
  }

  private forgetSelection(whole: ReadonlyMap<number, number>): void {
    const { store } = this.session;
    const isGone = this.position.selection >= 0 && !whole.has(this.position.selection);
    if (isGone && store.getState().selection === this.selection) store.setState({ selection: -1 });
  }
}

const mapped = (nodes: readonly number[], to: ReadonlyMap<number, number>): number[] =>
  nodes.map((node) => to.get(node)).filter((node) => node !== undefined);

function hiddenOwners({ store, seenGroups }: Session): string[] {
  const { colours, hiddenKeys } = store.getState();
  if (colours !== 'owner') return [];
  return hiddenKeys.map((key) => seenGroups.get('owner', key)?.label).filter((name) => name !== undefined);
}

/** Hides owners by name. The keys of owners are final only when all is read. */
async function hideOwners({ client, store, seenGroups }: Session, names: readonly string[]): Promise<void> {
  const groups = await client.request('groups', { by: 'owner' });
  seenGroups.add('owner', groups);
  const { colours, hiddenKeys } = store.getState();
  if (colours !== 'owner' || hiddenKeys.length > 0) return;
  store.setState({
    hiddenKeys: groups.filter(({ label }) => names.includes(label)).map(({ key }) => key),
  });
}

/** Returns the path of a frame's focus, relative to the root. */
function pathOf({ pathNames }: Frame): Uint8Array {
  const bytes = pathNames.slice(1).flatMap((name) => [...name, SLASH]);
  return Uint8Array.of(...bytes, 0);
}
