/**
 * Journeys with little room: what does not fit is hinted at and can be reached, and no name loses what tells it apart.
 */
import { join } from 'node:path';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import { testInBrowser, testInBrowserAlone } from './support/chromium.js';
import { buildDemoTree, type DemoTree } from './support/demo-tree.js';
import { Explorer } from './support/explorer.js';
import { closeBrowser, complaints, type Host, launchHost } from './support/launch-host.js';

let tree: DemoTree;
let host: Host;

beforeAll(async () => {
  tree = buildDemoTree();
  host = await launchHost([tree.root], { keepsScans: true });
});

afterEach(() => {
  expect(complaints.splice(0)).toEqual([]);
});

afterAll(async () => {
  await host.close();
  await closeBrowser();
  tree.remove();
});

async function explore(options: BrowserContextOptions): Promise<{ page: Page; window: Explorer }> {
  const page = await host.openPage({ reducedMotion: 'reduce', ...options });
  const window = new Explorer(page);
  await page
    .getByText(/^(Complete|As it was|Vollständig|Stand)/)
    .first()
    .waitFor();
  return { page, window };
}

const isCutOff = (element: Locator): Promise<boolean> =>
  element.evaluate(
    (each: { scrollWidth: number; clientWidth: number }) => each.scrollWidth > each.clientWidth,
  );

describe('what scrolls sideways', () => {
  for (const width of [360, 1280]) {
    testInBrowser(`shows that there is more, and leads there: ${width} pixels`, async () => {
      const { page } = await explore({ viewport: { width, height: 800 } });
      const legend = page.getByRole('group', { name: 'Legend' });
      await legend.getByRole('button', { name: 'Folders' }).waitFor({ state: 'attached' });
      const row = page.locator('.sideways').filter({ has: legend });
      const [toStart, toEnd] = [row.locator('.to-start'), row.locator('.to-end')];
      await toEnd.waitFor();
      expect(await toStart.isVisible()).toBe(false);
      await toEnd.click();
      await toStart.waitFor();
      await legend.hover();
      await page.mouse.wheel(0, 2000);
      await toEnd.waitFor({ state: 'hidden' });
      await page.mouse.wheel(0, -2000);
      await toStart.waitFor({ state: 'hidden' });
      if (width < 800) {
        await page.getByRole('button', { name: 'Panels', exact: true }).click();
        await toEnd.waitFor({ state: 'hidden' });
      }
      await page.context().close();
    });
  }

  testInBrowser('hints at nothing where all fits', async () => {
    const { page, window } = await explore({ viewport: { width: 2560, height: 800 } });
    await window.map.getByRole('treeitem').first().waitFor({ state: 'attached' });
    await page.waitForTimeout(300);
    expect(await page.locator('.to-start:visible, .to-end:visible').count()).toBe(0);
    await page.context().close();
  });
});

describe('many open roots', () => {
  testInBrowserAlone('show the tab of the one that is shown', 'all folders given are open', async () => {
    const names = ['film', 'photos', 'music', 'machines', 'backup', 'projects'];
    const several = await launchHost(names.map((name) => join(tree.root, name)));
    const page = await several.openPage({ viewport: { width: 360, height: 640 } });
    const tabs = page.getByRole('navigation', { name: 'Open folders' });
    for (const name of names) {
      await page.getByRole('listitem').filter({ hasText: name }).getByRole('button').first().click();
      const tab = tabs.getByRole('button', { name, exact: true });
      await tab.waitFor();
      await expect
        .poll(async () => (await tab.boundingBox())!.x + (await tab.boundingBox())!.width)
        .toBeLessThan(361);
      await page.evaluate("document.querySelector('.tab-strip > .icon-button').click()");
    }
    await page.locator('.sideways').filter({ has: tabs }).locator('.to-start').waitFor();
    await several.close();
  });
});

describe('a low window', () => {
  testInBrowser('leaves the map some room below a notice', async () => {
    await (await explore({})).page.context().close();
    const { page, window } = await explore({ viewport: { width: 427, height: 267 } });
    await page.getByRole('region', { name: 'An earlier scan' }).waitFor();
    await window.map.getByRole('treeitem').first().waitFor({ state: 'attached' });
    expect((await window.map.boundingBox())!.height).toBeGreaterThan(60);
    await window.status.scrollIntoViewIfNeeded();
    expect(await page.getByText('takes up room').count()).toBe(0);
    await page.context().close();
  });
});

describe('tables and fields', () => {
  testInBrowser('have their columns below each other', async () => {
    const { page } = await explore({});
    const heads = page.getByRole('columnheader', { name: 'On disk' }).and(page.locator('.groups th'));
    await heads.nth(1).waitFor();
    const [kinds, extensions] = [await heads.nth(0).boundingBox(), await heads.nth(1).boundingBox()];
    expect(extensions!.x).toBe(kinds!.x);
    expect(extensions!.width).toBe(kinds!.width);
    // Rows that are scrolled below a head stay below it.
    const share = page.getByRole('columnheader', { name: 'Share' }).and(page.locator('.groups th')).first();
    const { x, y, height } = (await share.boundingBox())!;
    const seen = await page.evaluate(`[...Array(24).keys()].map((top) => {
      document.querySelector('.panel-scroller').scrollTop = top;
      return document.elementFromPoint(${x + 10}, ${y + height / 2}).tagName;
    })`);
    expect(new Set(seen as string[])).toEqual(new Set(['TH']));
    await page.context().close();
  });

  for (const locale of ['en-GB', 'de-DE']) {
    testInBrowser(`have labels that are not cut off: ${locale}`, async () => {
      const { page } = await explore({ locale });
      const labels = page.getByRole('region', { name: 'Details' }).locator('dt');
      await labels.nth(9).waitFor();
      for (const label of await labels.all())
        expect([await label.textContent(), await isCutOff(label)]).toEqual([expect.anything(), false]);
      await page.context().close();
    });
  }
});
