/** Dialogs, notifications and the rest of the desktop: what is asked of them is recorded, what they answer is set. */
import { EventEmitter } from 'node:events';
import { BrowserWindow } from './browser-window.js';
import { recorded } from './recorded.js';

/** What the user will answer, by kind of dialog. Without an answer a dialog is cancelled. */
export const answers = new Map<string, unknown[]>();

/** @param words the options, behind the window where there is one. */
function ask<Answer>(kind: string, words: readonly unknown[], otherwise: Answer): Promise<Answer> {
  const [window] = words as [BrowserWindow | undefined];
  const hasWindow = window instanceof BrowserWindow;
  if (hasWindow && window.isDestroyed()) throw new TypeError('Object has been destroyed');
  recorded.dialogs.push({ kind, hasWindow, options: structuredClone(words.at(-1)) });
  return Promise.resolve((answers.get(kind)?.shift() as Answer | undefined) ?? otherwise);
}

export const dialog = {
  showOpenDialog: (...words: readonly unknown[]) =>
    ask('open', words, { canceled: true, filePaths: [] as string[] }),
  showSaveDialog: (...words: readonly unknown[]) => ask('save', words, { canceled: true, filePath: '' }),
  showMessageBox: (...words: readonly unknown[]) =>
    ask('message', words, { response: 1, checkboxChecked: false }),
};

export const shell = {
  showItemInFolder: (path: string): void => void recorded.revealed.push(path),
};

export const clipboard = {
  writeText: (text: string): Promise<void> => {
    recorded.clipboard = text;
    return Promise.resolve();
  },
};

export const nativeTheme = {
  shouldUseDarkColors: false,
  get themeSource(): 'system' | 'light' | 'dark' {
    return recorded.themeSource as 'system';
  },
  set themeSource(source: 'system' | 'light' | 'dark') {
    recorded.themeSource = source;
  },
};

const wholeScreen = { x: 0, y: 0, width: 1920, height: 1080 };
export const screen = {
  getDisplayMatching: () => ({ workArea: wholeScreen }),
};

/** As Electron does, it keeps none of them: who does not either hears nothing of a click. */
const shown: WeakRef<Notification>[] = [];

/** For the stand-in: the user clicks those that were shown, or closes them. */
export function endNotifications(how: 'click' | 'close'): void {
  for (const notification of shown.splice(0)) notification.deref()?.emit(how, {});
}

export class Notification extends EventEmitter {
  static isSupported(): boolean {
    return true;
  }

  private readonly options: unknown;

  constructor(options: unknown) {
    super();
    this.options = options;
  }

  show(): void {
    recorded.notifications.push(this.options);
    shown.push(new WeakRef(this));
  }
}
