/** Journeys on a real folder: the window fills, and can be walked, filtered and coloured. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
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

async function explore(): Promise<{ page: Page; window: Explorer }> {
  host ??= await launchHost([tree.root]);
  const page = await host.openPage();
  const window = new Explorer(page);
  await window.waitForEnd();
  await window.tile('film').waitFor({ state: 'attached' });
  return { page, window };
}

describe('the map', () => {
  testInBrowser('fills from the folder that was given, and ends complete', async () => {
    const { page, window } = await explore();
    await window.expectCrumbs(['maria']);
    expect(await window.status.textContent()).toContain('Complete');
    for (const name of ['film', 'photos', 'machines', 'music']) {
      expect(await window.tile(name).count()).toBe(1);
    }
    await page.context().close();
  });

  testInBrowser('tells of what is pointed at, and outlines it', async () => {
    const { page, window } = await explore();
    const before = await window.pictureOfMap();
    const tooltip = await window.hoverTile('photos');
    await expect.poll(() => tooltip.textContent()).toContain(`${tree.root}/photos`);
    for (const field of ['On disk', 'Length', 'Of folder', 'Of root', 'Files', 'Modified', 'Owner']) {
      expect(await tooltip.textContent()).toContain(field);
    }
    expect(before.equals(await window.map.screenshot())).toBe(false);
    await page.context().close();
  });

  testInBrowser('is entered by a double click, and left by keys, crumbs and history', async () => {
    const { page, window } = await explore();
    await window.enterTile('film');
    await window.expectCrumbs(['maria', 'film']);
    // The folder is on both maps, and is entered where it lies on the second.
    await expect.poll(() => window.tile('2024').getAttribute('aria-level')).toBe('1');
    await window.enterTile('2024');
    await window.expectCrumbs(['maria', 'film', '2024']);
    await page.keyboard.press('Backspace');
    await window.expectCrumbs(['maria', 'film']);
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await window.expectCrumbs(['maria', 'film', '2024']);
    await page.keyboard.press('Alt+ArrowLeft');
    await window.expectCrumbs(['maria', 'film']);
    await page.keyboard.press('Alt+ArrowRight');
    await window.expectCrumbs(['maria', 'film', '2024']);
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('Escape');
    await window.expectCrumbs(['maria', 'film']);
    await page.keyboard.press('Alt+ArrowLeft');
    await window.expectCrumbs(['maria', 'film', '2024']);
    await page.getByRole('navigation', { name: 'Path' }).getByRole('button', { name: 'maria' }).click();
    await window.expectCrumbs(['maria']);
    await page.context().close();
  });
});

describe('the buttons at the side of a mouse', () => {
  testInBrowser('go back and forward among folders, and never leave the page', async () => {
    const { page, window } = await explore();
    await window.enterTile('film');
    await window.expectCrumbs(['maria', 'film']);
    const mouse = await page.context().newCDPSession(page);
    const click = async (button: 'back' | 'forward') => {
      const where = { x: 600, y: 300, button, clickCount: 1 };
      await mouse.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...where });
      await mouse.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...where });
    };
    await click('back');
    await window.expectCrumbs(['maria']);
    await click('forward');
    await window.expectCrumbs(['maria', 'film']);
    await click('back');
    await click('back');
    await window.expectCrumbs(['maria']);
    await window.tile('photos').waitFor({ state: 'attached' });
    await page.context().close();
  });
});

describe('what is chosen in one place is chosen in all', () => {
  testInBrowser('from the map to the list and the details', async () => {
    const { page, window } = await explore();
    await window.clickTile('photos');
    await expect.poll(() => window.row('photos').getAttribute('aria-selected')).toBe('true');
    await page.getByRole('region', { name: 'Details' }).getByText(`${tree.root}/photos`).waitFor();
    await page.context().close();
  });

  testInBrowser('from the list to the map', async () => {
    const { page, window } = await explore();
    await window.row('music').click();
    await expect.poll(() => window.tile('music').getAttribute('aria-selected')).toBe('true');
    await page.context().close();
  });

  testInBrowser('from the largest files to both', async () => {
    const { page, window } = await explore();
    await window.panel('Largest').click();
    const first = page.getByRole('list', { name: 'Largest' }).getByRole('button').first();
    await expect.poll(() => first.textContent()).toContain('.qcow2');
    await first.click();
    await window.expectCrumbs(['maria', 'machines', 'debian']);
    await page.getByRole('region', { name: 'Details' }).getByText('.qcow2').waitFor();
    await page.context().close();
  });
});

describe('what is shown can be changed without reading again', () => {
  testInBrowser('colours, by keys and by buttons, each with a legend of its own', async () => {
    const { page, window } = await explore();
    const pictures = [await window.pictureOfMap()];
    const legend = page.getByRole('group', { name: 'Legend' });
    for (const [key, entry] of [
      ['2', '≤ 1 year'],
      ['3', 'Level 3'],
    ] as const) {
      await page.keyboard.press(key);
      await legend.getByRole('button', { name: entry }).waitFor();
      const picture = await window.pictureOfMap();
      expect(pictures.some((other) => other.equals(picture))).toBe(false);
      pictures.push(picture);
    }
    await page.getByRole('button', { name: 'Type', exact: true }).click();
    await legend.getByRole('button', { name: 'Video' }).waitFor();
    await page.context().close();
  });

  testInBrowser('the legend takes out what is clicked, and brings it back', async () => {
    const { page, window } = await explore();
    const video = page.getByRole('group', { name: 'Legend' }).getByRole('button', { name: 'Video' });
    await video.click();
    await expect.poll(() => window.tile('film').count()).toBe(0);
    await video.click();
    await window.tile('film').waitFor({ state: 'attached' });
    await page.context().close();
  });

  testInBrowser('sizes and links, by keys', async () => {
    const { page } = await explore();
    await page.keyboard.press('s');
    const length = page.getByRole('button', { name: 'Length', pressed: true });
    await length.waitFor();
    await page.keyboard.press('l');
    await page.getByRole('button', { name: 'Every link', pressed: true }).waitFor();
    await page.keyboard.press('s');
    await page.getByRole('button', { name: 'On disk', pressed: true }).waitFor();
    await page.context().close();
  });

  testInBrowser('a filter reshapes map, list and panels, and is explained where it is wrong', async () => {
    const { page, window } = await explore();
    await page.keyboard.press('/');
    await page.keyboard.type('kind:video');
    await expect.poll(() => window.tile('photos').count()).toBe(0);
    await expect.poll(() => window.list.getByRole('row').count()).toBe(2);
    await window.tile('film').waitFor({ state: 'attached' });
    const size = await window.row('film').locator('.cell-allocated').textContent();
    await window.status.getByText(`${size} shown`).waitFor();
    await window.filter.fill('size>1G colour:red');
    const problem = page.getByRole('alert').filter({ hasText: 'At character 9' });
    await problem.waitFor();
    expect(await problem.textContent()).toContain('“colour”');
    await window.filter.fill('kind:vidoe');
    await page.getByText('There is no kind “vidoe”. Kinds are other, folder, image, video,').waitFor();
    await page.getByRole('button', { name: 'Clear the filter' }).first().click();
    await window.tile('photos').waitFor({ state: 'attached' });
    expect(await window.status.getByText('shown').count()).toBe(0);
    await page.context().close();
  });
});
