/** The page of a browser: its host is reached by a socket. */
import { startApp } from './app/start-app.jsx';
import { connectSocketHost } from './host/socket-host.js';

startApp(connectSocketHost);
