/**
 * Restrictions of every page, by Electron's security checklist
 * (https://www.electronjs.org/docs/latest/tutorial/security).
 */
import { app, session, type WebContents } from 'electron';
import { log } from './log.js';
import { isOurs } from './page-address.js';

/** Restricts all pages. Call it before there is a window. */
export function restrictPages(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, answer) => {
    log(`a permission was refused: ${permission}`);
    answer(false);
  });
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isLocal(url) }));
  defaultSession.on('will-download', (event) => {
    log('a download was refused');
    event.preventDefault();
  });
  app.on('web-contents-created', (_event, contents) => restrictContents(contents));
}

function restrictContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Returns whether an address is the app's own; the tools for developers are Electron's. */
function isLocal(address: string): boolean {
  return (
    isOurs(address) || /^(data|blob):/.test(address) || (!app.isPackaged && address.startsWith('devtools:'))
  );
}
