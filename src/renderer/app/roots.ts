/** Opening, showing, rescanning and closing roots. Each has an engine of its own, which ends with its tab. */
import type { Refusal } from '../../contract/engine-protocol.js';
import type { OfferedFolder } from '../../contract/host-protocol.js';
import type { Host } from '../host/host.js';
import { type Session, startSession } from '../session/session.js';
import { appStore } from '../store/app-store.js';

/** Joins the window with its host; opens the root at once when there is only one. */
export async function joinHost(host: Host): Promise<void> {
  host.onConnectionChange((connection) => appStore.setState({ connection }));
  const roots = await host.roots();
  appStore.setState({ host, roots, canOpenMore: roots.length > 0 });
  if (roots.length === 1) await openRoot(roots[0]!);
}

export async function openRoot(folder: OfferedFolder): Promise<Session | null> {
  appStore.setState({ opening: folder, openProblem: null });
  try {
    const session = await startRoot(folder);
    appStore.setState((state) => ({ sessions: [...state.sessions, session], active: session.id }));
    return session;
  } catch (error) {
    appStore.setState({ openProblem: { folder, refusal: refusalOf(error) } });
    return null;
  } finally {
    appStore.setState({ opening: null });
  }
}

/** Reads the root again with a new engine, in the tab and with the view that it had. */
export async function rescan(session: Session): Promise<void> {
  const { colours, measure, everyLink, filter, order } = session.store.getState();
  try {
    const next = await startRoot(session.root);
    next.store.setState({ colours, measure, everyLink, filter, order });
    appStore.setState((state) => ({
      sessions: state.sessions.map((each) => (each === session ? next : each)),
      active: state.active === session.id ? next.id : state.active,
    }));
    session.close();
  } catch (error) {
    session.store.setState({ phase: 'failed', refusal: refusalOf(error) });
  }
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

async function startRoot(folder: OfferedFolder): Promise<Session> {
  const { host } = appStore.getState();
  if (host === null) throw new Error('no host');
  const { path } = folder;
  return startSession(
    folder,
    await host.openRoot({ path, crossMounts: false, followLinks: false, exclude: [] }),
  );
}

function refusalOf(error: unknown): Refusal {
  if (typeof error === 'object' && error !== null && 'code' in error) return error as Refusal;
  if (typeof error === 'object' && error !== null && 'refusal' in error) return error.refusal as Refusal;
  return { code: 'rootUnreadable', message: String(error) };
}
