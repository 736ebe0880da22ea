/** Journeys through names of any script and of no visible character: each is read as what it is, everywhere alike. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, describe, expect } from 'vitest';
import { testInBrowserNeeding } from './support/chromium.js';
import { Explorer } from './support/explorer.js';
import { closeBrowser, complaints, type Host, launchHost } from './support/launch-host.js';

let folder: string;
let host: Host;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hectare-names-'));
});

afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
  expect(complaints.splice(0)).toEqual([]);
});

afterAll(closeBrowser);

function write(...paths: readonly string[]): void {
  for (const [index, path] of paths.entries()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), Buffer.alloc(400_000 - index * 50_000));
  }
}

async function explore(): Promise<{ page: Page; window: Explorer }> {
  host = await launchHost([folder]);
  const page = await host.openPage();
  const window = new Explorer(page);
  await window.waitForEnd();
  return { page, window };
}

/** Returns pieces of a text in the order in which they are drawn, from left to right. */
const drawnOrder = (element: Locator, pieces: readonly string[]): Promise<string[]> =>
  element.evaluate((root, wanted) => {
    const lefts = new Map<string, number>();
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      for (const piece of wanted) {
        const start = node.textContent?.indexOf(piece) ?? -1;
        if (start < 0 || lefts.has(piece)) continue;
        const range = document.createRange();
        range.setStart(node, start);
        range.setEnd(node, start + piece.length);
        lefts.set(piece, range.getBoundingClientRect().left);
      }
    }
    return [...lefts.keys()].sort((one, other) => lefts.get(one)! - lefts.get(other)!);
  }, pieces);

describe('names from right to left', () => {
  const pieces = ['rtl', 'שלום', 'קובץ', '.txt'];

  testInBrowserNeeding('Linux or macOS', 'keep their place in paths, everywhere alike', async () => {
    write('rtl/שלום/קובץ.txt', 'מכתב ישן.txt', 'مجلد/sub/file.txt');
    const { page, window } = await explore();
    await (await window.hoverTile('קובץ.txt')).getByText('קובץ').waitFor();
    expect(await drawnOrder(page.locator('.tooltip-path'), pieces)).toEqual(pieces);
    await window.panel('Largest').click();
    const largest = page.getByRole('list', { name: 'Largest' }).getByRole('button');
    const file = largest.filter({ hasText: 'קובץ' });
    expect(await drawnOrder(file, ['קובץ', '.txt', 'rtl', 'שלום'])).toEqual(['קובץ', '.txt', 'rtl', 'שלום']);
    const sub = largest.filter({ hasText: 'file.txt' });
    expect(await drawnOrder(sub, ['file', 'مجلد', 'sub'])).toEqual(['file', 'مجلد', 'sub']);
    await file.click();
    const path = page.locator('.details-path');
    await path.getByText('קובץ').waitFor();
    expect(await drawnOrder(path, pieces)).toEqual(pieces);
    expect(await path.locator('bdi').first().textContent()).toBe(join(folder, 'rtl/שלום/קובץ.txt'));
    const row = window.list.getByRole('row').filter({ hasText: 'קובץ' });
    expect(await drawnOrder(row, ['קובץ', '.txt'])).toEqual(['קובץ', '.txt']);
    await window.expectCrumbs([folder.split('/').at(-1)!, 'rtl', 'שלום']);
  });
});

describe('names that nobody can see, or tell apart', () => {
  testInBrowserNeeding('Linux', 'are shown by their codes', async () => {
    write(' ', '\u3000', '\u3164', 'end ', 'caf\u00e9', 'cafe\u0301', '$t(app.name) {{size}}');
    const { page, window } = await explore();
    for (const shown of [
      '\\x20',
      '\\u3000',
      '\\u3164',
      'end\\x20',
      'caf\\xe9',
      'cafe\\u0301',
      '$t(app.name) {{size}}',
    ]) {
      await window.row(shown).waitFor();
    }
    await (await window.hoverTile('\\x20')).getByText('/\\x20').waitFor();
    await window.row('cafe\\u0301').click();
    await page.getByRole('region', { name: 'Details' }).getByText('cafe\\u0301').waitFor();
    await window.tile('$t(app.name) {{size}}').waitFor({ state: 'attached' });
  });
});
