/** Comparison of the root of a tab with one of its snapshots: map by change, and list of changes, until it is ended. */
import type { ComparedWith } from '../../contract/comparison-protocol.js';
import { loadDetails } from '../state/details-cache.js';
import type { Session } from '../state/session.js';
import { select } from './navigation.js';

/** Compares the root with a snapshot, by its id. Rejects with `RequestRefused` when it cannot be read. */
export async function compareWith(session: Session, snapshot: string): Promise<void> {
  show(session, await session.client.request('compare', { snapshot }));
}

/** Ends the comparison, also where the engine has ended. */
export function endComparison(session: Session): void {
  session.client.send('compare', { snapshot: null });
  show(session, null);
  void forgetWhatIsGone(session);
}

/** Clears the selection if it exists only in the snapshot. */
async function forgetWhatIsGone(session: Session): Promise<void> {
  const { selection } = session.store.getState();
  if (selection < 0 || (await loadDetails(session, selection)) !== null) return;
  if (session.store.getState().selection === selection) select(session, -1);
}

/** Shows the engine's new comparison after another scan has ended. */
export async function renewComparison(session: Session): Promise<void> {
  if (session.store.getState().comparison !== null) show(session, await session.client.request('comparison'));
}

function show({ store, openChanges }: Session, comparison: ComparedWith | null): void {
  openChanges.clear();
  store.setState(({ comparison: before, colours, hiddenKeys, revision }) => {
    const hasBegun = before === null && comparison !== null;
    const hasEnded = comparison === null && colours === 'change';
    return {
      comparison,
      revision: revision + 1,
      colours: hasBegun ? 'change' : hasEnded ? 'type' : colours,
      hiddenKeys: hasBegun || hasEnded ? [] : hiddenKeys,
    };
  });
}
