/** `app`. A second start with the same folder of user data is told to the first one. */
import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { recorded } from './recorded.js';

const userData = process.env.STAND_IN_USER_DATA ?? '';
const handOvers = join(userData, 'hand-overs');

class App extends EventEmitter {
  readonly isPackaged = false;
  readonly name = 'Hectare';
  private hasBecomeReady = false;
  private isQuitting = false;
  private readonly readiness = new Promise<void>((resolve) => {
    this.once('ready', () => resolve());
  });

  /** For the stand-in: called when main has been loaded, with all that it waits for at its top level. */
  becomeReady(): void {
    this.hasBecomeReady = true;
    this.emit('ready');
  }

  isReady(): boolean {
    return this.hasBecomeReady;
  }

  whenReady(): Promise<void> {
    return this.readiness;
  }

  getPath(name: string): string {
    return name === 'userData' ? userData : homedir();
  }

  getLocale(): string {
    return process.env.STAND_IN_LOCALE ?? 'en-GB';
  }

  enableSandbox(): void {
    if (this.hasBecomeReady) throw new Error('app.enableSandbox() can only be called before app is ready');
    recorded.isSandboxed = true;
  }

  setAppUserModelId(id: string): void {
    recorded.appUserModelId = id;
  }

  addRecentDocument(path: string): void {
    recorded.recentDocuments.push(path);
  }

  clearRecentDocuments(): void {
    recorded.recentDocuments.length = 0;
  }

  /** Takes the lock. why: by files alone, since the answer is wanted at once. */
  requestSingleInstanceLock(data: Record<string, unknown> = {}): boolean {
    const lock = join(userData, 'lock');
    if (existsSync(lock)) {
      writeFileSync(join(handOvers, `${process.pid}.json`), JSON.stringify(data));
      return false;
    }
    mkdirSync(handOvers, { recursive: true });
    writeFileSync(lock, String(process.pid));
    process.on('exit', () => rmSync(lock, { force: true }));
    watch(handOvers, () => this.takeHandOvers()).unref();
    return true;
  }

  /** Closes windows, and ends unless a listener prevents it. */
  quit(): void {
    setImmediate(() => {
      if (this.isQuitting || !this.isAgreed('before-quit')) return;
      this.isQuitting = true;
      this.emit('stand-in:close-windows');
      this.isQuitting = false;
      if (this.isAgreed('will-quit')) this.exit();
    });
  }

  /** Ends at once. */
  exit(code = 0): void {
    this.emit('quit', {}, code);
    process.exit(code);
  }

  /** For the stand-in: the last window was closed, which Electron tells unless the app quits. */
  tellAllClosed(): void {
    if (!this.isQuitting) this.emit('window-all-closed');
  }

  private isAgreed(event: 'before-quit' | 'will-quit'): boolean {
    let isPrevented = false;
    this.emit(event, { preventDefault: () => (isPrevented = true) });
    return !isPrevented;
  }

  private takeHandOvers(): void {
    for (const name of readdirSync(handOvers)) {
      const path = join(handOvers, name);
      const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
      // why: the file is seen while it is still being written.
      if (!text.endsWith('}')) continue;
      rmSync(path);
      this.emit('second-instance', {}, [], '', JSON.parse(text));
    }
  }
}

export const app = new App();
