/**
 * Journeys through a comparison with an earlier scan: what came, went, grew, shrank and moved, on the map and in lists.
 */
import { appendFileSync, mkdirSync, renameSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, describe, expect } from 'vitest';
import { expectNoSeriousFindings } from './support/accessibility.js';
import { provideChangingRoot } from './support/changing-root.js';
import { testInBrowser } from './support/chromium.js';
import { Explorer } from './support/explorer.js';
import { closeBrowser, complaints, type Host, launchHost } from './support/launch-host.js';

const root = provideChangingRoot();
let host: Host;
let page: Page;
let window: Explorer;

beforeEach(async () => {
  root.write('big/grown.mp4', 1_000_000);
  root.write('big/shrunk.iso', 3_000_000);
  root.write('big/same.zip', 2_000_000);
  root.write('gone/removed.bin', 4_000_000);
  root.write('from/moved.jpg', 700_000);
  mkdirSync(join(root.path, 'to'));
  host = await launchHost([root.path]);
});

afterEach(async () => {
  expect(complaints.splice(0)).toEqual([]);
  await host.close();
});

afterAll(closeBrowser);

/** Opens the root, changes it, reads it again, and chooses the first scan to compare with. */
async function compare(): Promise<void> {
  page = await host.openPage();
  window = new Explorer(page);
  await window.waitForEnd();
  await window.waitForFirstRow('big');
  root.write('added/new.mp4', 5_000_000);
  appendFileSync(join(root.path, 'big/grown.mp4'), Buffer.alloc(2_000_000, 1));
  truncateSync(join(root.path, 'big/shrunk.iso'), 500_000);
  rmSync(join(root.path, 'gone'), { recursive: true });
  renameSync(join(root.path, 'from/moved.jpg'), join(root.path, 'to/moved.jpg'));
  await page.keyboard.press('r');
  await window.row('added').waitFor();
  await window.waitForEnd();
  await page.keyboard.press('c');
  const snapshots = page.getByRole('list', { name: 'Earlier scans' });
  await snapshots.getByRole('button').nth(1).waitFor();
  await snapshots.getByRole('button').last().click();
  await page.getByRole('region', { name: 'Comparison' }).waitFor();
}

describe('a comparison', () => {
  testInBrowser('tells what has changed, in all and in each folder, and what is gone', async () => {
    await compare();
    const bar = page.getByRole('region', { name: 'Comparison' });
    expect(await bar.textContent()).toMatch(/Compared with .*[+−]\d/);
    const list = page.getByRole('treegrid', { name: /^Changes in .*root$/ });
    const rowOf = (name: string) => list.getByRole('row', { name: new RegExp(`^(Open |Close )?${name}`) });
    await expect.poll(() => rowOf('added').first().textContent()).toMatch(/Added.*\+5\.0\d\sMB/);
    expect(await rowOf('gone').first().textContent()).toMatch(/Removed.*−4\.0\d\sMB.*–/);
    expect(await rowOf('big').first().textContent()).toMatch(/Shrunk.*−50\d\skB/);
    await rowOf('big').first().getByRole('button', { name: 'Open big' }).click();
    await expect.poll(() => rowOf('grown.mp4').textContent()).toMatch(/Grown.*\+2\.00\sMB/);
    expect(await rowOf('shrunk.iso').textContent()).toMatch(/Shrunk.*−2\.50\sMB/);
    expect(await rowOf('same.zip').count()).toBe(0);
    await bar.getByRole('button', { name: 'Only what changed' }).click();
    await rowOf('same.zip').waitFor();
    await rowOf('gone').first().click();
    const details = page.getByRole('region', { name: 'Details' });
    await details.getByText('not there any more').waitFor();
    expect(await details.textContent()).toMatch(/root\/gone4\.0\d\sMB/);
    await page.keyboard.press('c');
    await expect.poll(() => details.locator('.details-path').textContent()).toMatch(/\/root[\d.]+\sMB$/);
  });

  testInBrowser('colours the map by change, with a legend that takes out and brings back', async () => {
    await compare();
    await page.getByRole('button', { name: 'Change', exact: true, pressed: true }).waitFor();
    const legend = page.getByRole('group', { name: 'Legend' });
    for (const kind of ['Added', 'Removed', 'Grown', 'Shrunk', 'Moved here', 'Unchanged']) {
      await legend.getByRole('button', { name: kind }).waitFor();
    }
    const before = await window.pictureOfMap();
    await legend.getByRole('button', { name: 'Unchanged' }).click();
    await expect.poll(() => window.tile('same.zip').count()).toBe(0);
    await legend.getByRole('button', { name: 'Unchanged' }).click();
    await window.tile('same.zip').waitFor({ state: 'attached' });
    await page.keyboard.press('1');
    await legend.getByRole('button', { name: 'Video' }).waitFor();
    expect(before.equals(await window.pictureOfMap())).toBe(false);
    await page.keyboard.press('5');
    await legend.getByRole('button', { name: 'Added' }).waitFor();
  });

  testInBrowser('lists the largest changes wherever they are, and leads to them', async () => {
    await compare();
    await page.getByRole('tab', { name: 'Changes' }).click();
    const first = page.getByRole('list', { name: 'Grown files' }).getByRole('button').first();
    await expect.poll(() => first.textContent()).toMatch(/\+5\.00\sMB.*new\.mp4.*added/);
    await first.click();
    await window.expectCrumbs(['root', 'added']);
    await page.getByRole('button', { name: 'Shrunk files' }).click();
    const gone = page.getByRole('list', { name: 'Shrunk files' }).getByText('removed.bin');
    await gone.click();
    const details = page.getByRole('region', { name: 'Details' });
    await expect.poll(() => details.textContent()).toMatch(/gone\/removed\.bin4\.00\sMB/);
    await page.getByRole('button', { name: 'Moved', exact: true }).click();
    await page.getByRole('list', { name: 'Moved' }).getByText('moved.jpg').first().waitFor();
  });

  testInBrowser('is begun, walked and ended by keys alone, without serious findings', async () => {
    await compare();
    // A map has tiles once its first frame is there.
    await window.map.getByRole('treeitem').first().waitFor({ state: 'attached' });
    await expectNoSeriousFindings(page);
    const list = page.getByRole('treegrid', { name: /^Changes in .*root$/ });
    await list.focus();
    await page.keyboard.press('Home');
    await expect.poll(() => list.locator('[aria-selected=true]').textContent()).toContain('added');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => list.locator('[aria-selected=true]').textContent()).toContain('gone');
    await page.keyboard.press('c');
    await page.getByRole('treegrid', { name: /^Folders and files of .*root$/ }).waitFor();
    expect(await page.getByRole('region', { name: 'Comparison' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Type', exact: true, pressed: true }).waitFor();
    await page.keyboard.press('c');
    await page.getByRole('dialog', { name: 'Compare with an earlier scan' }).waitFor();
    await expectNoSeriousFindings(page);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});
