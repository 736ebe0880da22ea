/** Apps on the stand-in and folders for them, removed after each test. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { DesktopApp, type DesktopOptions, type OpenedFolder } from '../../test/electron/desktop-app.js';

const apps: DesktopApp[] = [];
const folders: string[] = [];

afterEach(async () => {
  const ended = apps.splice(0);
  await Promise.all(ended.map((app) => app.end()));
  for (const app of ended) app.removeUserData();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export async function startApp(options?: DesktopOptions): Promise<DesktopApp> {
  const app = await DesktopApp.launch(options);
  apps.push(app);
  await app.nextPage();
  return app;
}

/** Starts a second app, which hands its folders over and ends. */
export async function startSecond(options: DesktopOptions): Promise<DesktopApp> {
  const app = await DesktopApp.launch(options);
  apps.push(app);
  return app;
}

/** Makes a folder with files of given lengths, by their paths in it. */
export function makeFolder(files: Readonly<Record<string, number>> = { one: 1, 'below/two': 2 }): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'hectare-given-')));
  folders.push(folder);
  for (const [name, length] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), Buffer.alloc(length));
  }
  return folder;
}

/** Makes a folder large enough that reading it takes a while. */
export const largeFolder = '/usr';

/** Drops a folder on the window, and opens what main makes of it. */
export async function dropAndOpen(app: DesktopApp, folder: string): Promise<OpenedFolder> {
  await app.page.bridge.greet();
  app.page.window.drop([{ path: folder }]);
  const { path } = await heardFolder(app, folder);
  return app.page.open(path);
}

async function heardFolder(app: DesktopApp, folder: string) {
  for (;;) {
    const found = app.page.heard.given
      .flatMap((given) => given.folders)
      .find(({ path }) => textOf(path) === folder);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
