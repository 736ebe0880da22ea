/** Hooks by which components read the stores, with one selector each. */

import {
  createContext,
  type RefObject,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { RequestRefused } from '../../contract/refusal.js';
import { settings, type Units } from '../settings/settings.js';
import { isolate } from '../text/bidi.js';
import { createFormats, type Formats } from '../text/format.js';
import { formatLanguage } from '../text/i18n.js';
import { rootLabel } from '../text/root-label.js';
import { type AppState, appStore } from './app-store.js';
import { createDetailsCache, type DetailsCache } from './details-cache.js';
import type { Session } from './session.js';
import type { SessionState } from './session-store.js';

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('no session around this component');
  return session;
}

export const useSessionState = <Value>(selector: (state: SessionState) => Value): Value =>
  useStore(useSession().store, selector);

export const useApp = <Value>(selector: (state: AppState) => Value): Value => useStore(appStore, selector);

export function useFormats(): Formats {
  const { i18n } = useTranslation();
  const units = useStore(settings, (state) => state.units);
  return formatsFor(formatLanguage(i18n.language), units);
}

/** Formats shared by all components: making a number format costs more than a hundred uses of it. */
const knownFormats = new Map<string, Formats>();

function formatsFor(language: string, units: Units): Formats {
  const key = `${language} ${units}`;
  const known = knownFormats.get(key) ?? createFormats(language, units);
  knownFormats.set(key, known);
  return known;
}

export function useMedia(query: string): boolean {
  const media = useMemo(() => window.matchMedia(query), [query]);
  return useSyncExternalStore(
    (listener) => {
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => media.matches,
  );
}

export function useScheme(): 'light' | 'dark' {
  const theme = useStore(settings, (state) => state.theme);
  const isSystemDark = useMedia('(prefers-color-scheme: dark)');
  if (theme !== 'system') return theme;
  return isSystemDark ? 'dark' : 'light';
}

/** Returns a reference to the value of the last render, for listeners that outlive it. */
export function useLatest<Value>(value: Value): RefObject<Value> {
  const latest = useRef(value);
  latest.current = value;
  return latest;
}

/** Sets the window's title to the root that it shows. */
export function useTitle(session: Session | null): void {
  const { t } = useTranslation();
  const root = session?.store.getState().rootName;
  useEffect(() => {
    document.title =
      root === undefined ? t('app.name') : t('desktop.title', { name: isolate(rootLabel(root)) });
  }, [root, t]);
}

const caches = new WeakMap<Session, DetailsCache>();

export function detailsOf(session: Session): DetailsCache {
  const cache = caches.get(session) ?? createDetailsCache(session);
  caches.set(session, cache);
  return cache;
}

/**
 * Returns the engine's answer, requested again at every change of `ask`. The last one stays until the next comes or is
 * refused. Any other failure is thrown to the boundary around the component.
 */
export function useAnswer<Value>(ask: () => Promise<Value>): Value | null {
  const [answer, setAnswer] = useState<Value | null>(null);
  const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null);
  useEffect(() => {
    let isWanted = true;
    ask().then(
      (value) => {
        if (isWanted) setAnswer(value);
      },
      (error: unknown) => {
        if (!isWanted) return;
        if (error instanceof RequestRefused) setAnswer(null);
        else setFailure({ error });
      },
    );
    return () => {
      isWanted = false;
    };
  }, [ask]);
  if (failure !== null) throw failure.error;
  return answer;
}
