/** Keys on the map: arrows move the selection between neighbouring tiles, Enter goes in, Backspace and Esc go out. */
import type { Frame } from '../../contract/view.js';
import { type Direction, neighbour } from '../../core/map/navigation.js';
import { goTo, goUp, select } from '../actions/navigation.js';
import { enteredNode, isRestTile, openTiles, tileOf } from '../look/tile-flags.js';
import type { Session } from '../state/session.js';

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Returns whether the key meant something. */
export function handleMapKey(event: KeyboardEvent, frame: Frame, session: Session): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  const selected = tileOf(frame, session.store.getState().selection);
  const direction = directions[event.key];
  if (direction !== undefined) return moveSelection(frame, session, selected, direction);
  switch (event.key) {
    case 'Enter':
      if (selected > 0) goTo(session, enteredNode(frame, selected));
      return true;
    case 'Home':
      return selectTile(frame, session, largestTile(frame));
    case 'Backspace':
    case 'Escape':
      goUp(session);
      return true;
    default:
      return false;
  }
}

function moveSelection(frame: Frame, session: Session, selected: number, direction: Direction): boolean {
  if (selected <= 0) return selectTile(frame, session, largestTile(frame));
  // A tile of many entries cannot be selected: it is passed over.
  let tile = neighbour(frame, selected, direction);
  for (let steps = 0; tile > 0 && isRestTile(frame, tile) && steps < 8; steps++) {
    const next = neighbour(frame, tile, direction);
    if (next === tile) break;
    tile = next;
  }
  return selectTile(frame, session, tile);
}

function selectTile(frame: Frame, session: Session, tile: number): boolean {
  if (tile > 0 && !isRestTile(frame, tile)) select(session, frame.node[tile]!);
  return true;
}

/** Returns the largest tile that holds no others. */
function largestTile(frame: Frame): number {
  const open = openTiles(frame);
  let largest = -1;
  let area = 0;
  for (let tile = 1; tile < frame.x.length; tile++) {
    const own = frame.width[tile]! * frame.height[tile]!;
    if (!open[tile] && own > area && !isRestTile(frame, tile)) {
      largest = tile;
      area = own;
    }
  }
  return largest;
}
