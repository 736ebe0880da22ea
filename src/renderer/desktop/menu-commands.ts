/** What the native menu asks of the page. */
import type { MenuCommand } from '../../contract/desktop-protocol.js';
import { rescan } from '../app/rescan.js';
import { closeRoot, showRoot } from '../app/roots.js';
import type { Session } from '../session/session.js';
import { appStore } from '../store/app-store.js';

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
