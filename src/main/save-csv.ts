/** Listings that the user saves. Main asks where, and the engine writes. */
import { existsSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import * as v from 'valibot';
import { RequestRefused } from '../contract/refusal.js';
import { savedAnswer } from './engine-message.js';
import type { Sessions } from './sessions.js';
import { texts } from './texts.js';

export interface SaveRequest {
  readonly session: number;
  readonly filtered: boolean;
  readonly name: string;
}

/** Saves of a window's sessions: each session saves one listing at a time. */
export class CsvSaves {
  private readonly sessions: Sessions;
  private readonly window: BrowserWindow;
  /** Sessions that save, or whose user is asked. */
  private readonly running = new Set<number>();

  constructor(sessions: Sessions, window: BrowserWindow) {
    this.sessions = sessions;
    this.window = window;
  }

  /**
   * Asks the user where, and gives the file's length; null when the user cancels.
   * @throws RequestRefused
   */
  async save({ session, filtered, name }: SaveRequest): Promise<number | null> {
    const engine = this.sessions.find(session);
    if (this.running.has(session)) throw busy();
    this.running.add(session);
    try {
      const file = await this.askFile(basename(name));
      if (file === undefined) return null;
      return v.parse(savedAnswer, await engine.ask('saveCsv', { file, filtered }));
    } finally {
      this.running.delete(session);
    }
  }

  /** Asks where to save. Returns undefined when the user cancels. */
  private async askFile(defaultPath: string): Promise<string | undefined> {
    const { canceled, filePath } = await dialog.showSaveDialog(this.window, {
      title: texts().saveCsv,
      // why: macOS shows no title.
      message: texts().saveCsv,
      defaultPath,
      filters: [{ name: 'CSV', extensions: ['csv'] }],
      // why: on Linux the dialog overwrites unasked without it.
      properties: ['showOverwriteConfirmation'],
    });
    if (canceled || filePath === '') return undefined;
    if (extname(filePath) !== '') return filePath;
    // why: on Linux the dialog adds no extension. Where such a file is there, it has not asked about that one.
    const file = `${filePath}.csv`;
    return existsSync(file) ? this.askFile(file) : file;
  }

  cancel(session: number): void {
    if (this.running.has(session)) this.sessions.find(session).cancelSave();
  }
}

const busy = (): RequestRefused => new RequestRefused('badRequest', 'a listing is being saved');
