/**
 * A check by the compiler alone: each member of the stand-in that Electron has too takes and gives the same there. Members that
 * only the stand-in has are not checked.
 */
import type { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import type { app } from './app.js';
import type { BrowserWindow, WebContents } from './browser-window.js';
import type { clipboard, dialog, Notification, nativeTheme, screen, shell } from './desktop-parts.js';
import type { ipcMain } from './ipc-main.js';
import type { Menu, MenuItem } from './menu.js';
import type { MessagePortMain } from './message-ports.js';
import type { electronOf } from './preload-sandbox.js';
import type { UtilityProcess } from './utility-process.js';
import type { protocol, session } from './web-session.js';

/** Members that both have, but for those of every event emitter. */
type Shared<Real, Mine> = Pick<Mine, Exclude<keyof Mine & keyof Real, keyof EventEmitter>>;
/** An error here says where the stand-in differs from `electron.d.ts`. */
type Fits<Real, Mine extends Partial<Real>> = Mine;
/** As `Fits`, for functions that give less than Electron's do. */
type FitsCalled<
  Real,
  Mine extends { [Name in keyof Mine]: Name extends keyof Real ? Called<Real[Name]> : never },
> = Mine;
// why: the compiler lets a method's parameters be narrower, and listeners are told less here as well.
type Called<Method> = Method extends (...words: infer Words) => unknown
  ? { call(...words: Words): unknown }['call']
  : never;
type Is<Kind, Each extends Kind> = Each;

type InPreload = ReturnType<typeof electronOf>;
type Session = (typeof session)['defaultSession'];

export type Checked = [
  Fits<Electron.App, Shared<Electron.App, typeof app>>,
  Fits<Electron.BrowserWindow, Omit<Shared<Electron.BrowserWindow, BrowserWindow>, 'webContents'>>,
  Fits<Electron.WebContents, Omit<Shared<Electron.WebContents, WebContents>, 'mainFrame'>>,
  Fits<Electron.Clipboard, typeof clipboard>,
  Fits<Electron.Dialog, typeof dialog>,
  Fits<Electron.Notification, Shared<Electron.Notification, Notification>>,
  Fits<Electron.NativeTheme, Shared<Electron.NativeTheme, typeof nativeTheme>>,
  Fits<Electron.Shell, typeof shell>,
  Fits<Electron.IpcMain, typeof ipcMain>,
  Fits<Electron.MessagePortMain, Shared<Electron.MessagePortMain, MessagePortMain>>,
  Fits<Electron.UtilityProcess, Shared<Electron.UtilityProcess, UtilityProcess>>,
  Fits<Electron.Protocol, Shared<Electron.Protocol, typeof protocol>>,
  Fits<Electron.Session, Omit<Shared<Electron.Session, Session>, 'webRequest'>>,
  FitsCalled<Electron.WebRequest, Session['webRequest']>,
  FitsCalled<Electron.Screen, typeof screen>,
  Is<Partial<Electron.Display>, ReturnType<(typeof screen)['getDisplayMatching']>>,
  Is<keyof typeof Electron.Menu, keyof typeof Menu>,
  Is<keyof Electron.Menu, keyof ReturnType<(typeof Menu)['buildFromTemplate']>>,
  Is<keyof Electron.MenuItemConstructorOptions, keyof MenuItem>,
  Is<Omit<MenuItem, 'click' | 'submenu'>, Omit<Electron.MenuItemConstructorOptions, 'click' | 'submenu'>>,
  Fits<Electron.ContextBridge, InPreload['contextBridge']>,
  FitsCalled<Electron.IpcRenderer, InPreload['ipcRenderer']>,
  Is<keyof Electron.WebUtils, keyof InPreload['webUtils']>,
  Is<ReturnType<Electron.WebUtils['getPathForFile']>, ReturnType<InPreload['webUtils']['getPathForFile']>>,
];
