/** Pictures of the documents, made again on request: `HECTARE_PICTURES=1`. */
import { mkdirSync, readdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { testInBrowser } from './support/chromium.js';
import { buildDemoTree, type DemoTree } from './support/demo-tree.js';
import { Explorer } from './support/explorer.js';
import { closeBrowser, type Host, launchHost } from './support/launch-host.js';

const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));
const isAsked = process.env.HECTARE_PICTURES === '1';

let tree: DemoTree;
let host: Host;

const views: readonly (readonly [
  name: string,
  options: BrowserContextOptions,
  show: (window: Explorer, page: Page) => Promise<unknown>,
])[] = [
  ['explorer-light', {}, () => Promise.resolve()],
  ['explorer-dark', { colorScheme: 'dark' }, () => Promise.resolve()],
  [
    'hover',
    {},
    async (window) => {
      const tooltip = await window.hoverTile('raw');
      await tooltip.getByText('Owner').waitFor();
    },
  ],
  [
    'age',
    { colorScheme: 'dark' },
    async (_window, page) => {
      await page.keyboard.press('2');
      await page.getByRole('group', { name: 'Legend' }).getByText('≤ 1 year').waitFor();
    },
  ],
  [
    'zoomed',
    {},
    async (window) => {
      await window.row('photos').dblclick();
      await window.tile('2025').waitFor({ state: 'attached' });
      await window.clickTile('2025');
    },
  ],
  [
    'filter',
    {},
    async (window) => {
      await window.filter.fill('kind:image or kind:audio');
      await window.tile('photos').waitFor({ state: 'attached' });
    },
  ],
  [
    'filter-problem',
    {},
    async (window, page) => {
      await window.filter.fill('kind:video size>large');
      await page.getByRole('alert').waitFor();
    },
  ],
  [
    'largest',
    { colorScheme: 'dark' },
    async (window, page) => {
      await window.panel('Largest').click();
      await page.getByRole('list', { name: 'Largest' }).getByRole('button').nth(1).click();
    },
  ],
  [
    'shortcuts',
    {},
    async (_window, page) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  ],
  [
    'options',
    {},
    async (_window, page) => {
      await page.getByRole('button', { name: 'Ways to scan again' }).click();
      await page.getByRole('menuitem', { name: /other options/ }).click();
      await page.getByRole('textbox', { name: 'Pattern 1' }).fill('node_modules');
      await page.getByRole('textbox', { name: 'Pattern 2' }).fill('*.{tmp,bak');
    },
  ],
  [
    'quick',
    {},
    async (window, page) => {
      await page.keyboard.press('q');
      await window.status.getByText(/files not checked/).waitFor();
    },
  ],
  ['narrow', { viewport: { width: 420, height: 720 } }, () => Promise.resolve()],
  ['scale-200', { viewport: { width: 560, height: 400 }, deviceScaleFactor: 2 }, () => Promise.resolve()],
  [
    'compare',
    {},
    async (window, page) => {
      changeTree();
      await page.keyboard.press('r');
      await window.row('arrived').waitFor();
      await page.keyboard.press('c');
      const snapshots = page.getByRole('list', { name: 'Earlier scans' }).getByRole('button');
      await snapshots.nth(1).waitFor();
      await snapshots.last().click();
      await page.getByRole('tab', { name: 'Changes' }).click();
      await page.getByRole('list', { name: 'Grown files' }).waitFor();
    },
  ],
];

/** Makes changes that a person may have made since the last scan. */
function changeTree(): void {
  const { root } = tree;
  rmSync(join(root, 'music/live'), { recursive: true });
  renameSync(join(root, 'photos/2022'), join(root, 'documents/wedding'));
  mkdirSync(join(root, 'arrived'));
  for (const number of [1, 2, 3, 4]) {
    writeFileSync(join(root, 'arrived', `take-${number}.mov`), Buffer.alloc(number * 900_000));
  }
  writeFileSync(join(root, 'machines/debian/swap.img'), Buffer.alloc(9_000_000));
  truncateSync(join(root, 'backup/2025', readdirSync(join(root, 'backup/2025'))[0]!), 10_000);
}

describe('pictures', () => {
  if (!isAsked) {
    test.skip('of each view, for docs/images (skipped: HECTARE_PICTURES=1 makes them anew)', () => undefined);
    return;
  }

  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    tree = buildDemoTree();
    host = await launchHost([tree.root]);
  });

  afterAll(async () => {
    await host.close();
    await closeBrowser();
    tree.remove();
  });

  for (const [name, options, show] of views) {
    testInBrowser(`${name}.png`, async () => {
      const page = await host.openPage({
        viewport: { width: 1080, height: 675 },
        reducedMotion: 'reduce',
        ...options,
      });
      const window = new Explorer(page);
      await window.waitForEnd();
      await window.tile('film').waitFor({ state: 'attached' });
      await show(window, page);
      await page.waitForTimeout(600);
      await page.screenshot({ path: `${folder}${name}.png` });
      await page.context().close();
    });
  }
});
