/**
 * Defaults of a menu item by its role: label, accelerator, submenu. They are those of Electron's
 * lib/browser/api/menu-item-roles.ts, for the roles that main uses.
 */
import type { MenuItem } from './menu.js';

export function defaultsOf(role: string): MenuItem {
  const isMac = process.platform === 'darwin';
  const isWindows = process.platform === 'win32';
  const defaults: Readonly<Record<string, MenuItem>> = {
    about: { label: 'About Hectare' },
    close: { label: isMac ? 'Close Window' : 'Close', accelerator: 'CommandOrControl+W' },
    copy: { label: 'Copy', accelerator: 'CommandOrControl+C' },
    cut: { label: 'Cut', accelerator: 'CommandOrControl+X' },
    delete: { label: 'Delete' },
    front: { label: 'Bring All to Front' },
    help: { label: 'Help' },
    hide: { label: 'Hide Hectare', accelerator: 'Command+H' },
    hideothers: { label: 'Hide Others', accelerator: 'Command+Alt+H' },
    minimize: { label: 'Minimize', accelerator: 'CommandOrControl+M' },
    paste: { label: 'Paste', accelerator: 'CommandOrControl+V' },
    pasteandmatchstyle: {
      label: 'Paste and Match Style',
      accelerator: isMac ? 'Cmd+Option+Shift+V' : 'Shift+CommandOrControl+V',
    },
    quit: {
      label: isMac ? 'Quit Hectare' : isWindows ? 'Exit' : 'Quit',
      ...(!isWindows && { accelerator: 'CommandOrControl+Q' }),
    },
    redo: { label: 'Redo', accelerator: isWindows ? 'Control+Y' : 'Shift+CommandOrControl+Z' },
    resetzoom: { label: 'Actual Size', accelerator: 'CommandOrControl+0' },
    selectall: { label: 'Select All', accelerator: 'CommandOrControl+A' },
    services: { label: 'Services' },
    toggledevtools: {
      label: 'Toggle Developer Tools',
      accelerator: isMac ? 'Alt+Command+I' : 'Ctrl+Shift+I',
    },
    togglefullscreen: {
      label: 'Toggle Full Screen',
      accelerator: isMac ? 'Control+Command+F' : 'F11',
    },
    undo: { label: 'Undo', accelerator: 'CommandOrControl+Z' },
    unhide: { label: 'Show All' },
    zoom: { label: 'Zoom' },
    zoomin: { label: 'Zoom In', accelerator: 'CommandOrControl+Plus' },
    zoomout: { label: 'Zoom Out', accelerator: 'CommandOrControl+-' },
    appmenu: {
      label: 'Hectare',
      submenu: rolesOf('about', 'services', 'hide', 'hideOthers', 'unhide', 'quit'),
    },
    editmenu: {
      label: 'Edit',
      submenu: rolesOf(
        'undo',
        'redo',
        'cut',
        'copy',
        'paste',
        ...(isMac ? ['pasteAndMatchStyle'] : []),
        'delete',
        'selectAll',
      ),
    },
    windowmenu: { label: 'Window', submenu: rolesOf('minimize', 'zoom', isMac ? 'front' : 'close') },
  };
  const found = defaults[role.toLowerCase()];
  if (!found) throw new Error(`the stand-in knows no role ${role}`);
  return found;
}

const rolesOf = (...roles: string[]): MenuItem[] => roles.map((role) => ({ role }));
