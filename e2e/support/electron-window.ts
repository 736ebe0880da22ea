/**
 * The window of the real Electron as the host of journeys, where its program is to be had: the built app, started with the
 * folders. Each page is an app of its own, since a window is all that an app has.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { findElectron } from '../../scripts/find-electron.js';
import type { Host } from './launch-host.js';

const appFolder = join(import.meta.dirname, '../..');

/** Why there is no window; undefined where there is one. */
export function whyNoWindow(): string | undefined {
  const found = findElectron();
  return 'reason' in found ? found.reason : undefined;
}

export function launchWindow(folders: readonly string[], watchPage: (page: Page) => void): Host {
  const apps: ElectronApplication[] = [];
  const kept: string[] = [];
  return {
    openPage: async () => {
      const userData = mkdtempSync(join(tmpdir(), 'hectare-window-'));
      kept.push(userData);
      const words = [`--user-data-dir=${userData}`, '--lang=en-GB', appFolder, ...folders];
      const app = await launch(words, { HECTARE_DATA: join(userData, 'data') });
      apps.push(app);
      const page = await app.firstWindow();
      watchPage(page);
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

function launch(args: string[], variables: Record<string, string>): Promise<ElectronApplication> {
  const env = { ...(process.env as Record<string, string>), ...variables };
  const found = findElectron();
  if ('reason' in found) throw new Error(found.reason);
  return _electron.launch({ executablePath: found.program, args, env, chromiumSandbox: true });
}
