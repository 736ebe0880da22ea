/** `BrowserWindow` and its contents. The page itself lives in the process of the test, who is told when it may begin. */
import { EventEmitter } from 'node:events';
import { app } from './app.js';
import { encode } from './codec.js';
import type { ToTest } from './link.js';
import { transferPorts } from './message-ports.js';
import { recorded } from './recorded.js';
import { load } from './web-session.js';

const tellTest = (message: ToTest): void => void process.send?.(message);

class MainFrame {
  url = '';
}

class WebContents extends EventEmitter {
  readonly mainFrame = new MainFrame();
  windowOpenHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  #isDestroyed = false;

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  setWindowOpenHandler(handler: (details: never) => { action: 'deny' }): void {
    this.windowOpenHandler = handler as typeof this.windowOpenHandler;
  }

  send(channel: string, ...payload: unknown[]): void {
    if (this.#isDestroyed) throw new TypeError('Object has been destroyed');
    tellTest({ kind: 'send', channel, bytes: encode(payload), ports: [] });
  }

  postMessage(channel: string, message: unknown, transfer: readonly unknown[] = []): void {
    tellTest({ kind: 'send', channel, bytes: encode([message]), ports: transferPorts(transfer) });
  }

  destroy(): void {
    this.#isDestroyed = true;
    this.emit('destroyed');
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly all = new Set<BrowserWindow>();
  readonly webContents = new WebContents();
  isInFront = true;
  #isMaximized = false;
  #isDestroyed = false;
  readonly #bounds: { x: number; y: number; width: number; height: number };

  constructor(options: { x?: number; y?: number; width?: number; height?: number; webPreferences?: object }) {
    super();
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    recorded.windows.push(structuredClone(options));
    BrowserWindow.all.add(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  async loadURL(url: string): Promise<void> {
    const { webContents } = this;
    webContents.emit('did-start-navigation', { url, isMainFrame: true, isSameDocument: false });
    const response = await load(url);
    if (!response?.ok) throw new Error(`ERR_FAILED loading '${url}'`);
    webContents.mainFrame.url = url;
    const headers = Object.fromEntries(response.headers);
    tellTest({ kind: 'loaded', url, html: await response.text(), headers });
    this.emit('ready-to-show');
  }

  reload(): void {
    void this.loadURL(this.webContents.mainFrame.url);
  }

  close(): void {
    if (this.#isDestroyed) return;
    this.emit('close', { preventDefault: () => undefined });
    this.#isDestroyed = true;
    BrowserWindow.all.delete(this);
    this.webContents.destroy();
    this.emit('closed');
    if (BrowserWindow.all.size === 0) app.emit('window-all-closed');
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  isFocused(): boolean {
    return this.isInFront;
  }

  isMinimized(): boolean {
    return !this.isInFront;
  }

  restore(): void {
    this.isInFront = true;
  }

  focus(): void {
    this.isInFront = true;
  }

  maximize(): void {
    this.#isMaximized = true;
  }

  isMaximized(): boolean {
    return this.#isMaximized;
  }

  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return this.#bounds;
  }

  setProgressBar(progress: number): void {
    recorded.progress.push(progress);
  }
}

export type { WebContents };

app.on('stand-in:close-windows', () => {
  for (const window of BrowserWindow.all) window.close();
});
