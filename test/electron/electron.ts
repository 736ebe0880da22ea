/** The module `electron` of the stand-in, for main. What it lacks, main does not use. */
export { app } from './app.js';
export { BrowserWindow } from './browser-window.js';
export { clipboard, dialog, Notification, nativeTheme, screen, shell } from './desktop-parts.js';
export { ipcMain } from './ipc-main.js';
export { Menu } from './menu.js';
export { MessageChannelMain } from './message-ports.js';
export { utilityProcess } from './utility-process.js';
export { protocol, session } from './web-session.js';
