/** `BrowserWindow` and its contents. The page itself lives in the process of the test, which is told when it may begin. */
import { EventEmitter } from 'node:events';
import { app } from './app.js';
import { decode, encode } from './codec.js';
import type { ScriptResult, ToTest } from './link.js';
import { transferPorts } from './message-ports.js';
import { recorded } from './recorded.js';
import { load } from './web-session.js';

const tellTest = (message: ToTest): void => void process.send?.(message);

interface PendingScript {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Scripts that have been sent to the page, by their numbers. */
const scripts = new Map<number, PendingScript>();

/** For the stand-in: called with the result of a script in the page. */
export function settleScript(result: ScriptResult): void {
  const script = scripts.get(result.script);
  if ('error' in result) script?.reject(new Error(result.error));
  else script?.resolve(decode(result.bytes));
}

class MainFrame {
  url = '';
}

class WebContents extends EventEmitter {
  readonly mainFrame = new MainFrame();
  windowOpenHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  private destroyed = false;

  isDestroyed(): boolean {
    return this.destroyed;
  }

  setWindowOpenHandler(handler: (details: never) => { action: 'deny' }): void {
    this.windowOpenHandler = handler as typeof this.windowOpenHandler;
  }

  send(channel: string, ...payload: unknown[]): void {
    tellTest({ kind: 'send', channel, bytes: encode(payload), ports: [] });
  }

  postMessage(channel: string, message: unknown, transfer: readonly unknown[] = []): void {
    tellTest({ kind: 'send', channel, bytes: encode([message]), ports: transferPorts(transfer) });
  }

  executeJavaScript(code: string): Promise<unknown> {
    const script = scripts.size;
    return new Promise((resolve, reject) => {
      scripts.set(script, { resolve, reject });
      tellTest({ kind: 'execute', script, code });
    });
  }

  /** For the stand-in: called when the window is closed. */
  end(): void {
    this.destroyed = true;
    this.emit('destroyed');
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly all = new Set<BrowserWindow>();
  isInFront = true;
  private minimized = false;
  private readonly contents = new WebContents();
  private maximized = false;
  private destroyed = false;
  private readonly bounds: { x: number; y: number; width: number; height: number };

  constructor(options: { x?: number; y?: number; width?: number; height?: number; webPreferences?: object }) {
    super();
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.bounds = { x, y, width, height };
    recorded.windows.push(structuredClone(options));
    BrowserWindow.all.add(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  get webContents(): WebContents {
    if (this.destroyed) throw destroyed();
    return this.contents;
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
    this.emit('close', { preventDefault: () => undefined });
    this.destroyed = true;
    BrowserWindow.all.delete(this);
    this.contents.end();
    this.emit('closed');
    if (BrowserWindow.all.size === 0) app.tellAllClosed();
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  isFocused(): boolean {
    return this.isInFront;
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  minimize(): void {
    this.minimized = true;
    this.isInFront = false;
  }

  restore(): void {
    this.minimized = false;
    this.isInFront = true;
  }

  /** Focuses the window; a minimised one does not come up. */
  focus(): void {
    this.isInFront = !this.minimized;
  }

  maximize(): void {
    this.maximized = true;
  }

  isMaximized(): boolean {
    return this.maximized;
  }

  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return this.bounds;
  }

  setProgressBar(progress: number): void {
    recorded.progress.push(progress);
  }
}

export type { WebContents };

const destroyed = (): TypeError => new TypeError('Object has been destroyed');

/** Makes every method throw once the object is destroyed, but `isDestroyed`, as in Electron. */
function refuseDestroyed(prototype: { isDestroyed(): boolean }): void {
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    const method: unknown = property.value;
    if (name === 'constructor' || name === 'isDestroyed' || typeof method !== 'function') continue;
    Object.defineProperty(prototype, name, {
      value(this: { isDestroyed(): boolean }, ...words: unknown[]): unknown {
        if (this.isDestroyed()) throw destroyed();
        return method.apply(this, words);
      },
    });
  }
}

refuseDestroyed(WebContents.prototype);
refuseDestroyed(BrowserWindow.prototype);

app.on('stand-in:close-windows', () => {
  for (const window of BrowserWindow.all) window.close();
});
