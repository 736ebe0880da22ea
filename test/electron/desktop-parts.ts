/** Dialogs, menus, notifications and the rest of the desktop: what is asked of them is recorded, what they answer is set. */
import { EventEmitter } from 'node:events';
import { recorded } from './recorded.js';

/** What the user will answer, by kind of dialog. Without an answer a dialog is cancelled. */
export const answers = new Map<string, unknown[]>();

function ask<Answer>(kind: string, options: unknown, otherwise: Answer): Promise<Answer> {
  recorded.dialogs.push({ kind, options: structuredClone(options) });
  return Promise.resolve((answers.get(kind)?.shift() as Answer | undefined) ?? otherwise);
}

export const dialog = {
  showOpenDialog: (_window: unknown, options?: unknown) =>
    ask('open', options, { canceled: true, filePaths: [] as string[] }),
  showSaveDialog: (_window: unknown, options?: unknown) =>
    ask('save', options, { canceled: true, filePath: '' }),
  showMessageBox: (_window: unknown, options?: unknown) =>
    ask('message', options, { response: 1, checkboxChecked: false }),
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

export class Notification extends EventEmitter {
  static isSupported(): boolean {
    return true;
  }

  readonly #options: unknown;

  constructor(options: unknown) {
    super();
    this.#options = options;
  }

  show(): void {
    recorded.notifications.push(this.#options);
  }
}

export interface MenuItem {
  readonly label?: string;
  readonly role?: string;
  readonly type?: string;
  readonly accelerator?: string;
  readonly enabled?: boolean;
  readonly submenu?: readonly MenuItem[];
  readonly click?: () => void;
}

/** The application's menu. */
export const menu: { items: readonly MenuItem[] } = { items: [] };

export const Menu = {
  buildFromTemplate: (items: readonly MenuItem[]): readonly MenuItem[] => items,
  setApplicationMenu: (items: readonly MenuItem[]): void => {
    menu.items = items;
  },
};
