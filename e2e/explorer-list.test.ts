/** Journeys through the list and the downloaded listing, with the folder itself as oracle. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import { runHectare } from '../test/programs/hectare.js';
import { testInBrowser, testInBrowserAlone } from './support/chromium.js';
import { buildDemoTree, type DemoTree } from './support/demo-tree.js';
import { Explorer } from './support/explorer.js';
import { closeBrowser, complaints, launchHost } from './support/launch-host.js';

let tree: DemoTree;
let wide: string;
const names = 6000;

beforeAll(() => {
  tree = buildDemoTree();
  wide = mkdtempSync(join(tmpdir(), 'hectare-wide-'));
  mkdirSync(join(wide, 'inner'));
  for (let number = 0; number < names; number++) {
    writeFileSync(join(wide, 'inner', `entry-${String(number).padStart(5, '0')}`), '');
  }
});

afterEach(() => {
  expect(complaints.splice(0)).toEqual([]);
});

afterAll(async () => {
  await closeBrowser();
  tree.remove();
  if (existsSync(wide)) rmSync(wide, { recursive: true });
});

async function firstCells(window: Explorer, column: number): Promise<string[]> {
  const rows = await window.list.getByRole('row').all();
  return Promise.all(
    rows.slice(1).map(async (row) => (await row.getByRole('gridcell').nth(column).textContent()) ?? ''),
  );
}

describe('the list', () => {
  testInBrowser('is sorted by what its heads are clicked for', async () => {
    const host = await launchHost([tree.root]);
    const window = new Explorer(await host.openPage());
    await window.waitForEnd();
    await window.row('film').waitFor();
    expect((await firstCells(window, 0))[0]).toBe('film');
    await window.list.getByRole('button', { name: 'Name' }).click();
    const expected = ['backup', 'documents', 'downloads', 'film', 'machines', 'music', 'photos', 'projects'];
    await expect.poll(() => firstCells(window, 0)).toEqual(expected);
    await window.list.getByRole('button', { name: 'Name' }).click();
    await expect.poll(() => firstCells(window, 0)).toEqual([...expected].reverse());
    await host.close();
  });

  testInBrowser('opens folders in their place, and enters them by a double click', async () => {
    const host = await launchHost([tree.root]);
    const window = new Explorer(await host.openPage());
    await window.waitForEnd();
    await window.row('film').getByRole('button', { name: 'Open film' }).click();
    await window.row('2023').waitFor();
    expect(await window.row('2023').getAttribute('aria-level')).toBe('2');
    await window.row('film').getByRole('button', { name: 'Close film' }).click();
    await expect.poll(() => window.row('2023').count()).toBe(0);
    await window.row('projects').dblclick();
    await window.expectCrumbs(['maria', 'projects']);
    await host.close();
  });

  testInBrowser('holds only the rows in view, and reaches the last of many', async () => {
    const host = await launchHost([wide]);
    const page = await host.openPage();
    const window = new Explorer(page);
    await window.waitForEnd();
    await window.row('inner').dblclick();
    await expect.poll(() => window.list.getAttribute('aria-rowcount')).toBe(String(names + 1));
    await window.list.getByRole('button', { name: 'Name' }).click();
    await window.row('entry-00000').waitFor();
    await window.list.focus();
    await page.keyboard.press('End');
    await window.row(`entry-${String(names - 1).padStart(5, '0')}`).waitFor();
    expect(await window.list.getByRole('row').count()).toBeLessThan(60);
    await host.close();
  });
});

describe('the listing that is downloaded', () => {
  testInBrowserAlone('equals that of `hectare list`, byte for byte', 'main asks where to save', async () => {
    const host = await launchHost([tree.root]);
    const window = new Explorer(await host.openPage());
    await window.waitForEnd();
    const download = await window.exportCsv('Everything');
    expect(download.suggestedFilename()).toBe('hectare-maria.csv');
    const { stdout } = await runHectare(['list', tree.root]);
    expect(readFileSync(await download.path()).equals(stdout)).toBe(true);
    await host.close();
  });

  testInBrowserAlone('holds what the filter leaves', 'main asks where to save', async () => {
    const host = await launchHost([tree.root]);
    const window = new Explorer(await host.openPage());
    await window.waitForEnd();
    await window.filter.fill('ext:qcow2');
    await expect.poll(() => window.list.getByRole('row').count()).toBe(2);
    const download = await window.exportCsv('What the filter leaves');
    const text = readFileSync(await download.path(), 'utf8');
    expect(text).toContain('.qcow2');
    expect(text).not.toContain('.jpg');
    await host.close();
  });
});
