/**
 * The desktop app's start. Before the window only what the window needs is loaded; the rest is loaded while it shows. Main is
 * thin: windows, menus, dialogs, and joining pages with engines. It knows nothing of what a scan found.
 */
import './end-on-fault.js';
import { join } from 'node:path';
import { app } from 'electron';
import * as v from 'valibot';
import { foldersOf, giveFolders } from './given-folders.js';
import { log } from './log.js';
import { restrictPages } from './restrictions.js';
import { registerPageScheme, servePage } from './serve-page.js';
import { currentWindow, focusWindow, openWindow, showPage } from './window.js';

const here = import.meta.dirname;
const folders = foldersOf(process.argv.slice(1), app.isPackaged, process.cwd());

const handOver = v.object({ folders: v.array(v.string()) });

// why: the arguments of a second start may come reordered; its data do not.
if (app.requestSingleInstanceLock({ folders })) start();
else app.quit();

function start(): void {
  // why: Windows shows notifications under the name of the app that has this, as the package says.
  if (process.platform === 'win32') app.setAppUserModelId('app.hectare');
  registerPageScheme();
  app.enableSandbox();
  void giveFolders(folders);
  app.on('second-instance', (_event, _words, _from, data) => void takeOver(data));
  // why: macOS sends it, perhaps before the app is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    void showFolders([path]);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('activate', () => {
    if (!currentWindow()) void open();
  });
  void app.whenReady().then(() => {
    restrictPages();
    servePage(join(here, '../renderer'));
    return open();
  });
}

async function open(): Promise<void> {
  const window = openWindow(here);
  // why: the rest is loaded while the window shows.
  const { serveWindow } = await import('./desktop.js');
  serveWindow(window, here, showFolders);
  await showPage(window);
}

/** Shows the folders that another start of the app hands over. */
async function takeOver(data: unknown): Promise<void> {
  const handedOver = v.safeParse(handOver, data);
  if (!handedOver.success) log('what another start has handed over was refused');
  await showFolders(handedOver.success ? handedOver.output.folders : []);
}

/** Brings the window to the front, or opens one, and gives it the folders. */
async function showFolders(paths: readonly string[]): Promise<void> {
  if (app.isReady() && !currentWindow()) await open();
  focusWindow();
  await giveFolders(paths);
}
