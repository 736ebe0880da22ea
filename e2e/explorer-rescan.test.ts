/** Reading a root again: what has changed is there, and everything is where it was. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, describe, expect } from 'vitest';
import { testInBrowser } from './support/chromium.js';
import { Explorer } from './support/explorer.js';
import { closeBrowser, complaints, type Host, launchHost } from './support/launch-host.js';

let root: string;
let host: Host;
let page: Page;
let window: Explorer;

beforeEach(() => {
  root = join(mkdtempSync(join(tmpdir(), 'hectare-again-')), 'root');
  write('big/inner/one.mp4', 3_000_000);
  write('big/inner/deep/two.mp4', 2_000_000);
  write('big/inner/deep/three.zip', 1_500_000);
  write('big/picture.jpg', 800_000);
  write('side/note.txt', 500_000);
});

afterEach(async () => {
  expect(complaints.splice(0)).toEqual([]);
  await host.close();
  rmSync(join(root, '..'), { recursive: true, force: true });
});

afterAll(closeBrowser);

function write(path: string, bytes: number): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), Buffer.alloc(bytes));
}

async function explore(folders: readonly string[] = [root]): Promise<void> {
  host = await launchHost(folders);
  page = await host.openPage();
  window = new Explorer(page);
}

/** Something that comes first in any order of reading, so that all numbers change. */
const changeNumbers = (): void => {
  for (let number = 0; number < 40; number++) write(`!${number}/file`, 10_000);
};

describe('the place', () => {
  testInBrowser('is kept: folder, history, selection, open rows, filter, order, legend, panel', async () => {
    await explore();
    await window.waitForEnd();
    await page.getByRole('tab', { name: 'Largest' }).click();
    const legend = page.getByRole('group', { name: 'Legend' });
    await legend.getByRole('button', { name: 'Images' }).click();
    await window.filter.fill('-name-of-nothing');
    await window.list.getByRole('button', { name: 'Name' }).click();
    await window.row('big').dblclick();
    await window.expectCrumbs(['root', 'big']);
    await window.row('inner').getByRole('button', { name: 'Open inner' }).click();
    await window.row('deep').getByRole('button', { name: 'Open deep' }).click();
    await window.row('two.mp4').click();
    changeNumbers();
    await window.filter.blur();
    await page.keyboard.press('r');
    await window.status.getByText(/^8\d entries/).waitFor();
    await window.waitForEnd();
    await window.expectCrumbs(['root', 'big']);
    await expect.poll(() => window.row('two.mp4').getAttribute('aria-selected')).toBe('true');
    expect(await window.row('inner').getAttribute('aria-expanded')).toBe('true');
    expect(await window.row('deep').getAttribute('aria-expanded')).toBe('true');
    await page.getByRole('region', { name: 'Details' }).getByText(`${root}/big/inner/deep/two.mp4`).waitFor();
    expect(await window.filter.inputValue()).toBe('-name-of-nothing');
    const head = window.list.getByRole('columnheader', { name: 'Name' });
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    await legend.getByRole('button', { name: 'Images', pressed: false }).waitFor();
    expect(await window.row('picture.jpg').count()).toBe(0);
    expect(await page.getByRole('tab', { name: 'Largest' }).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Alt+ArrowLeft');
    await window.expectCrumbs(['root']);
  });

  testInBrowser('is the nearest folder that is left, where the one that was shown is gone', async () => {
    await explore();
    await window.waitForEnd();
    await window.row('big').dblclick();
    await window.row('inner').dblclick();
    await window.row('deep').dblclick();
    await window.expectCrumbs(['root', 'big', 'inner', 'deep']);
    renameSync(join(root, 'big/inner/deep'), join(root, 'big/inner/moved'));
    await page.keyboard.press('r');
    await window.expectCrumbs(['root', 'big', 'inner']);
    await window.row('moved').waitFor();
  });

  testInBrowser('is where the keyboard was', async () => {
    await explore();
    await window.waitForEnd();
    await window.waitForFirstRow('big');
    await window.list.focus();
    await page.keyboard.press('Home');
    changeNumbers();
    await page.keyboard.press('r');
    await window.status.getByText(/^8\d entries/).waitFor();
    await expect.poll(() => window.row('big').getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => window.row('side').getAttribute('aria-selected')).toBe('true');
  });
});

describe('the options of a scan', () => {
  testInBrowser('are chosen before it, and said when they are not the usual ones', async () => {
    await explore([root, join(root, 'side')]);
    await page.getByRole('button', { name: 'Options' }).click();
    await page.getByRole('checkbox', { name: /other file systems/ }).check();
    await page.getByRole('textbox', { name: 'Pattern 1' }).fill('*.zip');
    await page.getByRole('textbox', { name: 'Pattern 2' }).fill('inner/[one');
    const problem = page.getByRole('alert').filter({ hasText: '“]” is missing' });
    await problem.waitFor();
    const open = page.getByRole('listitem').filter({ hasText: root }).getByRole('button').first();
    expect(await open.isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: 'Pattern 2' }).fill('inner/one.*');
    await open.click();
    await window.waitForEnd();
    await window.status.getByText('with other file systems, 2 patterns left out').waitFor();
    await window.row('big').dblclick();
    await window.row('inner').dblclick();
    await window.row('one.mp4').getByText('–').first().waitFor();
    await window.row('deep').dblclick();
    await window.row('three.zip').getByText('–').first().waitFor();
  });

  testInBrowser('are changed for another one, by keys alone', async () => {
    await explore();
    await window.waitForEnd();
    await page.getByRole('button', { name: 'Ways to scan again' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: /^Scan again with other options/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Scan again with other options' });
    await dialog.getByRole('textbox', { name: 'Pattern 1' }).focus();
    await page.keyboard.type('side');
    await page.keyboard.press('Enter');
    await window.status.getByText('1 pattern left out').waitFor();
    await window.row('side').getByText('–').first().waitFor();
    await page.keyboard.press('r');
    await window.status.getByText('1 pattern left out').waitFor();
  });
});
