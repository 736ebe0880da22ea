/** Journeys on both drawers of the map, with a graphics card and without: one picture. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import { testInBrowser } from './support/chromium.js';
import { buildDemoTree, type DemoTree } from './support/demo-tree.js';
import { Explorer } from './support/explorer.js';
import { pretendCard } from './support/graphics.js';
import { closeBrowser, complaints, type Host, launchHost } from './support/launch-host.js';

let tree: DemoTree;
let host: Host;

beforeAll(async () => {
  tree = buildDemoTree();
  host = await launchHost([tree.root]);
});

afterEach(() => {
  expect(complaints.splice(0)).toEqual([]);
});

afterAll(async () => {
  await host.close();
  await closeBrowser();
  tree.remove();
});

async function pictureWith(script: string, kind: string): Promise<string> {
  const page = await host.openPage({ reducedMotion: 'reduce' });
  await page.addInitScript(script);
  await page.reload();
  const window = new Explorer(page);
  // The scan of the page before may have been kept already, and is shown first.
  await window.status.getByText(/^(Complete|As it was)/).waitFor();
  await page.keyboard.press('r');
  await window.waitForEnd();
  await window.tile('film').waitFor({ state: 'attached' });
  expect(await window.map.locator('canvas').first().getAttribute('data-drawer')).toBe(kind);
  await page.waitForTimeout(500);
  const picture = (await window.pictureOfMap()).toString('base64');
  await page.context().close();
  return picture;
}

/** Returns the mean difference of two pictures, of 255. */
function difference(page: Page, pictures: readonly string[]): Promise<number> {
  return page.evaluate(`(async () => {
    const [one, other] = await Promise.all(${JSON.stringify(pictures)}.map(async (picture) => {
      const image = new Image();
      image.src = 'data:image/png;base64,' + picture;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      return context.getImageData(0, 0, image.width, image.height).data;
    }));
    let sum = 0;
    for (let at = 0; at < one.length; at++) sum += Math.abs(one[at] - other[at]);
    return sum / one.length;
  })()`);
}

describe('the map', () => {
  testInBrowser('looks the same with WebGL and without', async () => {
    const pictures = [await pictureWith(pretendCard, 'webgl'), await pictureWith('', 'canvas')];
    const page = await host.openPage();
    await page.goto('about:blank');
    expect(await difference(page, pictures)).toBeLessThan(1);
    await page.context().close();
  });
});
