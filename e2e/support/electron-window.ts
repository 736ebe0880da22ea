/**
 * Window of the real Electron as the host of journeys, where its program is installed: the built app, started with the
 * folders. Each page is an app of its own, since a window is all that an app has.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type BrowserContextOptions, type ElectronApplication, type Page } from 'playwright-core';
import { findElectron } from '../../scripts/find-electron.js';
import type { Host } from './launch-host.js';

const appFolder = join(import.meta.dirname, '../..');

/** Reason why there is no window; undefined where there is one. */
export function whyNoWindow(): string | undefined {
  const found = findElectron();
  return 'reason' in found ? found.reason : undefined;
}

interface WindowStart {
  readonly folders: readonly string[];
  readonly env: Readonly<NodeJS.ProcessEnv>;
  watchPage(page: Page): void;
}

export function launchWindow({ folders, env, watchPage }: WindowStart): Host {
  const apps: ElectronApplication[] = [];
  const kept: string[] = [];
  return {
    openPage: async ({ locale = 'en-GB', ...look } = {}) => {
      const userData = mkdtempSync(join(tmpdir(), 'hectare-window-'));
      kept.push(userData);
      const words = [`--user-data-dir=${userData}`, `--lang=${locale}`, appFolder, ...folders];
      const app = await launch(words, env);
      apps.push(app);
      const page = await app.firstWindow();
      watchPage(page);
      await showAs(page, look);
      return page;
    },
    starveEngine: () => {
      throw new Error('an engine in a process of its own cannot be starved from here');
    },
    kill: async () => {
      for (const app of apps.splice(0)) app.process().kill('SIGKILL');
    },
    close: async () => {
      for (const app of apps.splice(0)) await app.close();
      for (const folder of kept.splice(0)) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Applies options of a page to a window that shows. A browser gets them before the page. */
async function showAs(page: Page, look: BrowserContextOptions): Promise<void> {
  const { colorScheme = null, reducedMotion = null, forcedColors = null, contrast = null } = look;
  await page.emulateMedia({ colorScheme, reducedMotion, forcedColors, contrast });
  const { viewport, deviceScaleFactor = 0 } = look;
  if (!viewport) return;
  const tools = await page.context().newCDPSession(page);
  // why: a factor of 0 keeps that of the screen.
  const metrics = { ...viewport, deviceScaleFactor, mobile: false };
  await tools.send('Emulation.setDeviceMetricsOverride', metrics);
}

function launch(args: string[], env: Readonly<NodeJS.ProcessEnv>): Promise<ElectronApplication> {
  const found = findElectron();
  if ('reason' in found) throw new Error(found.reason);
  const set = Object.entries(env).filter((each): each is [string, string] => each[1] !== undefined);
  const options = { executablePath: found.program, args, env: Object.fromEntries(set) };
  return _electron.launch({ ...options, chromiumSandbox: true });
}
