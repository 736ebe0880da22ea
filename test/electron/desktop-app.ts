/** The built app on the stand-in, until a test ends it. The test is the page, the user, and the system. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DesktopBridge, DesktopEvents } from '../../src/contract/desktop-protocol.js';
import type { Port } from '../../src/contract/port.js';
import { SessionClient } from '../support/hosts/session-client.js';
import { buildStandIn } from './build.js';
import { decode, encode } from './codec.js';
import { electronOptions } from './electron-options.js';
import type { Attempt, Sender, ToApp, ToTest } from './link.js';
import type { MenuItem } from './menu.js';
import { PagePort } from './page-port.js';
import { PageWindow, runPreload } from './preload-sandbox.js';
import type { Recorded } from './recorded.js';

export const builtApp = join(import.meta.dirname, '../../out');

type Action = ToApp extends infer Each ? (Each extends unknown ? Omit<Each, 'number'> : never) : never;

interface Pending {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

export interface DesktopOptions {
  readonly words?: readonly string[];
  /** Folder of an earlier start; a new one by default. */
  readonly userData?: string;
  readonly locale?: string;
  /** Command that the app runs through, as into a mount namespace; it must replace itself by what it runs. */
  readonly through?: readonly string[];
  /** Variables of the environment besides those of this process. */
  readonly environment?: Readonly<NodeJS.ProcessEnv>;
  /** System that main believes to run on; this one by default. */
  readonly platform?: NodeJS.Platform;
  /** Folder of the app; the built one by default. */
  readonly out?: string;
}

export class DesktopApp {
  readonly process: ChildProcess;
  readonly userData: string;
  readonly out: string;
  /** Standard error of main. */
  errors = '';
  /** Page of the present window. */
  page!: Page;
  private readonly pages: ((page: Page) => void)[] = [];
  private readonly pending = new Map<number, Pending>();
  private last = 0;

  private constructor(
    program: string,
    { words = [], userData, locale, environment, platform, out, through = [] }: DesktopOptions,
  ) {
    this.out = out ?? builtApp;
    this.userData = userData ?? mkdtempSync(join(tmpdir(), 'hectare-desktop-'));
    const env = {
      ...process.env,
      ...environment,
      STAND_IN_USER_DATA: this.userData,
      STAND_IN_LOCALE: locale ?? 'en-GB',
      STAND_IN_PLATFORM: platform ?? process.platform,
    };
    // The words are those of `electron APP FOLDER`.
    this.process = fork(program, [join(this.out, 'main/main.js'), this.out, ...words], {
      env,
      execPath: through[0] ?? process.execPath,
      execArgv: [...(through.length > 0 ? [...through.slice(1), process.execPath] : []), ...electronOptions],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    });
    this.process.stderr?.on('data', (bytes: Buffer) => {
      this.errors += bytes.toString();
    });
    this.process.on('message', (message) => this.take(message as ToTest));
    this.process.on('exit', () => {
      for (const { reject } of this.pending.values()) reject(new Error(`the app has ended: ${this.errors}`));
    });
  }

  /** Launches the app, which has no page yet: see `nextPage`. */
  static async launch(options: DesktopOptions = {}): Promise<DesktopApp> {
    if (!existsSync(options.out ?? builtApp))
      throw new Error('the app is missing: run "npm run build" first');
    return new DesktopApp(join(await buildStandIn(), 'run-main.js'), options);
  }

  /** Starts the app, and waits for its page. */
  static async start(options: DesktopOptions = {}): Promise<DesktopApp> {
    const app = await DesktopApp.launch(options);
    await app.nextPage();
    return app;
  }

  nextPage(): Promise<Page> {
    return new Promise((resolve, reject) => {
      this.pages.push(resolve);
      this.process.once('exit', () => reject(new Error(`the app has ended: ${this.errors}`)));
    });
  }

  do(action: Action): Promise<unknown> {
    const number = ++this.last;
    return new Promise((resolve, reject) => {
      this.pending.set(number, { resolve, reject });
      this.process.send({ ...action, number });
    });
  }

  async invoke(channel: string, payload: readonly unknown[], sender: Sender = 'page'): Promise<unknown> {
    return this.do({ kind: 'invoke', channel, bytes: encode(payload), sender });
  }

  recorded(): Promise<Recorded> {
    return this.do({ kind: 'recorded' }) as Promise<Recorded>;
  }

  menu(): Promise<MenuItem[]> {
    return this.do({ kind: 'menu' }) as Promise<MenuItem[]>;
  }

  isAllowed(what: Attempt, detail: string): Promise<boolean> {
    return this.do({ kind: 'try', what, detail }) as Promise<boolean>;
  }

