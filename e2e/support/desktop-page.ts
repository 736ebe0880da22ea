/**
 * Page of the app on the stand-in, shown in a real browser: served as the app serves it, with the functions that the
 * preload script gives it, and its engines' ports.
 */
import type { Page as BrowserPage } from 'playwright-core';
import type { DesktopApp } from '../../test/electron/desktop-app.js';
import type { PagePort } from '../../test/electron/page-port.js';
import { sharedBrowser, watchPage } from './launch-host.js';

// why: http has the rights of a secure scheme only on this machine.
const origin = 'http://hectare.localhost';

interface Loaded {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly bytes: Uint8Array;
}

/** Name of the function in the browser; the page's own has another. */
interface Given {
  readonly functions: readonly string[];
  readonly events: readonly string[];
}

export async function showDesktopPage(app: DesktopApp): Promise<BrowserPage> {
  const browser = await sharedBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  const page = await context.newPage();
  watchPage(page);
  await page.route(`${origin}/**`, async (route) => {
    const url = route.request().url().replace(origin, 'app://hectare');
    const { status, headers, bytes } = (await app.do({ kind: 'load', url, method: 'GET' })) as Loaded;
    await route.fulfill({ status, headers, body: Buffer.from(bytes) });
  });
  const ports = await joinPorts(page, app);
  await joinBridge(page, app);
  await page.exposeBinding('standInPost', (_source, session: number, message: unknown) =>
    ports.get(session)?.postMessage(message),
  );
  await page.goto(`${origin}/index.html`);
  return page;
}

async function joinPorts(page: BrowserPage, app: DesktopApp): Promise<Map<number, PagePort>> {
  const ports = new Map<number, PagePort>();
  app.page.window.addEventListener('message', (event) => {
    const [, session] = event.data as [string, number];
    const [port] = event.ports as [PagePort];
    ports.set(session, port);
    call(page, 'standInOpen', session);
    port.onmessage = ({ data }) => call(page, 'standInDeliver', session, data);
  });
  return ports;
}

/** Calls a function that `installBridge` left in the page. A closed page needs no call. */
function call(page: BrowserPage, name: string, ...words: readonly unknown[]): void {
  const run = ([what, ...given]: readonly unknown[]): void => {
    (globalThis as unknown as Record<string, (...all: readonly unknown[]) => void>)[String(what)]!(...given);
  };
  void page.evaluate(run, [name, ...words]).catch(() => undefined);
}

async function joinBridge(page: BrowserPage, app: DesktopApp): Promise<void> {
  const { bridge } = app.page;
  const names = Object.keys(bridge);
  const given: Given = {
    functions: names.filter((name) => !name.startsWith('on')),
    events: names.filter((name) => name.startsWith('on')),
  };
  const functions = bridge as unknown as Record<string, (payload?: unknown) => unknown>;
  await page.exposeBinding('standInAsk', (_source, name: string, payload: unknown) =>
    // why: a request without a payload must not get null.
    payload === null ? functions[name]!() : functions[name]!(payload),
  );
  for (const name of given.events) {
    functions[name]!((event: unknown) => call(page, 'standInFire', name, event));
  }
  await page.addInitScript(`(${installBridge})(${JSON.stringify(given)})`);
}

/** Script that runs in the page, before its own code. It is text, since it is no code of this program. */
const installBridge = `({ functions, events }) => {
  const listeners = new Map();
  const ports = new Map();
  const bridge = {};
  for (const name of functions) bridge[name] = (payload = null) => standInAsk(name, payload);
  for (const name of events) {
    bridge[name] = (listener) => listeners.set(name, [...(listeners.get(name) ?? []), listener]);
  }
  window.hectareDesktop = bridge;
  window.standInFire = (name, event) => listeners.get(name)?.forEach((listener) => listener(event));
  window.standInOpen = (session) => {
    const { port1, port2 } = new MessageChannel();
    ports.set(session, port1);
    port1.onmessage = ({ data }) => standInPost(session, data);
    window.postMessage(['enginePort', session], location.origin, [port2]);
  };
  window.standInDeliver = (session, message) => ports.get(session)?.postMessage(message);
}`;
