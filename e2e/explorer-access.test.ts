/** Journeys without a mouse, without sight, large, dark, narrow, and in German. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import { expectNoSeriousFindings } from './support/accessibility.js';
import { testInBrowser } from './support/chromium.js';
import { buildDemoTree, type DemoTree } from './support/demo-tree.js';
import { Explorer } from './support/explorer.js';
import { closeBrowser, complaints, type Host, launchHost } from './support/launch-host.js';

let tree: DemoTree;
let host: Host | undefined;

beforeAll(() => {
  tree = buildDemoTree();
});

afterEach(() => {
  expect(complaints.splice(0)).toEqual([]);
});

afterAll(async () => {
  await host?.close();
  await closeBrowser();
  tree.remove();
});

async function explore(options?: BrowserContextOptions): Promise<{ page: Page; window: Explorer }> {
  host ??= await launchHost([tree.root]);
  const page = await host.openPage(options);
  const window = new Explorer(page);
  await page.getByText(/^(Complete|Vollständig)$/).waitFor();
  return { page, window };
}

describe('the keyboard alone', () => {
  testInBrowser('walks the map: between neighbours, in, out', async () => {
    const { page, window } = await explore();
    await window.tile('film').waitFor({ state: 'attached' });
    await window.map.focus();
    await page.keyboard.press('Home');
    const active = () => window.map.getAttribute('aria-activedescendant');
    await expect.poll(active).toMatch(/^map-item-/);
    const seen = new Set<string | null>([await active()]);
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'ArrowRight']) {
      await page.keyboard.press(key);
      seen.add(await active());
    }
    expect(seen.size).toBeGreaterThan(1);
    const id = await active();
    await page.locator(`#${id}`).waitFor({ state: 'attached' });
    expect(await page.locator(`#${id}`).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await window.crumbs()).length).toBeGreaterThan(1);
    await page.keyboard.press('Escape');
    await page.context().close();
  });

  testInBrowser('walks the list: opens, closes, enters', async () => {
    const { page, window } = await explore();
    await window.waitForFirstRow('film');
    await window.list.focus();
    await page.keyboard.press('Home');
    await expect.poll(() => window.row('film').getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => window.row('film').getAttribute('aria-expanded')).toBe('true');
    await window.list.locator('[aria-level="2"]').first().waitFor();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => window.list.locator('[aria-selected=true]').getAttribute('aria-level')).toBe('2');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => window.row('film').getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Enter');
    await window.expectCrumbs(['maria', 'film']);
    await page.keyboard.press('Backspace');
    await window.expectCrumbs(['maria']);
    await page.context().close();
  });

  testInBrowser('is told of its keys by one of them', async () => {
    const { page } = await explore();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await page.context().close();
  });
});

describe('axe finds nothing serious', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    testInBrowser(`in the ${colorScheme} window and its dialogs`, async () => {
      const { page, window } = await explore({ colorScheme, reducedMotion: 'reduce' });
      await window.tile('film').waitFor({ state: 'attached' });
      await expectNoSeriousFindings(page);
      for (const panel of ['Largest', 'Age', 'Owners', 'Errors']) {
        await window.panel(panel).click();
        await expectNoSeriousFindings(page);
      }
      for (const dialog of ['Settings', 'Keyboard shortcuts', 'Export as CSV']) {
        await page.getByRole('button', { name: dialog }).click();
        await page.getByRole('dialog').waitFor();
        await expectNoSeriousFindings(page);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
      await page.getByRole('button', { name: 'Ways to scan again' }).click();
      await page.getByRole('menu').waitFor();
      await expectNoSeriousFindings(page);
      await page.getByRole('menuitem', { name: /other options/ }).click();
      await page.getByRole('dialog').getByRole('textbox', { name: 'Pattern 1' }).fill('[broken');
      await expectNoSeriousFindings(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Open another folder' }).click();
      await page.getByRole('button', { name: 'Options' }).click();
      await page.getByRole('textbox', { name: 'Pattern 1' }).waitFor();
      await expectNoSeriousFindings(page);
      await page.context().close();
    });
  }
});

describe('the map is a tree to those who do not see it', () => {
  testInBrowser('with names, sizes, shares and levels', async () => {
    const { page, window } = await explore();
    await window.tile('film').waitFor({ state: 'attached' });
    expect(await window.tile('film').textContent()).toMatch(
      /^film, [\d.]+\s[kM]B, [\d.]+% of the map, folder$/,
    );
    expect(await window.tile('film').getAttribute('aria-level')).toBe('1');
    await page.context().close();
  });
});

describe('other eyes and other screens', () => {
  for (const deviceScaleFactor of [1, 2, 3]) {
    testInBrowser(`at ${deviceScaleFactor}00 % nothing is cut off`, async () => {
      const viewport = {
        width: Math.floor(1280 / deviceScaleFactor),
        height: Math.floor(900 / deviceScaleFactor),
      };
      const { page, window } = await explore({ viewport, deviceScaleFactor });
      await window.map.waitFor();
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - innerWidth + document.documentElement.scrollHeight - innerHeight',
      );
      expect(overflow).toBe(0);
      const box = await window.map.boundingBox();
      expect(Math.min(box!.width, box!.height)).toBeGreaterThan(60);
      await page.context().close();
    });
  }

  testInBrowser('a narrow window shows one thing at a time', async () => {
    const { page, window } = await explore({ viewport: { width: 420, height: 700 } });
    await window.map.waitFor();
    await page.getByRole('button', { name: 'List', exact: true }).click();
    await window.row('film').waitFor();
    await page.getByRole('button', { name: 'Panels', exact: true }).click();
    await window.panel('Types').waitFor();
    await page.context().close();
  });

  testInBrowser('German texts, numbers and dates, kept for the next time', async () => {
    const { page } = await explore({ locale: 'de-DE' });
    await page.getByRole('button', { name: 'Tiefe', exact: true }).waitFor();
    expect(await page.getByRole('contentinfo').textContent()).toMatch(/^Vollständig/);
    await page
      .getByRole('treegrid')
      .getByText(/^\d+,\d+\sMB$/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Einstellungen' }).click();
    await page.getByRole('radio', { name: 'English' }).click();
    await page.getByRole('dialog', { name: 'Settings' }).waitFor();
    await page.context().close();
  });

  testInBrowser('the dark theme can be chosen against the system', async () => {
    const { page } = await explore({ colorScheme: 'light' });
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('radio', { name: 'Dark' }).click();
    await expect.poll(() => page.locator('html').getAttribute('data-scheme')).toBe('dark');
    await page.context().close();
  });
});
