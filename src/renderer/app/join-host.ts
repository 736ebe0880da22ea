/** Joins the window with its host. */

import { openRoot } from '../actions/roots.js';
import { joinDesktop } from '../desktop/join-desktop.js';
import type { Host } from '../host/host.js';
import { appStore } from '../state/app-store.js';
import { plainScan } from '../state/scan-options.js';

/**
 * Opens the root at once when a browser is offered only one. It is read without kept options: nobody could see them.
 */
export async function joinHost(host: Host): Promise<void> {
  host.onConnectionChange((connection) => appStore.setState({ connection }));
  const roots = await host.roots();
  appStore.setState(({ scanOptions }) => ({
    host,
    roots,
    canOpenMore: roots.length > 0,
    scanOptions: host.capabilities.has('followLinks') ? scanOptions : { ...scanOptions, followLinks: false },
  }));
  if (host.desktop) joinDesktop(host.desktop);
  else if (roots.length === 1) await openRoot(roots[0]!, plainScan);
}
