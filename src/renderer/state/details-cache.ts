/** Cache of details, so that pointing at a tile again shows them at once. */
import type { NodeDetails } from '../../contract/lists.js';
import { RequestRefused } from '../../contract/refusal.js';
import type { Session } from './session.js';

export interface DetailsCache {
  get(node: number): NodeDetails | undefined;
  /** Returns details; `null` when there is no such node any more, or no engine. */
  load(node: number): Promise<NodeDetails | null>;
}

/** Limit of kept details. */
const maxKept = 200;

export function createDetailsCache(session: Session): DetailsCache {
  const known = new Map<number, NodeDetails>();
  session.store.subscribe((state, before) => {
    if (state.revision !== before.revision) known.clear();
  });
  return {
    get: (node) => known.get(node),
    load: async (node) => {
      const found = known.get(node);
      if (found !== undefined) return found;
      const { revision } = session.store.getState();
      const details = await loadDetails(session, node);
      if (details !== null && session.store.getState().revision === revision) {
        if (known.size >= maxKept) known.delete(known.keys().next().value!);
        known.set(node, details);
      }
      return details;
    },
  };
}

export async function loadDetails(session: Session, node: number): Promise<NodeDetails | null> {
  try {
    return await session.client.request('details', node);
  } catch (error) {
    if (error instanceof RequestRefused) return null;
    throw error;
  }
}
