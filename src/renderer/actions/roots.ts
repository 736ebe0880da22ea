/** Actions on roots: opening, showing, closing. Each root has an engine of its own, which ends with its tab. */

import type { OfferedFolder } from '../../contract/host-protocol.js';
import { type Refusal, RequestRefused } from '../../contract/refusal.js';
import type { OpenFrom, ScanOptions } from '../../contract/scans.js';
import { appStore } from '../state/app-store.js';
import { withoutEmptyGlobs } from '../state/scan-options.js';
import { type Session, startSession } from '../state/session.js';

/**
 * Opens a root in a new tab.
 * @param options default to those of the start screen.
 */
export async function openRoot(
  folder: OfferedFolder,
  options: ScanOptions = appStore.getState().scanOptions,
): Promise<Session | null> {
  appStore.setState({ opening: folder, openProblem: null });
  try {
    const session = await startRoot(folder, withoutEmptyGlobs(options), { fromSnapshot: true });
    appStore.setState((state) => ({ sessions: [...state.sessions, session], active: session.id }));
    return session;
  } catch (error) {
    appStore.setState({ openProblem: { folder, refusal: refusalOf(error) } });
    return null;
  } finally {
    appStore.setState({ opening: null });
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

export async function startRoot(
  folder: OfferedFolder,
  options: ScanOptions,
  from: OpenFrom,
): Promise<Session> {
  const { host } = appStore.getState();
  if (host === null) throw new Error('no host');
  return startSession(folder, options, await host.openRoot({ path: folder.path, ...options, ...from }));
}

export function refusalOf(error: unknown): Refusal {
  if (error instanceof RequestRefused) return error.refusal;
  return { code: 'rootUnreadable', message: String(error) };
}
