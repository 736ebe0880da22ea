/** Dialogs, notifications and the rest of the desktop. Calls are recorded, and the test sets the answers. */
import { EventEmitter } from 'node:events';
import { BrowserWindow } from './browser-window.js';
import { recorded } from './recorded.js';

/** Answers of the user, by kind of dialog. Without an answer the user presses Esc. */
export const answers = new Map<string, unknown[]>();

/**
 * Records a dialog and returns the user's answer.
 * @param words the options, behind the window where there is one.
 */
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
  showMessageBox: (...words: readonly unknown[]) => {
    const { cancelId = 0 } = words.at(-1) as { cancelId?: number };
    return ask('message', words, { response: cancelId, checkboxChecked: false });
  },
  showErrorBox: (title: string, content: string): void => {
    recorded.dialogs.push({ kind: 'error', hasWindow: false, options: { title, content } });
  },
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

/** Shown notifications. As in Electron, without a reference elsewhere one is collected and hears of no click. */
const shown: WeakRef<Notification>[] = [];

/** For the stand-in: clicks all that are shown, or closes them, as the user would. */
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
