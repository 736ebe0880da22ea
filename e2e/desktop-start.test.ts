/** The start of the app up to the first window, and what is kept for the next start. */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import builder from '../build/electron-builder.js';
import { findImports } from '../scripts/find-imports.js';
import { builtApp } from '../test/electron/desktop-app.js';
import type { MenuItem } from '../test/electron/menu.js';
import { dropAndOpen, makeFolder, startApp } from './support/desktop.js';

/** Returns what a built file loads before it can begin: files of the app, and modules. `import()` does not count. */
function loadedBy(entry: string): { files: string[]; modules: string[] } {
  const files = new Set<string>();
  const modules = new Set<string>();
  const waiting = [entry];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    const source = readFileSync(join(builtApp, file), 'utf8');
    const later = [...source.matchAll(/import\("([^"]+)"\)/g)].map(([, specifier]) => specifier);
    for (const { specifier } of findImports(file, source).imports) {
      if (later.includes(specifier)) continue;
      if (specifier.startsWith('.')) waiting.push(join(dirname(file), specifier));
      else modules.add(specifier);
    }
  }
  return { files: [...files].sort(), modules: [...modules].sort() };
}

describe('before the first window', () => {
  test('main loads what the window needs, and no more', () => {
    const { files, modules } = loadedBy('main/main.js');
    expect(modules).toEqual(['electron', 'node:fs', 'node:fs/promises', 'node:path', 'node:url']);
    expect(files.every((file) => !/desktop|engine|scanner/.test(file))).toBe(true);
    const bytes = files.reduce((sum, file) => sum + readFileSync(join(builtApp, file)).length, 0);
    expect(bytes).toBeLessThan(50_000);
  });

  test('no process is forked, and no menu or dialog made', async () => {
    const app = await startApp();
    expect(await app.recorded()).toMatchObject({ utilities: [], dialogs: [], notifications: [] });
  });
});

test('the window has the app’s icon where the system does not know it (Linux)', async () => {
  const app = await startApp({ platform: 'linux' });
  const { icon } = (await app.recorded()).windows[0] as { icon: string };
  // The signature of PNG, and the width: https://www.w3.org/TR/png-3/#11IHDR
  const png = readFileSync(icon);
  expect(png.toString('latin1', 1, 4)).toBe('PNG');
  expect(png.readUInt32BE(16)).toBe(256);
});

describe('the next start', () => {
  test('has the window where it was, as large as it was', async () => {
    const app = await startApp();
    await app.quit();
    const keptAt = join(app.userData, 'desktop.json');
    const kept = JSON.parse(readFileSync(keptAt, 'utf8'));
    expect(kept.window).toMatchObject({ width: 1280, height: 820, isMaximized: false });
    const place = { x: 40, y: 50, width: 900, height: 700 };
    writeFileSync(keptAt, JSON.stringify({ window: { ...place, isMaximized: true } }));
    const again = await startApp({ userData: app.userData });
    expect((await again.recorded()).windows[0]).toMatchObject(place);
    await again.quit();
    expect(JSON.parse(readFileSync(keptAt, 'utf8')).window).toEqual({ ...place, isMaximized: true });
  });

  test('does not put it off the screen', async () => {
    const app = await startApp();
    await app.quit();
    const window = { x: 5000, y: 50, width: 900, height: 700, isMaximized: false };
    writeFileSync(join(app.userData, 'desktop.json'), JSON.stringify({ window }));
    const again = await startApp({ userData: app.userData });
    expect((await again.recorded()).windows[0]).toMatchObject({ width: 1280, height: 820 });
  });

  test('has what is sound of what was kept, however damaged the rest', async () => {
    const app = await startApp();
    await app.quit();
    const place = { x: 40, y: 50, width: 900, height: 700, isMaximized: false };
    const sound = { path: Buffer.from('/srv').toString('base64'), scannedAt: 1, allocatedBytes: 2 };
    const damaged = [
      { window: { ...place, x: 'left' }, preferences: { theme: 'dark', language: 'xx' }, recent: [sound] },
      { window: place, preferences: 5, recent: [{ path: 1 }, sound, null, { ...sound, scannedAt: 9e15 }] },
    ];
    const starts = [];
    for (const kept of damaged) {
      writeFileSync(join(app.userData, 'desktop.json'), JSON.stringify(kept));
      const again = await startApp({ userData: app.userData });
      const { windows, themeSource } = await again.recorded();
      const recent = await again.page.bridge.recentRoots();
      starts.push({ windows, themeSource, recent });
      expect(again.errors).toContain('damaged');
      await again.quit();
    }
    const srv = { answer: [{ scannedAt: 1, allocatedBytes: 2 }] };
    expect(starts).toMatchObject([
      { windows: [{ width: 1280, height: 820 }], themeSource: 'dark', recent: srv },
      { windows: [place].map(({ isMaximized: _, ...rest }) => rest), themeSource: 'system', recent: srv },
    ]);
  });

  test('has the theme that was chosen', async () => {
    const app = await startApp();
    expect((await app.recorded()).themeSource).toBe('system');
    await app.page.bridge.usePreferences({ theme: 'dark', language: 'system' });
    expect((await app.recorded()).themeSource).toBe('dark');
    await app.quit();
    const again = await startApp({ userData: app.userData });
    expect((await again.recorded()).themeSource).toBe('dark');
  });
});

