/** Scan of a root from nothing in its own tab: with other options, or after its engine has ended. */
import type { ScanOptions } from '../../contract/scans.js';
import { appStore } from '../state/app-store.js';
import { readPosition, restorePosition } from '../state/saved-position.js';
import type { Session } from '../state/session.js';
import { refusalOf, startRoot } from './roots.js';

/** Roots that are about to be read again. */
const leaving = new WeakSet<Session>();
/** Time for which the old scan stays in view until the new one has reached the focus. */
const maxHoldMs = 1000;

/** Reads the root again with a new engine, in the tab, the position and the view that it had. */
export async function scanAnew(session: Session, options: ScanOptions = session.options): Promise<void> {
  if (leaving.has(session)) return;
  leaving.add(session);
  try {
    const position = await readPosition(session);
    const next = await startRoot(session.root, options, {});
    takeView(next, session);
    // No map draws the frames yet, so they are acknowledged here: the engine waits for that.
    const stop = next.frames.listen((frame) => next.acknowledge(frame));
    const arrival = restorePosition(next, position).then(() => pictureOf(next));
    await Promise.race([arrival, new Promise((resolve) => setTimeout(resolve, maxHoldMs))]);
    stop();
    replaceSession(session, next);
  } catch (error) {
    session.store.setState({ phase: 'failed', refusal: refusalOf(error) });
  } finally {
    leaving.delete(session);
  }
}

function takeView(next: Session, session: Session): void {
  const { colours, measure, everyLink, filter, order, hiddenKeys } = session.store.getState();
  next.seenGroups.takeOver(session.seenGroups);
  next.store.setState({ measure, everyLink, filter, order });
  // Keys of owners are not the same in another scan, and a comparison ends with its engine.
  if (colours === 'owner') next.store.setState({ colours });
  else if (colours !== 'change') next.store.setState({ colours, hiddenKeys });
  next.resize(session.size.width, session.size.height);
}

/** Resolves when there is a frame of the focus. */
function pictureOf({ frames, size, store }: Session): Promise<void> {
  const isThere = () => size.width === 0 || frames.current?.focus === store.getState().focus;
  if (isThere()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = frames.listen(() => {
      if (!isThere()) return;
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
