/** Actions on the view, shared by keys, buttons and legend. */
import { COLOUR_MODES, type ColourMode } from '../../contract/view.js';
import type { SessionState, SessionStore } from '../state/session-store.js';

/** Colour modes of a root that is not compared. */
export const usualModes: readonly ColourMode[] = COLOUR_MODES.filter((mode) => mode !== 'change');

/** Colour modes that can be chosen now. */
export const colourModes = ({ comparison }: SessionState): readonly ColourMode[] =>
  comparison === null ? usualModes : COLOUR_MODES;

/** Sets the colour mode. Hidden keys belong to a mode, so they are shown again. */
export const setColours = (store: SessionStore, colours: ColourMode): void => {
  if (store.getState().colours !== colours) store.setState({ colours, hiddenKeys: [] });
};

export const toggleMeasure = (store: SessionStore): void =>
  store.setState(({ measure, order }) => {
    const next = measure === 'allocated' ? 'apparent' : 'allocated';
    return { measure: next, order: order.sort === measure ? { ...order, sort: next } : order };
  });

export const toggleEveryLink = (store: SessionStore): void =>
  store.setState(({ everyLink }) => ({ everyLink: !everyLink }));

export const setFilter = (store: SessionStore, filter: string): void => store.setState({ filter });

export const toggleKey = (store: SessionStore, key: number): void =>
  store.setState(({ hiddenKeys }) => ({
    hiddenKeys: hiddenKeys.includes(key) ? hiddenKeys.filter((other) => other !== key) : [...hiddenKeys, key],
  }));

/** Hides all keys but one, or shows all again when it was alone. */
export const showOnlyKey = (store: SessionStore, key: number, keys: readonly number[]): void =>
  store.setState(({ hiddenKeys }) => {
    const others = keys.filter((other) => other !== key);
    const isAlone = !hiddenKeys.includes(key) && hiddenKeys.length === others.length;
    return { hiddenKeys: isAlone ? [] : others };
  });
