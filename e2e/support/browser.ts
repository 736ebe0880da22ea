/** Browser of journeys and benchmarks: the system's Chromium, or the one that `CHROMIUM` names. */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core';
import type { SignedIn } from '../../test/support/hosts/serve-client.js';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
export const chromiumPath: string | undefined = [process.env.CHROMIUM, ...places].find(
  (path) => path !== undefined && existsSync(path),
);

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
  if (chromiumPath === undefined) throw new Error('no chromium');
  return chromium.launch({ executablePath: chromiumPath, args: flags });
}

/** Opens a window of its own that has signed in, with nothing kept from another. */
export function contextOf({ origin, cookie, key }: SignedIn): BrowserContextOptions {
  // The browser keeps its key after it has opened the printed address, which works only once.
  const [name = '', value = ''] = cookie.split('=');
  const { hostname } = new URL(origin);
  const kept = { name, value, domain: hostname, path: '/', expires: -1 };
  return {
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    storageState: {
      cookies: [{ ...kept, httpOnly: true, secure: false, sameSite: 'Strict' }],
      origins: [{ origin, localStorage: [{ name: 'hectare-key', value: key }] }],
    },
  };
}
