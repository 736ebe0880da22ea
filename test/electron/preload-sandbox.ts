/**
 * Runs the built preload script as a sandboxed renderer does: as CommonJS, without Node, with `electron` as the only module.
 * What the script exposes reaches the page as copies.
 */
import { readFileSync } from 'node:fs';
import { type Context, createContext, Script } from 'node:vm';
import type { PagePort } from './page-port.js';

/** Stands for a `File` of the page, whose path only Electron knows. */
export interface DroppedFile {
  /** Path; '' for what is not on disk. */
  readonly path: string;
}

export interface Ipc {
  invoke(channel: string, payload: readonly unknown[]): Promise<unknown>;
  /** Called with every message of main's. */
  on(listener: (channel: string, payload: readonly unknown[], ports: readonly PagePort[]) => void): void;
}

type Listener = (event: Record<string, unknown>) => void;

/** The window of the page, with the members that are used. */
export class PageWindow {
  private readonly listeners = new Map<string, Listener[]>();
  readonly location = { origin: 'app://hectare' };
  /** Activation: the user clicked, or pressed a key, a moment ago. */
  readonly navigator = { userActivation: { isActive: true } };
  private world: Context | undefined;
  /** Objects that are exposed to the page. */
  readonly exposed: Record<string, unknown> = {};

  addEventListener(name: string, listener: Listener): void {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]);
  }

  dispatch(name: string, event: Record<string, unknown>): void {
    for (const listener of this.listeners.get(name) ?? []) listener(event);
  }

  /** Runs a script in the page. */
  execute(code: string): unknown {
    this.world ??= createContext({ ...this.exposed, window: this });
    return new Script(code).runInContext(this.world);
  }

  postMessage(message: unknown, origin: string, ports: readonly PagePort[] = []): void {
    if (origin !== this.location.origin) return;
    const data: unknown = structuredClone(message);
    setImmediate(() => this.dispatch('message', { data, ports, origin, source: this }));
  }

  /** Drops files, by the user's hand where `isTrusted`. Returns whether the drop was taken. */
  drop(files: readonly DroppedFile[], isTrusted = true): boolean {
    let isTaken = false;
    const preventDefault = (): void => {
      isTaken = true;
    };
    this.dispatch('drop', { isTrusted, preventDefault, dataTransfer: { files } });
    return isTaken;
  }
}

export function runPreload(path: string, window: PageWindow, ipc: Ipc): void {
  const electron = electronOf(window, ipc);
  const require = (name: string): unknown => {
    if (name === 'electron') return electron;
    throw new Error(`module not found: ${name}`);
  };
  const module = { exports: {} };
  const context = createContext({
    window,
    location: window.location,
    navigator: window.navigator,
    require,
    module,
    exports: module.exports,
  });
  new Script(readFileSync(path, 'utf8'), { filename: path }).runInContext(context);
}

/** The module `electron` of a sandboxed preload script. */
export function electronOf(window: PageWindow, ipc: Ipc) {
  return {
    contextBridge: {
      exposeInMainWorld: (name: string, api: Record<string, unknown>): void => {
        if (name in window.exposed) {
          throw new Error('Cannot bind an API on top of an existing property on the window object');
        }
        window.exposed[name] = acrossBridge(api);
      },
    },
    ipcRenderer: ipcRendererOf(ipc),
    webUtils: { getPathForFile: (file: DroppedFile): string => file.path },
  };
}

type IpcListener = (event: unknown, ...payload: readonly unknown[]) => void;

function ipcRendererOf(ipc: Ipc) {
  const listeners = new Map<string, IpcListener[]>();
  ipc.on((channel, payload, ports) => {
    for (const listener of listeners.get(channel) ?? []) listener({ ports }, ...payload);
  });
  return {
    invoke: (channel: string, ...payload: readonly unknown[]) => ipc.invoke(channel, payload),
    on(channel: string, listener: IpcListener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return this;
    },
  };
}

type Callable = (...words: readonly unknown[]) => unknown;

/** Returns a value as the other world sees it: functions wrapped, all else copied. */
function acrossBridge(value: unknown): unknown {
  if (typeof value === 'function') {
    const call = value as Callable;
    return (...words: readonly unknown[]) => {
      const result = call(...words.map(acrossBridge));
      return isPromise(result) ? result.then(acrossBridge) : acrossBridge(result);
    };
  }
  if (!isPlain(value)) return structuredClone(value);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, acrossBridge(each)]));
}

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as { then?: unknown } | undefined)?.then === 'function';

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).some((each) => typeof each === 'function');
