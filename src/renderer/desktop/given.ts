/** Opens what the user gives to the window: a folder in a tab of its own, a file selected in its folder. */
import type { Given, GivenFolder } from '../../contract/desktop-protocol.js';
import { openRoot } from '../actions/roots.js';
import { appStore } from '../state/app-store.js';
import { restorePosition } from '../state/saved-position.js';
import type { Session } from '../state/session.js';

export async function openGiven({ folders, refused }: Given): Promise<void> {
  appStore.setState({ refusedPaths: refused });
  // why: one after the other, since each has processes of its own.
  for (const folder of folders) {
    const session = await openRoot(folder);
    if (session && folder.select) selectNamed(session, folder.select);
  }
}

/** Stands for the file, whose node is not known before it is read. */
const wanted = 0xffff_fffe;

function selectNamed(session: Session, name: NonNullable<GivenFolder['select']>): void {
  void restorePosition(session, {
    focus: session.store.getState().focus,
    selection: wanted,
    back: [],
    forward: [],
    openRows: [],
    nodes: [wanted],
    paths: Uint8Array.of(...name, 0),
    hiddenOwners: [],
  });
}
