/** Journeys with several roots in one window, each with an engine of its own. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import { testInBrowser, testInBrowserAlone } from './support/chromium.js';
import { buildDemoTree, type DemoTree } from './support/demo-tree.js';
import { Explorer } from './support/explorer.js';
import { closeBrowser, complaints, launchHost } from './support/launch-host.js';

let tree: DemoTree;

beforeAll(() => {
  tree = buildDemoTree();
});

afterEach(() => {
  expect(complaints.splice(0)).toEqual([]);
});

afterAll(async () => {
  await closeBrowser();
  tree.remove();
});

describe('roots', () => {
  testInBrowserAlone('are open in tabs, each as it was left', 'all folders given are open', async () => {
    const host = await launchHost([join(tree.root, 'film'), join(tree.root, 'music')]);
    const page = await host.openPage();
    const window = new Explorer(page);
    const tabs = page.getByRole('navigation', { name: 'Open folders' });
    await page.getByRole('listitem').filter({ hasText: 'film' }).getByRole('button').first().click();
    await window.waitForEnd();
    await window.row('2024').dblclick();
    await window.expectCrumbs(['film', '2024']);
    await tabs.getByRole('button', { name: 'Open another folder' }).click();
    await page.getByRole('listitem').filter({ hasText: 'music' }).getByRole('button').first().click();
    await window.waitForEnd();
    await window.expectCrumbs(['music']);
    await tabs.getByRole('button', { name: 'film', exact: true }).click();
    await window.expectCrumbs(['film', '2024']);
    await tabs.getByRole('button', { name: /^Close .*film$/ }).click();
    await window.expectCrumbs(['music']);
    await host.close();
  });

  testInBrowserAlone(
    'may be folders within those that are offered',
    'the dialog chooses folders',
    async () => {
      const host = await launchHost([tree.root, join(tree.root, 'music')]);
      const page = await host.openPage();
      await page.getByRole('button', { name: `Choose a folder inside ${tree.root}`, exact: true }).click();
      const folders = page.getByRole('list', { name: `Folders in ${tree.root}` });
      const projects = folders.getByRole('listitem').filter({ hasText: 'projects' });
      await projects.getByRole('button', { name: 'Open' }).click();
      await new Explorer(page).expectCrumbs(['projects']);
      await host.close();
    },
  );

  testInBrowserAlone(
    'are read by the options that were chosen, on the next visit too',
    'all folders given are open',
    async () => {
      const host = await launchHost([join(tree.root, 'film'), join(tree.root, 'music')]);
      const page = await host.openPage();
      await page.getByRole('button', { name: 'Options' }).click();
      await page.getByRole('textbox', { name: 'Pattern 1' }).fill('*.mkv');
      await page.reload();
      await page.getByRole('button', { name: /Options.*1 pattern left out/ }).waitFor();
      await page.getByRole('listitem').filter({ hasText: 'film' }).getByRole('button').first().click();
      const window = new Explorer(page);
      await window.waitForEnd();
      await window.status.getByText('1 pattern left out').waitFor();
      await host.close();
    },
  );

  testInBrowser('are read again with what has changed, and keep their view', async () => {
    const host = await launchHost([join(tree.root, 'downloads')]);
    const page = await host.openPage();
    const window = new Explorer(page);
    await window.waitForEnd();
    await page.keyboard.press('2');
    writeFileSync(join(tree.root, 'downloads', 'arrived.zip'), Buffer.alloc(5_000_000));
    await page.keyboard.press('r');
    await window.row('arrived.zip').waitFor();
    await page.getByRole('button', { name: 'Age', pressed: true }).waitFor();
    await host.close();
  });
});
