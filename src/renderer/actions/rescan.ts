/** Rescans of an open root: exact, or quick, with trust in what has most likely not changed. */

import { RequestRefused } from '../../contract/refusal.js';
import { quickRules, settings } from '../settings/settings.js';
import { readPosition, restorePosition } from '../state/saved-position.js';
import type { Session } from '../state/session.js';
import { renewComparison } from './comparing.js';
import { scanAnew } from './scan-anew.js';

export type RescanKind = 'exact' | 'quick';

/** Reads the whole root again. The map stays, and changes in place. */
export function rescan(session: Session, kind: RescanKind): Promise<void> {
  const { phase, rootNode } = session.store.getState();
  if (phase === 'scanning') return Promise.resolve();
  // Only a new engine helps after a failure. A scan that follows links needs one too: their targets may lie anywhere.
  if (phase !== 'finished' || session.options.followLinks) return scanAnew(session);
  return rescanFolder(session, rootNode, kind);
}

export async function rescanFolder(session: Session, node: number, kind: RescanKind): Promise<void> {
  const { client, store } = session;
  const position = await readPosition(session);
  try {
    await client.request('rescan', {
      node,
      quick: kind === 'quick' ? quickRules(settings.getState()) : null,
    });
    store.setState({ phase: 'scanning' });
    await end(session);
    if (store.getState().phase !== 'finished') return;
    if (node === store.getState().rootNode) store.setState({ shownFrom: null });
    // The folder that was shown, or the selection, may be gone, or be another entry now.
    await restorePosition(session, position);
    await renewComparison(session);
  } catch (error) {
    if (!(error instanceof RequestRefused)) throw error;
    store.setState({ phase: 'failed', refusal: error.refusal });
  }
}

/** Resolves when the reading has ended or failed. */
function end({ store }: Session): Promise<void> {
  return new Promise((resolve) => {
    const stop = store.subscribe(({ phase }) => {
      if (phase === 'scanning') return;
      stop();
      resolve();
    });
  });
}
