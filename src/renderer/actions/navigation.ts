/** Navigation in a root: in, out, back, forward, and to an entry that was found. */
import { RequestRefused } from '../../contract/refusal.js';
import type { Session } from '../state/session.js';

/** Steps back that are kept. */
const historyLength = 200;

export function goTo(session: Session, node: number): void {
  const { focus, back } = session.store.getState();
  if (node === focus) return;
  session.store.setState({ focus: node, back: [...back.slice(-historyLength), focus], forward: [] });
}

export function goBack(session: Session): void {
  const { focus, back, forward } = session.store.getState();
  const node = back.at(-1);
  if (node !== undefined) {
    session.store.setState({ focus: node, back: back.slice(0, -1), forward: [...forward, focus] });
  }
}

export function goForward(session: Session): void {
  const { focus, back, forward } = session.store.getState();
  const node = forward.at(-1);
  if (node !== undefined) {
    session.store.setState({ focus: node, back: [...back, focus], forward: forward.slice(0, -1) });
  }
}

/** Goes to the folder above and selects the folder that was shown. */
export function goUp(session: Session): void {
  const { path, focus } = session.store.getState();
  const above = path.at(-2);
  if (above === undefined) return;
  goTo(session, above.node);
  session.store.setState({ selection: focus });
}

export const select = (session: Session, node: number): void => {
  if (session.store.getState().selection !== node) session.store.setState({ selection: node });
};

/** Shows the folder that holds an entry, with the entry selected. */
export async function reveal(session: Session, node: number): Promise<void> {
  const { order } = session.store.getState();
  try {
    const { path } = await session.client.request('place', { node, ...order });
    const parent = path.at(-1);
    select(session, node);
    if (parent !== undefined) goTo(session, parent);
  } catch (error) {
    if (!(error instanceof RequestRefused)) throw error;
  }
}
