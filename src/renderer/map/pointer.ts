/** Pointer on the map: the tile under it is outlined and described, a click selects, a double click goes in. */
import { goBack, goForward, goTo, select } from '../actions/navigation.js';
import { enteredNode, isRestTile } from '../look/tile-flags.js';
import type { Session } from '../state/session.js';
import type { MapPainter } from './painter.js';
import type { Tooltip } from './tooltip.js';

export function connectPointer(
  element: HTMLElement,
  map: MapPainter,
  session: Session,
  tooltip: Tooltip,
): () => void {
  const tileUnder = (event: MouseEvent): number => {
    const { left, top } = element.getBoundingClientRect();
    return map.tileAt(event.clientX - left, event.clientY - top);
  };
  let last: MouseEvent | null = null;
  const point = (event: MouseEvent) => {
    last = event;
    const tile = tileUnder(event);
    const isOther = map.hover(tile);
    if (tile <= 0 || map.frame === null) tooltip.hide();
    else if (isOther) tooltip.show(map.frame, tile, event.clientX, event.clientY);
    else tooltip.move(event.clientX, event.clientY);
  };
  const leave = () => {
    last = null;
    map.hover(-1);
    tooltip.hide();
  };
  const pick = (event: MouseEvent) => {
    const tile = tileUnder(event);
    if (map.frame !== null && tile > 0 && !isRestTile(map.frame, tile))
      select(session, map.frame.node[tile]!);
  };
  const enter = (event: MouseEvent) => {
    const tile = tileUnder(event);
    if (map.frame === null || tile <= 0) return;
    leave();
    goTo(session, enteredNode(map.frame, tile));
  };
  /** Goes back or forward by the side buttons of a mouse. */
  const turn = (event: MouseEvent) => {
    if (event.button === 3) goBack(session);
    if (event.button === 4) goForward(session);
  };
  // Tiles change under a resting pointer during a scan.
  const stopFrames = session.frames.listen(() => {
    if (last !== null) point(last);
  });
  const listeners = [
    ['pointermove', point],
    ['pointerleave', leave],
    ['click', pick],
    ['dblclick', enter],
    ['mouseup', turn],
  ] as const;
  for (const [name, listener] of listeners) element.addEventListener(name, listener);
  return () => {
    stopFrames();
    for (const [name, listener] of listeners) element.removeEventListener(name, listener);
    tooltip.hide();
  };
}
