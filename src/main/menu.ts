/** The native menus. What they do to an open root, the page does: it is told. */
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../contract/desktop-protocol.js';
import { pathText } from './path-bytes.js';
import { clearRecentRoots, recentRoots } from './recent-roots.js';
import { texts } from './texts.js';
import { currentWindow } from './window.js';

export interface MenuActions {
  chooseFolders(): void;
  openRecent(path: string): void;
  command(command: MenuCommand): void;
}

/** To be shown anew when what is in it changes, and when the window comes or goes: on macOS the menu outlives it. */
export function showMenu(actions: MenuActions): void {
  const isMac = process.platform === 'darwin';
  const menus: MenuItemConstructorOptions[] = [
    fileMenu(actions, isMac),
    { role: 'editMenu' },
    viewMenu(actions),
  ];
  if (isMac) menus.unshift({ role: 'appMenu' });
  menus.push(windowMenu(isMac), helpMenu(actions));
  Menu.setApplicationMenu(Menu.buildFromTemplate(menus));
}

/** What the page does, while there is one. */
function pageItem(
  { command }: MenuActions,
  label: string,
  name: MenuCommand,
  accelerator?: string,
): MenuItemConstructorOptions {
  const enabled = currentWindow() !== undefined;
  return { label, enabled, click: () => command(name), ...(accelerator !== undefined && { accelerator }) };
}

function fileMenu(actions: MenuActions, isMac: boolean): MenuItemConstructorOptions {
  const t = texts();
  return {
    label: t.file,
    submenu: [
      { label: t.openFolder, accelerator: 'CmdOrCtrl+O', click: () => actions.chooseFolders() },
      { label: t.openRecent, submenu: recentMenu(actions) },
      { type: 'separator' },
      pageItem(actions, t.newTab, 'newTab', 'CmdOrCtrl+T'),
      pageItem(actions, t.closeTab, 'closeTab', 'CmdOrCtrl+W'),
      { type: 'separator' },
      pageItem(actions, t.rescan, 'rescan', 'CmdOrCtrl+R'),
      pageItem(actions, t.export, 'export', 'CmdOrCtrl+E'),
      { type: 'separator' },
      pageItem(actions, t.settings, 'settings', 'CmdOrCtrl+,'),
      ...(isMac ? [] : [{ type: 'separator' } as const, { role: 'quit' } as const]),
    ],
  };
}

function recentMenu(actions: MenuActions): MenuItemConstructorOptions[] {
  const roots = recentRoots().map(({ path }) => pathText(path) ?? '');
  const items = roots.map((path) => ({ label: literally(path), click: () => actions.openRecent(path) }));
  const clear = (): void => {
    clearRecentRoots();
    showMenu(actions);
  };
  return [
    ...items,
    { type: 'separator' },
    { label: texts().clearRecent, enabled: roots.length > 0, click: clear },
  ];
}

/** why: in labels of menus `&` makes the next letter a key, and goes itself (on macOS too, which has no such keys). */
const literally = (text: string): string => text.replaceAll('&', '&&');

function viewMenu(actions: MenuActions): MenuItemConstructorOptions {
  const t = texts();
  return {
    label: t.view,
    submenu: [
      pageItem(actions, t.filter, 'filter', 'CmdOrCtrl+F'),
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
    ],
  };
}

/** As Electron's own window menu, but for the key of `close`: that closes a tab. */
function windowMenu(isMac: boolean): MenuItemConstructorOptions {
  return {
    role: 'windowMenu',
    label: texts().window,
    submenu: [
      { role: 'minimize' },
      { role: 'zoom' },
      { role: 'close', accelerator: 'CmdOrCtrl+Shift+W' },
      ...(isMac ? [{ type: 'separator' } as const, { role: 'front' } as const] : []),
    ],
  };
}

function helpMenu(actions: MenuActions): MenuItemConstructorOptions {
  const t = texts();
  return {
    role: 'help',
    label: t.help,
    submenu: [pageItem(actions, t.shortcuts, 'shortcuts')],
  };
}
