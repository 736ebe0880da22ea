/**
 * The seam between the journeys and the host that they run on. A host shows some folders in a page; all that the
 * journeys do goes through that page. Here it is `hectare serve` and a browser; a desktop window can be another.
 */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { type SignedIn, signIn } from '../../test/support/serve-client.js';
import { startServe } from '../../test/support/serve-process.js';
import { contextOf, launchChromium } from './browser.js';

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
  const signedIn = await signIn(server.address);
  return {
    openPage: (options) => openPage(shared, signedIn, options),
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
  signedIn: SignedIn,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await shared.newContext({ ...contextOf(signedIn), ...options });
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(`${error.message}\n${error.stack ?? ''}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(signedIn.origin);
  return page;
}
