/** Journeys into folders that were not read: the map says why, and no number is told that nobody knows. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import { openMountNamespace } from '../test/fixture/mount-namespace.js';
import { cliPath } from '../test/programs/hectare.js';
import { unprivilegedOptions } from '../test/programs/unprivileged.js';
import { testInBrowser, testInBrowserNeeding } from './support/chromium.js';
import { Explorer } from './support/explorer.js';
import { closeBrowser, complaints, type Host, launchHost } from './support/launch-host.js';

let folder: string;
let programs: string;
let host: Host;

beforeAll(() => {
  programs = mkdtempSync(join(tmpdir(), 'hectare-programs-'));
  chmodSync(programs, 0o755);
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hectare-unread-'));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'plain', 'empty'), { recursive: true });
  writeFileSync(join(folder, 'plain', 'file.txt'), Buffer.alloc(300_000));
});

afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
  expect(complaints.splice(0)).toEqual([]);
});

afterAll(async () => {
  await closeBrowser();
  rmSync(programs, { recursive: true, force: true });
});

const details = (page: Page) => page.getByRole('region', { name: 'Details' });

/** Goes into a folder whose contents are not known, and expects no number of it. */
async function enterUnread(page: Page, window: Explorer, name: string): Promise<void> {
  expect(await window.row(name).textContent()).not.toMatch(/\d (B|kB)|%/);
  await window.row(name).click();
  await expect.poll(() => details(page).textContent()).toContain(name);
  for (const field of ['On disk', 'Length', 'Of folder', 'Files', 'Folders']) {
    expect(await details(page).getByText(field, { exact: true }).locator('..').textContent()).toBe(
      `${field}–`,
    );
  }
  expect(await details(page).textContent()).not.toMatch(/\d (B|kB)/);
  await window.row(name).dblclick();
  await expect.poll(async () => (await window.crumbs()).at(-1)).toBe(name);
}

describe('a folder that could not be read', () => {
  testInBrowserNeeding('Linux or macOS', 'says so in the place of its map, with advice', async () => {
    mkdirSync(join(folder, 'locked'));
    chmodSync(join(folder, 'locked'), 0);
    host = await launchHost([folder], unprivilegedOptions(programs));
    const page = await host.openPage();
    const window = new Explorer(page);
    await window.waitForEnd();
    await enterUnread(page, window, 'locked');
    await page.getByText('This folder could not be read.').waitFor();
    await page.locator('.map-room').getByText('EACCES').waitFor();
    expect(await page.getByText('takes up room').count()).toBe(0);
  });
});

describe('a folder that was left out', () => {
  testInBrowser('says so in the place of its map', async () => {
    mkdirSync(join(folder, 'skipped'));
    writeFileSync(join(folder, 'skipped', 'file'), Buffer.alloc(500_000));
    host = await launchHost([folder]);
    const page = await host.openPage();
    const window = new Explorer(page);
    await window.waitForEnd();
    await page.getByRole('button', { name: 'Ways to scan again' }).click();
    await page.getByRole('menuitem', { name: 'Scan anew with other options…' }).click();
    await page.getByRole('textbox', { name: 'Pattern 1' }).fill('skipped');
    await page.getByRole('dialog').getByRole('button', { name: 'Scan again' }).click();
    await window.status.getByText('1 pattern left out').waitFor();
    await window.waitForEnd();
    await window.row('skipped').getByText('–').first().waitFor();
    await enterUnread(page, window, 'skipped');
    await page.getByText('This folder was left out of the scan.').waitFor();
  });
});

describe('a mount that was not entered', () => {
  testInBrowserNeeding('mount namespaces', 'says so in the place of its map', async () => {
    mkdirSync(join(folder, 'mounted'));
    const namespace = await openMountNamespace();
    namespace.run('mount -t tmpfs tmpfs "$1"', join(folder, 'mounted'));
    host = await launchHost([folder], { program: [...namespace.through, process.execPath, cliPath] });
    const page = await host.openPage();
    const window = new Explorer(page);
    await window.waitForEnd();
    await enterUnread(page, window, 'mounted');
    await page.getByText('Another file system is mounted here. It was not entered.').waitFor();
    await host.close();
    await namespace.close();
  });
});

describe('what a panel lists', () => {
  testInBrowser('is told apart: nothing matches, no error so far, no error at all', async () => {
    host = await launchHost([folder]);
    const page = await host.openPage();
    const window = new Explorer(page);
    await window.waitForEnd();
    await window.panel('Errors').click();
    await page.getByRole('tabpanel').getByText('Everything could be read.').waitFor();
    await window.filter.fill('nothing-has-this-name');
    for (const panel of ['Largest', 'Types', 'Age', 'Owners']) {
      await window.panel(panel).click();
      await expect.poll(() => page.getByRole('tabpanel').textContent()).toBe('Nothing matches the filter.');
    }
  });
});
