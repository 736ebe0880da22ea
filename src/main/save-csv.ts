/** Listings that the user saves. Main asks where, and the engine writes. */
import { basename } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import * as v from 'valibot';
import { savedAnswer } from './engine-message.js';
import { Refused } from './refused.js';
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
  /** Number of the running save by session; 0 while the user is asked. */
  private readonly running = new Map<number, number>();

  constructor(sessions: Sessions, window: BrowserWindow) {
    this.sessions = sessions;
    this.window = window;
  }

  /**
   * Asks the user where, and gives the file's length; null when the user cancels.
   * @throws Refused
   */
  async save({ session, filtered, name }: SaveRequest): Promise<number | null> {
    const engine = this.sessions.find(session);
    if (this.running.has(session)) throw busy();
    this.running.set(session, 0);
    try {
      const { canceled, filePath } = await dialog.showSaveDialog(this.window, {
        title: texts().saveCsv,
        defaultPath: basename(name),
        filters: [{ name: 'CSV', extensions: ['csv'] }],
      });
      if (canceled || filePath === '') return null;
      const { number, done } = engine.saveCsv({ file: filePath, filtered });
      this.running.set(session, number);
      return v.parse(savedAnswer, await done);
    } finally {
      this.running.delete(session);
    }
  }

  cancel(session: number): void {
    const number = this.running.get(session);
    if (number !== undefined && number > 0) this.sessions.find(session).cancelSave(number);
  }
}

const busy = (): Refused => new Refused({ code: 'badRequest', message: 'a listing is being saved' });
