/** The page: of a window where the preload script of one has left its bridge, of a browser otherwise. */
import type { DesktopBridge } from '../contract/desktop-protocol.js';
import { startApp } from './app/start-app.jsx';
import { connectDesktopHost } from './host/desktop-host.js';
import { connectSocketHost } from './host/socket-host.js';

const { hectareDesktop } = window as { readonly hectareDesktop?: DesktopBridge };

startApp(hectareDesktop ? () => connectDesktopHost(hectareDesktop, window) : connectSocketHost);
