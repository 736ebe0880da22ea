/**
 * The seam between the journeys and the host that they run on. A host shows some folders in a page; all that the
 * journeys do goes through that page. Here it is `hectare serve` and a browser; a desktop window can be another.
 */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { type ServeProcess, startServe } from '../../test/support/serve-process.js';
import { launchChromium } from './chromium.js';

export interface Host {
  /** A page of its own, with nothing kept from another. */
  openPage(options?: BrowserContextOptions): Promise<Page>;
  /** Ends the host as if it had crashed. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

let browser: Browser | undefined;

export async function launchHost(folders: readonly string[]): Promise<Host> {
  browser ??= await launchChromium();
  const shared = browser;
  const server = await startServe([...folders]);
  return {
    openPage: (options) => openPage(shared, server, options),
    kill: async () => {
      await server.end('SIGKILL');
    },
    close: async () => {
      await server.end();
    },
  };
}

/** After the last test of a file. */
export async function closeBrowser(): Promise<void> {
  await browser?.close();
  browser = undefined;
}

/** Whatever a page complains of, from its own code or from the browser's rules, fails the journey. */
export const complaints: string[] = [];

async function openPage(
  shared: Browser,
  server: ServeProcess,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await shared.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    ...options,
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(`${error.message}\n${error.stack ?? ''}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(server.address);
  return page;
}
