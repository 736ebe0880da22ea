/** Keys of the list, as the treegrid pattern of the ARIA practices guide has them for rows. */
import { goTo, goUp, select } from '../actions/navigation.js';
import type { Session } from '../state/session.js';
import type { RowSource } from './row-source.js';
import { rowHeight } from './scaled-scroll.js';
import type { RowsInView } from './use-rows-in-view.js';

interface ListMove {
  readonly source: RowSource;
  readonly view: RowsInView;
  readonly session: Session;
  /** Tells the list of a selection that it need not search. */
  setHere(node: number): void;
}

/** Returns whether the key meant something. */
export function handleListKey(event: KeyboardEvent, move: ListMove): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  const current = currentRow(move);
  const page = Math.max(1, Math.floor(move.view.viewHeight / rowHeight) - 1);
  const last = move.source.tree.count - 1;
  switch (event.key) {
    case 'ArrowDown':
      return selectRow(move, current < 0 ? move.view.first : current + 1);
    case 'ArrowUp':
      return selectRow(move, current < 0 ? move.view.first : current - 1);
    case 'PageDown':
      return selectRow(move, Math.min(last, Math.max(0, current) + page));
    case 'PageUp':
      return selectRow(move, Math.max(0, current - page));
    case 'Home':
      return selectRow(move, 0);
    case 'End':
      return selectRow(move, last);
    case 'ArrowRight':
      return openRow(move, current);
    case 'ArrowLeft':
      return closeRow(move, current);
    case 'Enter':
      return enterRow(move, current);
    case 'Backspace':
    case 'Escape':
      goUp(move.session);
      return true;
    default:
      return false;
  }
}

/** Returns the row of the selection, where it is in view or close to it. */
function currentRow({ source, view, session }: ListMove): number {
  const { selection } = session.store.getState();
  if (selection < 0) return -1;
  for (const row of nearby(view, source.tree.count)) {
    const place = source.tree.at(row);
    if (place !== null && source.row(place)?.node === selection) return row;
  }
  return -1;
}

function* nearby(view: RowsInView, count: number): Iterable<number> {
  const start = Math.max(0, view.first - view.length);
  const end = Math.min(count, view.first + 2 * view.length);
  for (let row = start; row < end; row++) yield row;
}

function selectRow({ source, view, session, setHere }: ListMove, row: number): boolean {
  const place = source.tree.at(row);
  if (place === null) return true;
  view.scrollTo(row);
  const found = source.row(place);
  if (found === null) {
    // It comes with the next answer, and is selected then.
    const stop = source.listen(() => {
      const loaded = source.row(place);
      if (loaded === null) return;
      stop();
      setHere(loaded.node);
      select(session, loaded.node);
    });
    return true;
  }
  setHere(found.node);
  select(session, found.node);
  return true;
}

function openRow(move: ListMove, row: number): boolean {
  const place = move.source.tree.at(row);
  const found = place === null ? null : move.source.row(place);
  if (place === null || !found?.isFolder) return true;
  if (move.source.isOpen(found.node)) return selectRow(move, row + 1);
  move.source.toggle(place, found.node);
  return true;
}

function closeRow(move: ListMove, row: number): boolean {
  const place = move.source.tree.at(row);
  const found = place === null ? null : move.source.row(place);
  if (place === null || found === null) return true;
  if (move.source.isOpen(found.node)) {
    move.source.toggle(place, found.node);
    return true;
  }
  const { branch } = place;
  return branch.parent === null || selectRow(move, move.source.tree.rowOf(branch.parent, branch.index));
}

function enterRow(move: ListMove, row: number): boolean {
  const place = move.source.tree.at(row);
  const found = place === null ? null : move.source.row(place);
  if (found?.isFolder && !found.isGone) goTo(move.session, found.node);
  return true;
}
