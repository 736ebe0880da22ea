/** Opening, showing, rescanning and closing roots. Each has an engine of its own, which ends with its tab. */
import type { Refusal, ScanOptions } from '../../contract/engine-protocol.js';
import type { OfferedFolder } from '../../contract/host-protocol.js';
import { withoutEmptyGlobs } from '../scan-options/scan-options.js';
import { readPlace, takePlace } from '../session/place.js';
import { type Session, startSession } from '../session/session.js';
import { appStore } from '../store/app-store.js';

export async function openRoot(folder: OfferedFolder): Promise<Session | null> {
  appStore.setState({ opening: folder, openProblem: null });
  try {
    const session = await startRoot(folder, withoutEmptyGlobs(appStore.getState().scanOptions));
    appStore.setState((state) => ({ sessions: [...state.sessions, session], active: session.id }));
    return session;
  } catch (error) {
    appStore.setState({ openProblem: { folder, refusal: refusalOf(error) } });
    return null;
  } finally {
    appStore.setState({ opening: null });
  }
}

/** Roots that are about to be read again. */
const leaving = new WeakSet<Session>();
/** So long is the old scan shown until the new one has come to the folder that is looked at. */
const longestHold = 1000;

/** Reads the root again with a new engine, in the tab, the place and the view that it had. */
export async function rescan(session: Session, options: ScanOptions = session.options): Promise<void> {
  if (leaving.has(session)) return;
  leaving.add(session);
  try {
    const place = await readPlace(session);
    const next = await startRoot(session.root, options);
    takeView(next, session);
    const arrival = takePlace(next, place).then(() => firstFrame(next));
    await Promise.race([arrival, new Promise((resolve) => setTimeout(resolve, longestHold))]);
    replaceSession(session, next);
  } catch (error) {
    session.store.setState({ phase: 'failed', refusal: refusalOf(error) });
  } finally {
    leaving.delete(session);
  }
}

function takeView(next: Session, session: Session): void {
  const { colours, measure, everyLink, filter, order, hiddenKeys } = session.store.getState();
  const keys = colours === 'owner' ? [] : hiddenKeys;
  next.seenGroups.takeOver(session.seenGroups);
  next.store.setState({ colours, measure, everyLink, filter, order, hiddenKeys: keys });
  next.resize(session.size.width, session.size.height);
}

function firstFrame({ frames, size }: Session): Promise<void> {
  if (frames.current !== null || size.width === 0) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = frames.listen(() => {
      stop();
      resolve();
    });
  });
}

function replaceSession(session: Session, next: Session): void {
  const { sessions } = appStore.getState();
  // The tab may have been closed in the meantime.
  if (!sessions.includes(session)) {
    next.close();
    return;
  }
  appStore.setState((state) => ({
    sessions: state.sessions.map((each) => (each === session ? next : each)),
    active: state.active === session.id ? next.id : state.active,
  }));
  session.close();
}

export function closeRoot(session: Session): void {
  session.close();
  appStore.setState((state) => {
    const index = state.sessions.indexOf(session);
    const sessions = state.sessions.filter((each) => each !== session);
    const next = sessions[Math.min(index, sessions.length - 1)]?.id ?? 0;
    return { sessions, active: state.active === session.id ? next : state.active };
  });
}

export const showRoot = (id: number): void => appStore.setState({ active: id });

async function startRoot(folder: OfferedFolder, options: ScanOptions): Promise<Session> {
  const { host } = appStore.getState();
  if (host === null) throw new Error('no host');
  return startSession(folder, options, await host.openRoot({ path: folder.path, ...options }));
}

function refusalOf(error: unknown): Refusal {
  if (typeof error === 'object' && error !== null && 'code' in error) return error as Refusal;
  if (typeof error === 'object' && error !== null && 'refusal' in error) return error.refusal as Refusal;
  return { code: 'rootUnreadable', message: String(error) };
}
