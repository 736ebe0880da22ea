/** Journeys through rescans: changes are there, and everything else is where it was. */
import { renameSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, describe, expect } from 'vitest';
import { provideChangingRoot } from './support/changing-root.js';
import { testInBrowser } from './support/chromium.js';
import { Explorer } from './support/explorer.js';
import { closeBrowser, complaints, type Host, launchHost } from './support/launch-host.js';

const root = provideChangingRoot();
let host: Host;
let page: Page;
let window: Explorer;

beforeEach(() => {
  root.write('big/inner/one.mp4', 3_000_000);
  root.write('big/inner/deep/two.mp4', 2_000_000);
  root.write('big/inner/deep/three.zip', 1_500_000);
  root.write('big/picture.jpg', 800_000);
  root.write('side/note.txt', 500_000);
});

afterEach(async () => {
  expect(complaints.splice(0)).toEqual([]);
  await host.close();
});

afterAll(closeBrowser);

async function explore(folders: readonly string[] = [root.path]): Promise<void> {
  host = await launchHost(folders);
  page = await host.openPage();
  window = new Explorer(page);
}

/** Makes an entry that comes first in any order of reading, so that all nodes get other numbers. */
const changeNumbers = (): void => {
  for (let number = 0; number < 40; number++) root.write(`!${number}/file`, 10_000);
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
    await page
      .getByRole('region', { name: 'Details' })
      .getByText(`${root.path}/big/inner/deep/two.mp4`)
      .waitFor();
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
    renameSync(join(root.path, 'big/inner/deep'), join(root.path, 'big/inner/moved'));
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

describe('a quick scan', () => {
  /** Makes files old, so that a quick rescan trusts them. */
  const age = (...paths: string[]): void => {
    for (const path of paths) utimesSync(join(root.path, path), 1_600_000_000, 1_600_000_000);
  };

  testInBrowser(
    'says what it has trusted, on the map, in the list and in all; an exact one checks it',
    async () => {
      age('big/inner/one.mp4', 'side/note.txt');
      await explore();
      await window.waitForEnd();
      const before = await window.pictureOfMap();
      await page.keyboard.press('q');
      await window.status.getByText(/^2 files not checked \(3\.5\d\sMB\)/).waitFor();
      const legend = page.getByRole('group', { name: 'Legend' });
      await legend.getByText(/^Not checked/).waitFor();
      await (await window.hoverTile('one.mp4')).getByText('Trusted from the scan before').waitFor();
      expect(before.equals(await window.pictureOfMap())).toBe(false);
      await page.keyboard.press('r');
      await legend.getByText(/^Not checked/).waitFor({ state: 'detached' });
      expect(await window.status.textContent()).not.toContain('not checked');
      await expect.poll(async () => before.equals(await window.pictureOfMap())).toBe(true);
    },
  );

  testInBrowser('looks at what the settings say', async () => {
    age('big/inner/one.mp4', 'side/note.txt');
    await explore();
    await window.waitForEnd();
    await page.getByRole('button', { name: 'Ways to scan again' }).click();
    await page.getByRole('menuitem', { name: /quick scan looks at/ }).click();
    await page.getByRole('textbox', { name: 'Check files over' }).fill('2');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('q');
    await window.status.getByText(/^1 file not checked/).waitFor();
    await expect.poll(async () => (await window.hoverTile('one.mp4')).textContent()).not.toContain('Trusted');
  });
});

describe('only a folder', () => {
  testInBrowser('is read again: the one that is selected, with what has changed in it', async () => {
    await explore();
    await window.waitForEnd();
    await window.row('side').click();
    root.write('side/more.txt', 900_000);
    root.write('big/unseen.zip', 900_000);
    await page.getByRole('button', { name: 'Ways to scan again' }).focus();
    await page.keyboard.press('Enter');
    const item = page.getByRole('menuitem', { name: 'Scan only side again', exact: true });
    await item.waitFor();
    await item.focus();
    await page.keyboard.press('Enter');
    await window.status.getByText('10 entries').waitFor();
    await window.row('side').dblclick();
    await window.row('more.txt').waitFor();
    await page.keyboard.press('Backspace');
    await window.expectCrumbs(['root']);
    await page.keyboard.press('r');
    await window.status.getByText('11 entries').waitFor();
  });
});

describe('the options of a scan', () => {
  testInBrowser('are chosen before it, and said when they are not the usual ones', async () => {
    await explore([root.path, join(root.path, 'side')]);
    await page.getByRole('button', { name: 'Options' }).click();
    await page.getByRole('checkbox', { name: /other file systems/ }).check();
    await page.getByRole('textbox', { name: 'Pattern 1' }).fill('*.zip');
    await page.getByRole('textbox', { name: 'Pattern 2' }).fill('inner/[one');
    const problem = page.getByRole('alert').filter({ hasText: '“]” is missing' });
    await problem.waitFor();
    const open = page.getByRole('listitem').filter({ hasText: root.path }).getByRole('button').first();
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
    await page.getByRole('menuitem', { name: /other options/ }).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Scan anew with other options' });
    await dialog.getByRole('textbox', { name: 'Pattern 1' }).focus();
    await page.keyboard.type('side');
    await page.keyboard.press('Enter');
    await window.status.getByText('1 pattern left out').waitFor();
    await window.row('side').getByText('–').first().waitFor();
    await page.keyboard.press('r');
    await window.status.getByText('1 pattern left out').waitFor();
  });
});
