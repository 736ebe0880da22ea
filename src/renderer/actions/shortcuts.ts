/** Keys that mean the same everywhere except in text fields, and the side buttons of a mouse. */

import { appStore } from '../state/app-store.js';
import type { Session } from '../state/session.js';
import { endComparison } from './comparing.js';
import { goBack, goForward, goUp } from './navigation.js';
import { rescan } from './rescan.js';
import { colourModes, setColours, toggleEveryLink, toggleMeasure, usualModes } from './view-actions.js';

/** Keys that `?` lists, each with the key of its text. */
export const shortcuts = [
  [['←', '↑', '↓', '→'], 'arrows'],
  [['Enter'], 'enter'],
  [['Backspace', 'Esc'], 'out'],
  [['Alt+←', 'Alt+→'], 'history'],
  [['/'], 'filter'],
  [usualModes.map((_, index) => `${index + 1}`), 'colours'],
  [['s'], 'sizes'],
  [['l'], 'links'],
  [['r'], 'rescan'],
  [['q'], 'quick'],
  [['c'], 'compare'],
  [['?'], 'help'],
] as const;

export function listenToShortcuts(): void {
  document.addEventListener('keydown', (event) => {
    const session = activeSession();
    if (event.defaultPrevented || appStore.getState().dialog !== 'none' || isWriting(event.target)) return;
    if (isShortcut(event, session) || isForMap(event)) event.preventDefault();
  });
}

/** Actions by number of the button. */
const sideButtons: Readonly<Record<number, (session: Session) => void>> = { 3: goBack, 4: goForward };

/** Listens to the side buttons of a mouse. Left alone they would leave the page, and lose the scan. */
export function listenToSideButtons(): void {
  document.addEventListener('mouseup', (event) => {
    const session = activeSession();
    const go = sideButtons[event.button];
    if (session === undefined || go === undefined) return;
    event.preventDefault();
    if (appStore.getState().dialog === 'none') go(session);
  });
}

function isShortcut(event: KeyboardEvent, session: Session | undefined): boolean {
  if (event.ctrlKey || event.metaKey) return false;
  if (event.key === '?') {
    appStore.setState({ dialog: 'shortcuts' });
    return true;
  }
  if (session === undefined) return false;
  return event.altKey ? isHistory(event.key, session) : isPlain(event.key, session);
}

/** Hands arrows, Enter and Escape to the map where nothing has the focus. */
function isForMap({ key, target, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  const map = document.querySelector<HTMLElement>('.map');
  if (
    target !== document.body ||
    map === null ||
    altKey ||
    ctrlKey ||
    metaKey ||
    !/^(Arrow|Home|Enter|Escape)/.test(key)
  ) {
    return false;
  }
  map.focus();
  map.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  return true;
}

function isHistory(key: string, session: Session): boolean {
  if (key === 'ArrowLeft') goBack(session);
  else if (key === 'ArrowRight') goForward(session);
  else if (key === 'ArrowUp') goUp(session);
  else return false;
  return true;
}

function isPlain(key: string, session: Session): boolean {
  const mode = colourModes(session.store.getState())[Number(key) - 1];
  if (mode !== undefined) setColours(session.store, mode);
  else if (key === 's') toggleMeasure(session.store);
  else if (key === 'l') toggleEveryLink(session.store);
  else if (key === 'r') void rescan(session, 'exact');
  else if (key === 'q') void rescan(session, 'quick');
  else if (key === 'c') toggleComparison(session);
  else if (key === '/') document.getElementById('filter')?.focus();
  else if (key === 'Backspace') goUp(session);
  else return false;
  return true;
}

function toggleComparison(session: Session): void {
  if (session.store.getState().comparison === null) appStore.setState({ dialog: 'compare' });
  else endComparison(session);
}

const activeSession = (): Session | undefined => {
  const { sessions, active } = appStore.getState();
  return sessions.find(({ id }) => id === active);
};

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
