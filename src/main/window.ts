/** The window. It opens where it was and as it was, and is closed to everything but its page. */
import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { keep, keptState } from './kept-state.js';
import { pageAddress } from './page-address.js';

const usualSize = { width: 1280, height: 820 };
/** Colours that show until the page has drawn: `--surface` in the page's tokens.css. */
const background = { light: '#fbfcfd', dark: '#121416' };

let current: BrowserWindow | undefined;

export const currentWindow = (): BrowserWindow | undefined => current;

/**
 * Opens the window, empty until `showPage`.
 * @param folder where main's built entries lie.
 */
export function openWindow(folder: string): BrowserWindow {
  nativeTheme.themeSource = keptState().preferences?.theme ?? 'system';
  const window = new BrowserWindow({
    ...usualSize,
    ...placeOnScreen(),
    minWidth: 420,
    minHeight: 320,
    title: 'Hectare',
    // why: elsewhere the program or its bundle has the icon; on Linux only an installed desktop entry has.
    ...(process.platform === 'linux' && { icon: join(folder, 'icon.png') }),
    backgroundColor: background[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
    webPreferences: {
      preload: join(folder, '../preload/preload.cjs'),
      contextIsolation: true,
      nodeIntegration: false,
      sandbox: true,
      webSecurity: true,
      webviewTag: false,
      // why: its dictionaries are downloaded.
      spellcheck: false,
    },
  });
  if (keptState().window?.isMaximized) window.maximize();
  window.on('close', () => keepPlace(window));
  window.on('closed', () => {
    current = undefined;
  });
  current = window;
  return window;
}

export const showPage = (window: BrowserWindow): Promise<void> => window.loadURL(pageAddress);

export function focusWindow(): void {
  if (current?.isMinimized()) current.restore();
  current?.focus();
}

function keepPlace(window: BrowserWindow): void {
  keep({ window: { ...window.getNormalBounds(), isMaximized: window.isMaximized() } });
}

/** Returns where the window was, if that is still on a screen. */
function placeOnScreen(): { x: number; y: number; width: number; height: number } | undefined {
  const place = keptState().window;
  if (!place) return undefined;
  const { workArea } = screen.getDisplayMatching(place);
  const isSeen =
    place.x < workArea.x + workArea.width &&
    place.y < workArea.y + workArea.height &&
    place.x + place.width > workArea.x &&
    place.y + place.height > workArea.y;
  const { x, y, width, height } = place;
  return isSeen ? { x, y, width, height } : undefined;
}