  /** Returns the ids of processes that were forked under a name and still run. */
  async running(name: string): Promise<number[]> {
    const { utilities } = await this.recorded();
    return utilities.filter((each) => each.name === name && isAlive(each.pid)).map(({ pid }) => pid);
  }

  async ended(): Promise<number | null> {
    if (this.process.exitCode !== null) return this.process.exitCode;
    const [code] = (await once(this.process, 'exit')) as [number | null];
    return code;
  }

  async quit(): Promise<void> {
    // why: it may end before it can answer.
    await Promise.allSettled([this.do({ kind: 'quit' }), this.ended()]);
  }

  /** Kills the app and the processes that it forked. */
  async end(): Promise<void> {
    if (this.process.exitCode !== null) return;
    const forked = await this.recorded().then(
      ({ utilities }) => utilities,
      () => [],
    );
    this.process.kill('SIGKILL');
    await this.ended();
    for (const { pid } of forked) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  }

  /** Removes the user data. Call it when no other start uses the same. */
  removeUserData(): void {
    rmSync(this.userData, { recursive: true, force: true });
  }

  private take(message: ToTest): void {
    switch (message.kind) {
      case 'done':
        this.settle(message.number)?.resolve(decode(message.bytes));
        return;
      case 'failed':
        this.settle(message.number)?.reject(new Error(message.message));
        return;
      case 'loaded':
        this.page = new Page(this, message.html, message.headers);
        for (const resolve of this.pages.splice(0)) resolve(this.page);
        return;
      case 'execute':
        void this.execute(message.script, message.code);
        return;
      case 'send': {
        const ports = message.ports.map((address) => new PagePort(address));
        this.page.receive(message.channel, decode(message.bytes) as unknown[], ports);
      }
    }
  }

  private async execute(script: number, code: string): Promise<void> {
    try {
      await this.do({ kind: 'executed', script, bytes: encode(await this.page.window.execute(code)) });
    } catch (error) {
      await this.do({ kind: 'executed', script, error: String(error) });
    }
  }

  private settle(number: number): Pending | undefined {
    const pending = this.pending.get(number);
    this.pending.delete(number);
    return pending;
  }
}

type Events = { [Name in keyof DesktopEvents]: DesktopEvents[Name][] };

/** A page as the built preload script made it. */
export class Page {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly window = new PageWindow();
  readonly bridge: DesktopBridge;
  readonly heard: Events = { given: [], sessionEnded: [], saving: [], command: [] };
  private readonly ports = new Map<number, PagePort>();
  private hear: (channel: string, payload: readonly unknown[], ports: readonly PagePort[]) => void = () =>
    undefined;

  constructor(app: DesktopApp, html: string, headers: Readonly<Record<string, string>>) {
    this.html = html;
    this.headers = headers;
    runPreload(join(app.out, 'preload/preload.cjs'), this.window, {
      invoke: (channel, payload) => app.invoke(channel, payload),
      on: (listener) => {
        this.hear = listener;
      },
    });
    this.window.addEventListener('message', ({ data, ports }) => {
      const [, session] = data as [string, number];
      this.ports.set(session, (ports as PagePort[])[0]!);
    });
    this.bridge = this.window.exposed.hectareDesktop as DesktopBridge;
    // why: another app than ours, as that of the specs, has another bridge.
    if (!this.bridge) return;
    this.bridge.onGiven((event) => this.heard.given.push(event));
    this.bridge.onSessionEnded((event) => this.heard.sessionEnded.push(event));
    this.bridge.onSaving((event) => this.heard.saving.push(event));
    this.bridge.onCommand((event) => this.heard.command.push(event));
  }

  receive(channel: string, payload: readonly unknown[], ports: readonly PagePort[]): void {
    this.hear(channel, payload, ports);
  }

  /** Opens a folder as the page does. @throws the refusal */
  async open(path: string | Uint8Array): Promise<OpenedFolder> {
    const request = {
      path: new Uint8Array(Buffer.from(path)),
      crossMounts: false,
      followLinks: false,
      exclude: [],
    };
    const reply = await this.bridge.openRoot(request);
    if ('refusal' in reply) throw reply.refusal;
    const { session } = reply.answer;
    const port = await waitFor(() => this.ports.get(session));
    return { session, client: new SessionClient(portOf(port)) };
  }
}

export interface OpenedFolder {
  readonly session: number;
  readonly client: SessionClient;
}

function portOf(port: PagePort): Port {
  return {
    post: (message) => port.postMessage(message),
    listen: (onMessage) => {
      port.onmessage = ({ data }) => onMessage(data);
    },
    onClose: () => undefined,
    close: () => port.close(),
  };
}

/** Waits until something is found. */
async function waitFor<Found>(find: () => Found | undefined | Promise<Found | undefined>): Promise<Found> {
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
