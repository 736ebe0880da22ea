/** The native menus. What concerns an open root, the page is told to do. */
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

/**
 * Shows the menu. Call it again when its content changes, and when the window comes or goes: on macOS the menu outlives it.
 * why: every item has a label of ours, since Electron's own are English whatever the language.
 */
export function showMenu(actions: MenuActions): void {
  const isMac = process.platform === 'darwin';
  const menus = [
    fileMenu(actions, isMac),
    editMenu(),
    viewMenu(actions),
    windowMenu(isMac),
    helpMenu(actions),
  ];
  if (isMac) menus.unshift(appMenu());
  Menu.setApplicationMenu(Menu.buildFromTemplate(menus));
}

const separator = { type: 'separator' } as const;

/** Returns an item that tells the page a command; it is grey while there is no page. */
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
      separator,
      pageItem(actions, t.newTab, 'newTab', 'CmdOrCtrl+T'),
      pageItem(actions, t.closeTab, 'closeTab', 'CmdOrCtrl+W'),
      separator,
      pageItem(actions, t.rescan, 'rescan', 'CmdOrCtrl+R'),
      pageItem(actions, t.export, 'export', 'CmdOrCtrl+E'),
      separator,
      pageItem(actions, t.settings, 'settings', 'CmdOrCtrl+,'),
      ...(isMac ? [] : [separator, { label: t.quit, role: 'quit' } as const]),
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
  return [...items, separator, { label: texts().clearRecent, enabled: roots.length > 0, click: clear }];
}

/**
 * Returns a label that shows a text as it is.
 * why: in labels of menus `&` makes the next letter a key, and is not shown (on macOS too, which has no such keys).
 */
const literally = (text: string): string => text.replaceAll('&', '&&');

function editMenu(): MenuItemConstructorOptions {
  const t = texts();
  return {
    role: 'editMenu',
    label: t.edit,
    submenu: [
      { label: t.undo, role: 'undo' },
      { label: t.redo, role: 'redo' },
      separator,
      { label: t.cut, role: 'cut' },
      { label: t.copy, role: 'copy' },
      { label: t.paste, role: 'paste' },
      separator,
      { label: t.selectAll, role: 'selectAll' },
    ],
  };
}

function viewMenu(actions: MenuActions): MenuItemConstructorOptions {
  const t = texts();
  return {
    label: t.view,
    submenu: [
      pageItem(actions, t.filter, 'filter', 'CmdOrCtrl+F'),
      separator,
      { label: t.resetZoom, role: 'resetZoom' },
      { label: t.zoomIn, role: 'zoomIn' },
      { label: t.zoomOut, role: 'zoomOut' },
      separator,
      { label: t.fullScreen, role: 'togglefullscreen' },
      ...(app.isPackaged ? [] : [{ label: t.developerTools, role: 'toggleDevTools' } as const]),
    ],
  };
}

/** Returns Electron's own window menu, but for the key of `close`, which closes a tab. */
function windowMenu(isMac: boolean): MenuItemConstructorOptions {
  const t = texts();
  return {
    role: 'windowMenu',
    label: t.window,
    submenu: [
      { label: t.minimize, role: 'minimize' },
      // why: on other systems the role does nothing.
      ...(isMac ? [{ label: t.zoom, role: 'zoom' } as const] : []),
      { label: t.closeWindow, role: 'close', accelerator: 'CmdOrCtrl+Shift+W' },
      ...(isMac ? [separator, { label: t.front, role: 'front' } as const] : []),
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

/** Returns the first menu of macOS, which bears the app's name. */
function appMenu(): MenuItemConstructorOptions {
  const t = texts();
  return {
    role: 'appMenu',
    label: app.name,
    submenu: [
      { label: t.about, role: 'about' },
      separator,
      { label: t.services, role: 'services' },
      separator,
      { label: t.hide, role: 'hide' },
      { label: t.hideOthers, role: 'hideOthers' },
      { label: t.showAll, role: 'unhide' },
      separator,
      { label: t.quit, role: 'quit' },
    ],
  };
}
