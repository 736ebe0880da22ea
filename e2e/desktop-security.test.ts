/**
 * Electron's security checklist (https://www.electronjs.org/docs/latest/tutorial/security), point by point, against the
 * built app: by what it does on the stand-in where that can be seen, and by its text where it cannot.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { builtApp } from '../test/electron/desktop-app.js';
import { startApp } from './support/desktop.js';

interface WindowOptions {
  readonly webPreferences: Readonly<Record<string, unknown>>;
}

interface Loaded {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

const filesIn = (folder: string): string[] =>
  readdirSync(join(builtApp, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const builtCode = (): string =>
  ['main', 'preload']
    .flatMap(filesIn)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

async function preferences() {
  const app = await startApp();
  const { windows } = await app.recorded();
  expect(windows).toHaveLength(1);
  return { app, preferences: (windows[0] as WindowOptions).webPreferences };
}

describe('Electron’s security checklist', () => {
  test('1: only what comes with the app is loaded', async () => {
    const { app } = await preferences();
    for (const url of [
      'http://example.com/',
      'https://example.com/x.js',
      'file:///etc/passwd',
      'ftp://a/',
      'ws://a/',
    ]) {
      expect(await app.do({ kind: 'load', url, method: 'GET' })).toBe(null);
    }
    expect(app.page.html).not.toMatch(/(src|href)="(?!\.\/)/);
  });

  test('2: there is no Node in the page', async () => {
    const { preferences: set } = await preferences();
    expect(set).toMatchObject({ nodeIntegration: false });
    expect(set).not.toHaveProperty('nodeIntegrationInWorker');
    expect(set).not.toHaveProperty('nodeIntegrationInSubFrames');
  });

  test('3: the preload script has a world of its own, and gives the page functions only', async () => {
    const { app, preferences: set } = await preferences();
    expect(set).toMatchObject({ contextIsolation: true });
    expect(Object.keys(app.page.window.exposed)).toEqual(['hectareDesktop']);
    expect(new Set(Object.values(app.page.bridge).map((each) => typeof each))).toEqual(new Set(['function']));
    for (const own of ['offerDropped', 'chooseOffered']) {
      expect(Object.keys(app.page.bridge)).not.toContain(own);
    }
  });

  test('4: every page is in the sandbox', async () => {
    const { app, preferences: set } = await preferences();
    expect(set).toMatchObject({ sandbox: true });
    expect((await app.recorded()).isSandboxed).toBe(true);
  });

  test.each(['notifications', 'media', 'geolocation', 'clipboard-read', 'openExternal', 'fileSystem'])(
    '5: the permission %s is neither granted nor there',
    async (permission) => {
      const { app } = await preferences();
      expect(await app.isAllowed('permission', permission)).toBe(false);
      expect(await app.isAllowed('permission check', permission)).toBe(false);
      expect(await app.isAllowed('device', 'usb')).toBe(false);
    },
  );

  test('6, 8, 9, 10: nothing that protects is switched off, and nothing experimental on', async () => {
    const { preferences: set } = await preferences();
    expect(set).toMatchObject({ webSecurity: true });
    for (const name of ['allowRunningInsecureContent', 'experimentalFeatures', 'enableBlinkFeatures']) {
      expect(set).not.toHaveProperty(name);
    }
  });

  test('7: whatever is served has a policy that allows only the app’s own', async () => {
    const { app } = await preferences();
    for (const path of ['index.html', 'icon.svg', 'no-such-file.js']) {
      const { headers } = (await app.do({
        kind: 'load',
        url: `app://hectare/${path}`,
        method: 'GET',
      })) as Loaded;
      const policy = headers['content-security-policy']!;
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("connect-src 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  test.each([
    '../main/main.js',
    '%2e%2e/main/main.js',
    'assets/../../main/main.js',
    '..%5cmain%5cmain.js',
    '',
    'assets/',
    '.hidden',
    '%00index.html',
  ])('7: nothing but the page’s files is served: not %j', async (path) => {
    const { app } = await preferences();
    const loaded = (await app.do({ kind: 'load', url: `app://hectare/${path}`, method: 'GET' })) as Loaded;
    expect(loaded).toMatchObject({ status: 404, bytes: new Uint8Array() });
  });

  test('7: to nobody but the page, and by reading only', async () => {
    const { app } = await preferences();
    expect(await app.do({ kind: 'load', url: 'app://elsewhere/index.html', method: 'GET' })).toBe(null);
    expect(await app.do({ kind: 'load', url: 'app://hectare/index.html', method: 'POST' })).toMatchObject({
      status: 404,
    });
  });

  test('11, 12: there is no webview', async () => {
    const { app, preferences: set } = await preferences();
    expect(set).toMatchObject({ webviewTag: false });
    expect(await app.isAllowed('attach webview', 'app://hectare/index.html')).toBe(false);
    expect(filesIn('renderer').some((file) => /<webview/.test(readFileSync(file, 'latin1')))).toBe(false);
  });

  test.each([
    'https://example.com/',
    'file:///etc/passwd',
    'app://hectare/other.html',
    'javascript:alert(1)',
  ])('13, 14: no page goes to %s, nor opens a window, nor downloads', async (address) => {
    const { app } = await preferences();
    expect(await app.isAllowed('navigate', address)).toBe(false);
    expect(await app.isAllowed('redirect', address)).toBe(false);
    expect(await app.isAllowed('open window', address)).toBe(false);
    expect(await app.isAllowed('download', address)).toBe(false);
  });

  test('15: nothing is opened outside', () => {
    expect(builtCode()).not.toMatch(/openExternal|openPath/);
  });

  test('16: Electron is a current version, and pinned', () => {
    const manifest = JSON.parse(readFileSync(join(builtApp, '../package.json'), 'utf8'));
    expect(manifest.devDependencies.electron).toMatch(/^4[5-9]\.\d+\.\d+$/);
  });

  test('17: the sender of every message is looked at, in one place', () => {
    // desktop-refusals.test.ts shows what main refuses.
    expect(builtCode().match(/ipcMain\.(handle|on|once|handleOnce)\(/g)).toEqual(['ipcMain.handle(']);
  });

  test('besides: the scheme has only the rights that it needs', async () => {
    const { app } = await preferences();
    expect((await app.recorded()).privilegedSchemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
    ]);
  });
});
