/**
 * Journeys with snapshots: shown at once when their root is opened again, with their age, and the way to the present.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, describe, expect } from 'vitest';
import { expectNoSeriousFindings } from './support/accessibility.js';
import { testInBrowser } from './support/chromium.js';
import { Explorer } from './support/explorer.js';
import { closeBrowser, complaints, type Host, launchHost } from './support/launch-host.js';

let top: string;
let root: string;
let data: string;
let host: Host;

beforeEach(async () => {
  top = mkdtempSync(join(tmpdir(), 'hectare-kept-'));
  root = join(top, 'root');
  data = join(top, 'data');
  mkdirSync(root);
  mkdirSync(join(root, 'folder'));
  writeFileSync(join(root, 'folder', 'old.mp4'), Buffer.alloc(2_000_000));
  host = await launchHost([root], { keepsScans: true, env: { HECTARE_DATA: data } });
});

afterEach(async () => {
  expect(complaints.splice(0)).toEqual([]);
  await host.close();
  rmSync(top, { recursive: true, force: true });
});

afterAll(closeBrowser);

/** Returns all files below the data folder. */
const keptFiles = (): string[] =>
  existsSync(data)
    ? readdirSync(data, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name))
    : [];

const keptScans = (): string[] => keptFiles().filter((path) => path.endsWith('.hectare'));

async function scanAndLeave(): Promise<void> {
  const page = await host.openPage();
  await new Explorer(page).waitForEnd();
  await expect.poll(() => keptScans().length).toBeGreaterThan(0);
  await page.context().close();
}

async function openAgain(): Promise<{ page: Page; window: Explorer }> {
  const page = await host.openPage();
  return { page, window: new Explorer(page) };
}

describe('a root of which a scan is kept', () => {
  testInBrowser('shows it at once, with its age, and reads what is there when it is asked to', async () => {
    await scanAndLeave();
    writeFileSync(join(root, 'folder', 'new.mp4'), Buffer.alloc(1_000_000));
    const { page, window } = await openAgain();
    const notice = page.getByRole('region', { name: 'An earlier scan' });
    await notice.getByText(/^This is how it was (now|\d+ seconds? ago)/).waitFor();
    await window.status.getByText(/^As it was/).waitFor();
    await window.row('folder').dblclick();
    await window.row('old.mp4').click();
    expect(await window.row('new.mp4').count()).toBe(0);
    await expectNoSeriousFindings(page);
    await notice.getByRole('button', { name: 'Scan again', exact: true }).focus();
    await page.keyboard.press('Enter');
    await window.row('new.mp4').waitFor();
    await window.status.getByText('Complete').waitFor();
    expect(await notice.count()).toBe(0);
    await window.expectCrumbs(['root', 'folder']);
    await expect.poll(() => window.row('old.mp4').getAttribute('aria-selected')).toBe('true');
  });

  testInBrowser('is read quickly, too', async () => {
    await scanAndLeave();
    writeFileSync(join(root, 'folder', 'new.mp4'), Buffer.alloc(1_000_000));
    const { page, window } = await openAgain();
    const notice = page.getByRole('region', { name: 'An earlier scan' });
    await notice.getByRole('button', { name: 'Scan again quickly' }).click();
    await window.status.getByText('3 entries').waitFor();
    expect(await notice.count()).toBe(0);
  });

  testInBrowser('says so in German', async () => {
    await scanAndLeave();
    const page = await host.openPage({ locale: 'de-DE' });
    await page
      .getByRole('region', { name: 'Ein früherer Stand' })
      .getByText(/^So war es/)
      .waitFor();
    await page.getByRole('button', { name: 'Neu einlesen', exact: true }).first().click();
    await page.getByText('Vollständig').waitFor();
  });

  testInBrowser('is scanned where the kept file is damaged, which is told of and set aside', async () => {
    await scanAndLeave();
    for (const path of keptScans()) truncateSync(path, 100);
    const { page, window } = await openAgain();
    await window.waitForEnd();
    const notice = page.getByRole('alert').filter({ hasText: 'damaged' });
    await notice.waitFor();
    await window.row('folder').waitFor();
    await notice.getByRole('button', { name: 'Close the message' }).click();
    await notice.waitFor({ state: 'detached' });
  });
});

describe('a scan that cannot be kept', () => {
  testInBrowser('is told of, and shown all the same', async () => {
    // A file stands in the folder's place.
    writeFileSync(data, 'not a folder');
    const { page, window } = await openAgain();
    await window.waitForEnd();
    await window.row('folder').waitFor();
    await page.getByRole('alert').filter({ hasText: 'cannot be kept' }).waitFor();
  });
});
