/** Entry of the page. Its host is the desktop where the preload script has left its bridge, otherwise a socket. */
import type { DesktopBridge } from '../contract/desktop-protocol.js';
import { startApp } from './app/start-app.jsx';
import { connectDesktopHost } from './host/desktop-host.js';
import { connectSocketHost } from './host/socket-host.js';

const { hectareDesktop } = window as { readonly hectareDesktop?: DesktopBridge };

startApp(hectareDesktop ? () => connectDesktopHost(hectareDesktop, window) : connectSocketHost);
