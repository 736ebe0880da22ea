/** Signing in as a browser does it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, describe, expect } from 'vitest';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { type ServeProcess, startServe } from '../test/support/hosts/serve-process.js';
import { launchChromium } from './support/browser.js';
import { testInBrowser } from './support/chromium.js';

const fixture = provideFixture(['plain']);
let server: ServeProcess | undefined;
let browser: Browser | undefined;

afterAll(async () => {
  await browser?.close();
  await server?.end();
});

describe('the printed address', () => {
  testInBrowser(
    'signs a browser in: its token leaves the address bar, and other pages need none',
    async () => {
      // Of two folders none is opened unasked.
      server = await startServe([fixture.tree, fixture.outside]);
      browser = await launchChromium();
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(server.address);
      await expectFolder(page);
      const { origin } = new URL(server.address);
      expect(page.url()).toBe(`${origin}/`);
      expect(await page.evaluate('document.cookie')).toBe('');
      await page.reload();
      await expectFolder(page);
      const second = await context.newPage();
      await second.goto(origin);
      await expectFolder(second);
      await context.close();
    },
  );

  testInBrowser('does nothing for another browser afterwards', async () => {
    const { address } = server!;
    const context = await browser!.newContext();
    const page = await context.newPage();
    for (const place of [address, new URL(address).origin]) {
      await page.goto(place);
      await expect.poll(() => page.locator('#app').textContent()).not.toBe('');
      expect(await page.locator('#app').textContent()).not.toContain(fixture.tree);
    }
    await context.close();
  });
});

async function expectFolder(page: Page): Promise<void> {
  await expect.poll(() => page.locator('#app').textContent(), { timeout: 10_000 }).toContain(fixture.tree);
}
