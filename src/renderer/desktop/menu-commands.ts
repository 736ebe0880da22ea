/** Commands of the native menu. */
import type { MenuCommand } from '../../contract/desktop-protocol.js';
import { rescan } from '../actions/rescan.js';
import { closeRoot, showRoot } from '../actions/roots.js';
import { appStore } from '../state/app-store.js';
import type { Session } from '../state/session.js';

export function runMenuCommand(command: MenuCommand): void {
  const { sessions, active } = appStore.getState();
  run[command](sessions.find(({ id }) => id === active));
}

const run: { readonly [Command in MenuCommand]: (session: Session | undefined) => void } = {
  newTab: () => showRoot(0),
  closeTab: (session) => (session ? closeRoot(session) : window.close()),
  rescan: (session) => session && void rescan(session, 'exact'),
  export: (session) => session && appStore.setState({ dialog: 'export' }),
  filter: () => document.getElementById('filter')?.focus(),
  settings: () => appStore.setState({ dialog: 'settings' }),
  shortcuts: () => appStore.setState({ dialog: 'shortcuts' }),
};
