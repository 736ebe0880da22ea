/** Joins a window with its page's requests, its engines, its menus, and the desktop's signals. */
import { app, type BrowserWindow, dialog, nativeTheme, type OpenDialogOptions } from 'electron';
import type { Capability } from '../contract/host-protocol.js';
import { endEngines, hasEngines } from './engine-process.js';
import { entryHandlers } from './entry-actions.js';
import { giveFolders, tellGiven } from './given-folders.js';
import { grantOffered } from './grants.js';
import { keep } from './kept-state.js';
import { log } from './log.js';
import { type MenuActions, showMenu } from './menu.js';
import { addRecentRoot, recentRoots } from './recent-roots.js';
import { CsvSaves } from './save-csv.js';
import { ScanSignals } from './scan-signals.js';
import { Sessions } from './sessions.js';
import { type PageRequestHandlers, takeRequests } from './take-requests.js';
import { texts } from './texts.js';
import { offeredRoots } from './volumes.js';
import { currentWindow } from './window.js';

// why: replaced by the build (electron.vite.config.ts).
declare const __VERSION__: string;

const capabilities: readonly Capability[] = ['followLinks'];

/** Gives folders to the window, and opens one where there is none. */
export type ShowFolders = (paths: readonly string[]) => Promise<void>;

/**
 * Serves a window until it closes.
 * @param folder where the built entries lie.
 */
export function serveWindow(window: BrowserWindow, folder: string, showFolders: ShowFolders): void {
  const signals = new ScanSignals(window);
  const sessions = new Sessions(window.webContents, folder, {
    onStart: (session) => signals.start(session),
    onFinished: (session, root, summary) => {
      signals.end(session);
      signals.notify(root, summary);
      // why: a scan that was cut off does not know how large the folder is.
      if (!summary.complete) return;
      addRecentRoot(root, summary);
      showMenu(menu);
    },
    onGone: (session) => signals.end(session),
  });
  const menu: MenuActions = {
    chooseFolders: () => void chooseFolders(showFolders),
    openRecent: (path) => void showFolders([path]),
    command: (command) => sessions.tell('command', command),
  };
  takeRequests(handlersFor(window, folder, sessions, menu, showFolders));
  showMenu(menu);
  endWithPage(window, sessions);
  window.on('closed', () => showMenu(menu));
}

function handlersFor(
  window: BrowserWindow,
  folder: string,
  sessions: Sessions,
  menu: MenuActions,
  showFolders: ShowFolders,
): PageRequestHandlers {
  const saves = new CsvSaves(sessions, window);
  return {
    greet: () => {
      tellGiven((given) => sessions.tell('given', given));
      return { version: __VERSION__, capabilities };
    },
    roots: () => offeredRoots(folder),
    recentRoots,
    chooseFolders: () => chooseFolders(showFolders),
    chooseOffered: grantOffered,
    openRoot: (request) => sessions.open(request),
    closeSession: (session) => sessions.close(session),
    ...entryHandlers(sessions),
    saveCsv: (request) => saves.save(request),
    cancelSave: (session) => saves.cancel(session),
    usePreferences: (preferences) => {
      keep({ preferences });
      nativeTheme.themeSource = preferences.theme;
      showMenu(menu);
    },
    offerDropped: (paths) => giveFolders(paths),
  };
}

async function chooseFolders(showFolders: ShowFolders): Promise<void> {
  const options: OpenDialogOptions = {
    title: texts().chooseFolder,
    // why: macOS shows no title.
    message: texts().chooseFolder,
    properties: ['openDirectory', 'multiSelections', 'showHiddenFiles'],
  };
  const window = currentWindow();
  const asked = window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options);
  const { filePaths } = await asked;
  if (filePaths.length > 0) await showFolders(filePaths);
}

/** Keeps the app until its engines have ended: they write snapshots to their end. */
app.on('will-quit', (event) => {
  if (!hasEngines()) return;
  event.preventDefault();
  // why: a window that opened meanwhile, by a second start, goes on.
  void endEngines().then(() => currentWindow() ?? app.quit());
});

app.on('child-process-gone', (_event, { type, reason }) => {
  // Chromium starts another one, and the page draws again.
  if (type === 'GPU') log(`the process of the GPU has ended: ${reason}`);
});

/** Closes the sessions of a page when it goes: nothing outlives the page that asked for it. */
function endWithPage(window: BrowserWindow, sessions: Sessions): void {
  const leave = (): void => {
    tellGiven(undefined);
    sessions.closeAll();
  };
  window.on('closed', leave);
  window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) leave();
  });
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    leave();
    log(`the page has ended: ${reason}`);
    if (reason !== 'clean-exit') void offerReload(window);
  });
}

async function offerReload(window: BrowserWindow): Promise<void> {
  const t = texts();
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: t.crashed,
    detail: t.crashedDetail,
    buttons: [t.reload, t.quit],
    defaultId: 0,
    // why: Esc must not quit.
    cancelId: 0,
  });
  if (response !== 0) app.quit();
  else if (!window.isDestroyed()) window.reload();
}
