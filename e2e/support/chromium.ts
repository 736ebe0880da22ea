/** The browser of the journeys: the system's Chromium, or the one that `CHROMIUM` names. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { test } from 'vitest';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const found = [process.env.CHROMIUM, ...places].find((path) => path !== undefined && existsSync(path));

const flags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // WebGL 2 on machines without a graphics card.
  '--enable-unsafe-swiftshader',
];

export function launchChromium(): Promise<Browser> {
  if (found === undefined) throw new Error('no chromium');
  return chromium.launch({ executablePath: found, args: flags });
}

/** Declares a test that wants a browser, and is skipped where there is none. */
export function testInBrowser(title: string, body: () => Promise<void>, timeout = 120_000): void {
  test.skipIf(found === undefined)(
    found === undefined ? `${title} (skipped: no chromium)` : title,
    body,
    timeout,
  );
}
