import { createRoot } from 'react-dom/client';
import '../styles/fonts.css';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/window.css';
import '../styles/toolbar.css';
import '../styles/map.css';
import '../styles/list.css';
import '../styles/panels.css';
import '../styles/panel-rows.css';
import '../styles/details.css';
import '../styles/start.css';
import '../styles/dialogs.css';
import '../styles/desktop.css';
import '../styles/compare.css';
import '../styles/menu.css';
import '../styles/scan-options.css';
import { listenToShortcuts, listenToSideButtons } from '../actions/shortcuts.js';
import type { Host } from '../host/host.js';
import { Boundary } from '../parts/boundary.jsx';
import { appStore } from '../state/app-store.js';
import { startTexts } from '../text/i18n.js';
import { App } from './app.jsx';
import { joinHost } from './join-host.js';

/** Draws the window at once, and fills it when the host answers. The host is asked first of all. */
export function startApp(connect: () => Promise<Host>): void {
  const connecting = connect();
  startTexts();
  listenToShortcuts();
  listenToSideButtons();
  createRoot(document.getElementById('app')!).render(
    <Boundary part="window">
      <App />
    </Boundary>,
  );
  connecting.then(joinHost).catch(() => appStore.setState({ connection: 'refused' }));
}