const labels = (items: readonly MenuItem[]): string[] =>
  items.flatMap(({ label, submenu }) => [...(label === undefined ? [] : [label]), ...labels(submenu ?? [])]);

const acceleratorsOf = (items: readonly MenuItem[]): string[] =>
  items.flatMap(({ accelerator, submenu = [] }) => [accelerator ?? [], ...acceleratorsOf(submenu)].flat());

/** Returns an accelerator under one name, since the same keys have several. */
const asPressed = (accelerator: string): string => {
  const names = accelerator.replace(/CommandOrControl|Command|Control|Cmd(?!Or)|(?<!Or)Ctrl/, 'CmdOrCtrl');
  return names.split('+').sort().join('+');
};

describe('the menu', () => {
  test('tells the page what was chosen, and has a key for what is used often', async () => {
    const app = await startApp();
    const menu = await app.menu();
    const file = menu.find(({ label }) => label === 'File')!;
    for (const label of [
      'Open Folder…',
      'Scan Again',
      'Export as CSV…',
      'Close Tab',
      'New Tab',
      'Settings…',
    ]) {
      expect(file.submenu?.find((item) => item.label === label)?.accelerator).toMatch(/^CmdOrCtrl\+.$/);
    }
    for (const label of ['Scan Again', 'Export as CSV…', 'Close Tab']) {
      await app.do({ kind: 'click', labels: ['File', label] });
    }
    await expect.poll(() => app.page.heard.command).toEqual(['rescan', 'export', 'closeTab']);
  });

  test.each(['linux', 'win32', 'darwin'] as const)('has no key twice on %s', async (platform) => {
    const app = await startApp({ platform });
    const keys = acceleratorsOf(await app.menu()).map(asPressed);
    expect(keys).toContain(asPressed('CmdOrCtrl+C'));
    expect(keys).toHaveLength(new Set(keys).size);
  });

  test.each(['linux', 'win32', 'darwin'] as const)(
    'offers to zoom the window where that can be, not on %s',
    async (platform) => {
      const app = await startApp({ platform });
      expect(labels(await app.menu()).includes('Zoom')).toBe(platform === 'darwin');
    },
  );

  test('speaks the language of the system, or the one that was chosen', async () => {
    const app = await startApp({ locale: 'de-AT' });
    expect(labels(await app.menu())).toContain('Ordner öffnen …');
    await app.page.bridge.usePreferences({ theme: 'system', language: 'en' });
    expect(labels(await app.menu())).toContain('Open Folder…');
  });
});

test('notifications come under the name that the package has (Windows)', async () => {
  const app = await startApp({ platform: 'win32' });
  expect((await app.recorded()).appUserModelId).toBe(builder.appId);
});

describe('a scan', () => {
  test('that was short is not told of by a notification, whether or not the window is in front', async () => {
    const app = await startApp();
    await app.do({ kind: 'leave', to: 'background' });
    const { client } = await dropAndOpen(app, makeFolder());
    await client.finished();
    expect((await app.recorded()).notifications).toEqual([]);
  });
});
