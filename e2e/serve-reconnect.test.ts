/** A connection that breaks, as a user of the page meets it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect } from 'vitest';
import { provideEmptyFixture } from '../test/fixture/provide-fixture.js';
import { startBreakableProxy } from '../test/support/hosts/breakable-proxy.js';
import { startServe } from '../test/support/hosts/serve-process.js';
import { launchChromium } from './support/browser.js';
import { testInBrowser } from './support/chromium.js';
import { Explorer } from './support/explorer.js';

const fixture = provideEmptyFixture();
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

testInBrowser('a lost connection is shown, and taken up again without a new scan', async () => {
  for (const name of ['first', 'second']) makeFolder(name);
  const server = await startServe([fixture.top]);
  const proxy = await startBreakableProxy();
  const browser = await launchChromium();
  closing.push(
    () => server.end(),
    proxy.close,
    () => browser.close(),
  );
  const context = await browser.newContext({ proxy: { server: proxy.address, bypass: '<-loopback>' } });
  const page = await context.newPage();
  const explorer = new Explorer(page);
  await page.goto(server.address);
  await explorer.waitForEnd();

  proxy.breakOff();
  const notice = page.getByText('The connection is lost');
  await notice.waitFor();
  makeFolder('made-meanwhile');
  // What is asked now is answered as soon as it can be.
  await explorer.filter.fill('second');
  proxy.mend();
  await notice.waitFor({ state: 'detached' });
  await expect.poll(() => explorer.row('first').count()).toBe(0);
  await explorer.row('second').waitFor();

  await explorer.filter.fill('');
  await explorer.row('first').waitFor();
  expect(await explorer.row('made-meanwhile').count()).toBe(0);
  expect(server.stderr()).not.toContain('engine');
});

function makeFolder(name: string): void {
  mkdirSync(join(fixture.top, name));
  writeFileSync(join(fixture.top, name, 'file'), Buffer.alloc(100_000));
}
