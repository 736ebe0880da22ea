/**
 * Interface between journeys and the host that they run on. A host shows some folders in a page; all that the journeys
 * do goes through that page. It is `hectare serve` and a browser, or the desktop's window (`electron-window.ts`) for
 * the project `desktop` of vitest.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { type SignedIn, signIn } from '../../test/support/hosts/serve-client.js';
import { type ServeStart, startServe } from '../../test/support/hosts/serve-process.js';
import { DebuggedThreads } from '../../test/support/scanners/debugged-threads.js';
import { contextOf, launchChromium } from './browser.js';
import { launchWindow } from './electron-window.js';

export interface Host {
  /** Opens a page of its own, with nothing kept from another. */
  openPage(options?: BrowserContextOptions): Promise<Page>;
  /** Makes the engine that was started last run out of memory. The host was launched for it. */
  starveEngine(): void;
  /** Ends the host as if it had crashed. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

let browser: Promise<Browser> | undefined;

/** Launches one host for all pages of a file. */
export function sharedBrowser(): Promise<Browser> {
  browser ??= launchChromium();
  return browser;
}

interface HostOptions extends ServeStart {
  /** Whether engines have little memory, and can be starved. */
  readonly canStarve?: boolean;
  /** Whether the scan of one page is shown to the next; otherwise each scans by itself. */
  readonly keepsScans?: boolean;
}

/** Whether journeys are made in the desktop's window. */
export const areInWindow = process.env.HECTARE_JOURNEYS === 'window';

export async function launchHost(
  folders: readonly string[],
  { keepsScans = false, ...options }: HostOptions = {},
): Promise<Host> {
  const data = mkdtempSync(join(tmpdir(), 'hectare-data-'));
  // The server may run as any user.
  chmodSync(data, 0o777);
  const env = { ...process.env, HECTARE_DATA: data, ...options.env };
  const host = areInWindow
    ? launchWindow({ folders, env, watchPage })
    : await launchServer(folders, { ...options, env });
  const pages: Page[] = [];
  return {
    ...host,
    openPage: async (look) => {
      if (!keepsScans) rmSync(join(data, 'snapshots'), { recursive: true, force: true });
      const page = await host.openPage(look);
      pages.push(page);
      return page;
    },
    close: async () => {
      // why: a page that loses its host complains while the next journey runs.
      if (!areInWindow) await Promise.all(pages.map((page) => page.context().close()));
      await host.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function launchServer(
  folders: readonly string[],
  { canStarve = false, ...start }: HostOptions,
): Promise<Host> {
  const shared = await sharedBrowser();
  const env = { ...start.env, ...(canStarve && scarceMemory) };
  const server = await startServe([...folders], { ...start, env });
  const threads = canStarve ? await DebuggedThreads.of(server.stderr()) : undefined;
  const signedIn = await signIn(server.address);
  return {
    starveEngine: () => starve(threads),
    openPage: (options) => openPage(shared, signedIn, options),
    kill: async () => {
      await server.end('SIGKILL');
    },
    close: async () => {
      threads?.close();
      await server.end();
    },
  };
}

/** Environment of a server with a debugger, by which a thread can be made to need more. */
const scarceMemory = { NODE_OPTIONS: '--inspect=127.0.0.1:0 --max-old-space-size=128' };

function starve(threads: DebuggedThreads | undefined): void {
  const engine = threads?.running('/engine.js').at(-1);
  if (threads === undefined || engine === undefined) throw new Error('no engine can be starved');
  threads.run(engine, 'const kept = []; for (;;) kept.push(new Array(100_000).fill({}));');
}

/** Ends the host after the last test of a file. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}

/** Complaints of pages, from their own code or from the browser's rules. Each fails its journey. */
export const complaints: string[] = [];

async function openPage(
  shared: Browser,
  signedIn: SignedIn,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await shared.newContext({ ...contextOf(signedIn), ...options });
  const page = await context.newPage();
  watchPage(page);
  await page.goto(signedIn.origin);
  return page;
}

export function watchPage(page: Page): void {
  page.on('pageerror', (error) => complaints.push(`${error.message}\n${error.stack ?? ''}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
}
