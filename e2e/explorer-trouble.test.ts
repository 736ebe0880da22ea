/** Journeys through failures: each is said where people look, with what can be done, and the window stays usable. */
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import { unprivilegedOptions } from '../test/programs/unprivileged.js';
import { testInBrowser, testInBrowserAlone, testInBrowserNeeding } from './support/chromium.js';
import { Explorer } from './support/explorer.js';
import { closeBrowser, complaints, launchHost } from './support/launch-host.js';

let folder: string;
/** Folder for a copy of the program. */
let programs: string;

beforeAll(() => {
  programs = mkdtempSync(join(tmpdir(), 'hectare-programs-'));
  chmodSync(programs, 0o755);
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hectare-trouble-'));
  mkdirSync(join(folder, 'plain'));
  writeFileSync(join(folder, 'plain', 'file.txt'), Buffer.alloc(300_000));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

afterAll(async () => {
  await closeBrowser();
  rmSync(programs, { recursive: true, force: true });
});

describe('names', () => {
  testInBrowserNeeding('Linux or macOS', 'are text, whatever they hold', async () => {
    const hostile = [
      '<img src=x onerror=document.title="broken">',
      'gpj.\u202eexe',
      'two\nlines',
      `${'long'.repeat(60)}`,
    ];
    for (const name of hostile) writeFileSync(join(folder, name), Buffer.alloc(400_000));
    const host = await launchHost([folder]);
    const page = await host.openPage();
    const window = new Explorer(page);
    await window.waitForEnd();
    for (const shown of ['<img src=x onerror=document.title="broken">', 'gpj.\\u202eexe', 'two\\nlines']) {
      await window.row(shown).waitFor();
    }
    await (await window.hoverTile('two\\nlines')).getByText('two\\nlines').waitFor();
    expect(await page.title()).toMatch(/^hectare-trouble-.* – Hectare$/);
    expect(await page.locator('img').count()).toBe(0);
    expect(complaints.splice(0)).toEqual([]);
    await host.close();
  });
});

describe('what could not be read', () => {
  testInBrowserNeeding('Linux or macOS', 'is counted, listed with advice, and marked', async () => {
    mkdirSync(join(folder, 'locked'));
    chmodSync(join(folder, 'locked'), 0);
    chmodSync(folder, 0o755);
    const host = await launchHost([folder], unprivilegedOptions(programs));
    const page = await host.openPage();
    const window = new Explorer(page);
    await window.waitForEnd();
    expect(await window.status.textContent()).toContain('1 unreadable');
    await window.panel('Errors').click();
    const row = page.getByRole('list', { name: 'Errors' }).getByRole('button');
    await row.getByText('EACCES').waitFor();
    expect(await row.textContent()).toContain('Permission refused');
    await row.click();
    await page.getByRole('region', { name: 'Details' }).getByText('Could not be read').waitFor();
    await page.setViewportSize({ width: 360, height: 640 });
    await page.getByRole('button', { name: 'Panels', exact: true }).click();
    // The folders of a path without room give way, not the name.
    const name = row.getByText('locked', { exact: true });
    await name.waitFor();
    expect(await name.evaluate((text: HTMLElement) => text.scrollWidth - text.clientWidth)).toBe(0);
    await page.setViewportSize({ width: 1280, height: 800 });
    await window.row('locked').getByText('–').first().waitFor();
    await (await window.hoverTile('locked')).getByText('Could not be read').waitFor();
    expect(complaints.splice(0)).toEqual([]);
    await host.close();
  });
});

describe('a folder that is gone', () => {
  testInBrowserAlone(
    'is told of when it is opened, and can be opened once it is back',
    'what is gone is refused when it is given',
    async () => {
      const gone = `${folder}-gone`;
      const other = mkdtempSync(join(tmpdir(), 'hectare-other-'));
      const host = await launchHost([folder, other]);
      const page = await host.openPage();
      const open = page.getByRole('listitem').filter({ hasText: folder }).getByRole('button').first();
      await open.waitFor();
      renameSync(folder, gone);
      await open.click();
      const notice = page.getByRole('alert').filter({ hasText: 'cannot be opened' });
      await notice.waitFor();
      expect(await notice.textContent()).toMatch(/gone|moved/);
      renameSync(gone, folder);
      await open.click();
      await new Explorer(page).waitForEnd();
      complaints.splice(0);
      await host.close();
      rmSync(other, { recursive: true });
    },
  );

  testInBrowser('is told of when it is read again, and what was read stays', async () => {
    const gone = `${folder}-gone`;
    const host = await launchHost([folder]);
    const page = await host.openPage();
    const window = new Explorer(page);
    await window.waitForEnd();
    renameSync(folder, gone);
    await page.keyboard.press('r');
    await page.getByRole('alert').filter({ hasText: 'could not be scanned' }).waitFor();
    await window.row('plain').waitFor();
    renameSync(gone, folder);
    await page.getByRole('alert').getByRole('button', { name: 'Scan again' }).click();
    await window.waitForEnd();
    expect(await page.getByRole('alert').count()).toBe(0);
    complaints.splice(0);
    await host.close();
  });
});

describe('a scan', () => {
  testInBrowser('that is stopped keeps what it has read, and says that it is not all', async () => {
    const host = await launchHost(['/']);
    const page = await host.openPage();
    const window = new Explorer(page);
    await page.getByRole('button', { name: 'Stop scanning' }).first().click();
    await window.status.getByText('Stopped: not everything was read').waitFor();
    await expect.poll(() => window.list.getByRole('row').count()).toBeGreaterThan(2);
    expect(complaints.splice(0)).toEqual([]);
    await host.close();
  });
});

describe('a host that ends', () => {
  testInBrowserAlone('is told of', 'the host ends with its page', async () => {
    const host = await launchHost([folder]);
    const page = await host.openPage();
    const window = new Explorer(page);
    await window.waitForEnd();
    await window.row('plain').waitFor();
    await host.kill();
    await page.getByRole('alert').filter({ hasText: 'connection is lost' }).waitFor();
    await window.row('plain').waitFor();
    // The page complains of every attempt to reach it again.
    await page.context().close();
    complaints.splice(0);
  });
});

describe('an engine that ends', () => {
  testInBrowserAlone(
    'is told of in its tab, others go on, and scanning again starts another',
    'engines are processes, which desktop-window ends',
    async () => {
      const other = mkdtempSync(join(tmpdir(), 'hectare-other-'));
      writeFileSync(join(other, 'other.txt'), Buffer.alloc(300_000));
      const host = await launchHost([folder, other], { canStarve: true });
      const page = await host.openPage();
      const window = new Explorer(page);
      const tabs = page.getByRole('navigation', { name: 'Open folders' });
      const open = (root: string) =>
        page.getByRole('listitem').filter({ hasText: root }).getByRole('button').first().click();
      await open(other);
      await window.row('other.txt').waitFor();
      await tabs.getByRole('button', { name: 'Open another folder' }).click();
      await open(folder);
      await window.row('plain').dblclick();
      await window.expectCrumbs([basename(folder), 'plain']);
      host.starveEngine();
      const notice = page.getByRole('alert').filter({ hasText: 'has ended' });
      await notice.waitFor();
      expect(await window.status.textContent()).toContain('Ended');
      await tabs.getByRole('button', { name: basename(other), exact: true }).click();
      await page.keyboard.press('3');
      await page.getByRole('group', { name: 'Legend' }).getByRole('button', { name: 'Level 1' }).waitFor();
      expect(await notice.count()).toBe(0);
      await tabs.getByRole('button', { name: basename(folder), exact: true }).click();
      await notice.getByRole('button', { name: 'Scan again' }).click();
      await window.waitForEnd();
      await window.expectCrumbs([basename(folder), 'plain']);
      await window.row('file.txt').waitFor();
      expect(complaints.splice(0)).toEqual([]);
      await host.close();
      rmSync(other, { recursive: true });
    },
  );
});
