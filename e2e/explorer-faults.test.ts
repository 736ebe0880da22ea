/** Journeys through faults of values, parts and the graphics card: what is around them goes on. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, describe, expect } from 'vitest';
import { testInBrowser, testInBrowserNeeding } from './support/chromium.js';
import { Explorer } from './support/explorer.js';
import { pretendCard } from './support/graphics.js';
import { closeBrowser, complaints, type Host, launchHost } from './support/launch-host.js';

/** A file system that keeps any 64-bit time. */
const anyTime = '/dev/shm';
let folder: string;
let host: Host;

beforeEach(() => {
  folder = mkdtempSync(join(existsSync(anyTime) ? anyTime : tmpdir(), 'hectare-faults-'));
  mkdirSync(join(folder, 'plain'));
  writeFileSync(join(folder, 'plain', 'file.txt'), Buffer.alloc(300_000));
  writeFileSync(join(folder, 'other.txt'), Buffer.alloc(200_000));
});

afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
  expect(complaints.splice(0)).toEqual([]);
});

afterAll(closeBrowser);

async function explore(script = ''): Promise<{ page: Page; window: Explorer }> {
  host = await launchHost([folder]);
  const page = await host.openPage({ reducedMotion: 'reduce' });
  await page.addInitScript(script);
  await page.reload();
  const window = new Explorer(page);
  await window.status.getByText(/^(Complete|As it was)/).waitFor();
  await window.row('plain').waitFor();
  return { page, window };
}

describe('a time that no Date can hold', () => {
  testInBrowserNeeding('tmpfs at /dev/shm', 'is shown by its year, and nothing else is missing', async () => {
    execFileSync('touch', ['-d', '@8640000000001', join(folder, 'other.txt')]);
    execFileSync('touch', ['-d', '@-9223372036854775808', join(folder, 'plain', 'file.txt')]);
    const { page, window } = await explore();
    await window.row('other.txt').getByText('275760').waitFor();
    await window.row('other.txt').click();
    const details = page.getByRole('region', { name: 'Details' });
    await details.getByText('+275760-09-13 00:00').waitFor();
    await (await window.hoverTile('other.txt')).getByText('+275760-09-13 00:00').waitFor();
    await window.row('plain').dblclick();
    await window.row('file.txt').getByText('\u2212292277022657').waitFor();
    for (const panel of ['Largest', 'Age', 'Owners', 'Types']) {
      await window.panel(panel).click();
      await page
        .getByRole('tabpanel')
        .getByText(/200|300|kB|B/)
        .first()
        .waitFor();
    }
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});

/** Makes every date throw until it is mended. */
const breakDates = `
  const kept = Object.getOwnPropertyDescriptor(Intl.DateTimeFormat.prototype, 'format');
  const fail = () => { throw new RangeError('a broken date'); };
  Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', { get: () => fail, configurable: true });
  window.mendDates = () => Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', kept);`;

describe('a part of the window that cannot be drawn', () => {
  testInBrowser('says what failed, leaves the others, and is shown again on request', async () => {
    host = await launchHost([folder]);
    const page = await host.openPage();
    const window = new Explorer(page);
    await window.waitForEnd();
    await page.addInitScript(breakDates);
    await page.reload();
    const broken = page.getByRole('alert').filter({ hasText: 'could not be drawn' });
    await expect.poll(() => broken.count()).toBeGreaterThan(1);
    await broken.filter({ hasText: 'The list' }).getByText('a broken date').waitFor();
    await window.tile('plain').waitFor({ state: 'attached' });
    await window.panel('Age').click();
    await page.getByRole('tabpanel').getByRole('table').waitFor();
    await page.evaluate('window.mendDates()');
    for (let left = await broken.count(); left > 0; left--) {
      await broken.first().getByRole('button', { name: 'Show it again' }).click();
      await expect.poll(() => broken.count()).toBe(left - 1);
    }
    await window.row('plain').waitFor();
    await page.getByRole('region', { name: 'Details' }).getByText('Modified').waitFor();
    expect(complaints.splice(0).join('\n')).toContain('a broken date');
  });
});

describe('a lost graphics card', () => {
  const lose = (page: Page) =>
    page.evaluate(`{
      window.card ??= document.querySelector('.map canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
      window.card.loseContext();
    }`);
  const drawer = (page: Page) => page.locator('.map canvas').first().getAttribute('data-drawer');

  testInBrowser('gives the map back when it is restored, and is done without when it is not', async () => {
    const { page, window } = await explore(pretendCard);
    await window.tile('plain').waitFor({ state: 'attached' });
    await page.waitForTimeout(500);
    const before = await window.pictureOfMap();
    expect(await drawer(page)).toBe('webgl');
    await lose(page);
    await expect.poll(async () => before.equals(await window.pictureOfMap())).toBe(false);
    await page.evaluate('window.card.restoreContext()');
    await expect.poll(async () => before.equals(await window.pictureOfMap())).toBe(true);
    expect(await drawer(page)).toBe('webgl');
    await lose(page);
    await expect.poll(() => drawer(page), { timeout: 10_000 }).toBe('canvas');
    await window.enterTile('plain');
    await window.tile('file.txt').waitFor({ state: 'attached' });
    const pixel = await page.evaluate(`(() => {
      const canvas = document.querySelector('.map canvas');
      return [...canvas.getContext('2d').getImageData(canvas.width >> 1, canvas.height >> 1, 1, 1).data];
    })()`);
    expect(pixel).not.toEqual([0, 0, 0, 0]);
  });
});
