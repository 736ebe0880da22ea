/** The native menus. What they do to an open root, the page does: it is told. */
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../contract/desktop-protocol.js';
import { pathText } from './path-bytes.js';
import { clearRecentRoots, recentRoots } from './recent-roots.js';
import { texts } from './texts.js';

export interface MenuActions {
  chooseFolders(): void;
  openRecent(path: string): void;
  command(command: MenuCommand): void;
}

export function showMenu(actions: MenuActions): void {
  const isMac = process.platform === 'darwin';
  const menus: MenuItemConstructorOptions[] = [
    fileMenu(actions, isMac),
    { role: 'editMenu' },
    viewMenu(actions),
  ];
  if (isMac) menus.unshift({ role: 'appMenu' });
  menus.push({ role: 'windowMenu' }, helpMenu(actions));
  Menu.setApplicationMenu(Menu.buildFromTemplate(menus));
}

function fileMenu(actions: MenuActions, isMac: boolean): MenuItemConstructorOptions {
  const t = texts();
  const { command } = actions;
  return {
    label: t.file,
    submenu: [
      { label: t.openFolder, accelerator: 'CmdOrCtrl+O', click: () => actions.chooseFolders() },
      { label: t.openRecent, submenu: recentMenu(actions) },
      { type: 'separator' },
      { label: t.newTab, accelerator: 'CmdOrCtrl+T', click: () => command('newTab') },
      { label: t.closeTab, accelerator: 'CmdOrCtrl+W', click: () => command('closeTab') },
      { type: 'separator' },
      { label: t.rescan, accelerator: 'CmdOrCtrl+R', click: () => command('rescan') },
      { label: t.export, accelerator: 'CmdOrCtrl+E', click: () => command('export') },
      { type: 'separator' },
      { label: t.settings, accelerator: 'CmdOrCtrl+,', click: () => command('settings') },
      ...(isMac ? [] : [{ type: 'separator' } as const, { role: 'quit' } as const]),
    ],
  };
}

function recentMenu(actions: MenuActions): MenuItemConstructorOptions[] {
  const roots = recentRoots().map(({ path }) => pathText(path) ?? '');
  const items = roots.map((path) => ({ label: path, click: () => actions.openRecent(path) }));
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

function viewMenu({ command }: MenuActions): MenuItemConstructorOptions {
  const t = texts();
  return {
    label: t.view,
    submenu: [
      { label: t.filter, accelerator: 'CmdOrCtrl+F', click: () => command('filter') },
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

function helpMenu({ command }: MenuActions): MenuItemConstructorOptions {
  const t = texts();
  return {
    role: 'help',
    label: t.help,
    submenu: [{ label: t.shortcuts, click: () => command('shortcuts') }],
  };
}
