/** The app's window as people use it: on the stand-in for Electron, in a real browser. */
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect } from 'vitest';
import { expectNoSeriousFindings } from './support/accessibility.js';
import { testInBrowser } from './support/chromium.js';
import { dropAndOpen, makeFolder, startApp } from './support/desktop.js';
import { showDesktopPage } from './support/desktop-page.js';
import { Explorer } from './support/explorer.js';
import { closeBrowser, complaints } from './support/launch-host.js';

afterEach(() => {
  expect(complaints.splice(0)).toEqual([]);
});
afterAll(closeBrowser);

async function showApp(options?: Parameters<typeof startApp>[0]) {
  const app = await startApp(options);
  const page = await showDesktopPage(app);
  await page.getByText('Drop folders here').waitFor();
  return { app, page, window: new Explorer(page) };
}

describe('the start screen of a window', () => {
  testInBrowser(
    'offers a place to drop, the dialog, volumes with their space, and nothing of a browser’s',
    async () => {
      const { app, page } = await showApp();
      await page
        .getByText(/free of/)
        .first()
        .waitFor();
      expect(await page.getByRole('button', { name: /Choose a folder inside/ }).count()).toBe(0);
      const folder = makeFolder();
      await app.do({
        kind: 'answer dialog',
        dialog: 'open',
        answer: { canceled: false, filePaths: [folder] },
      });
      await page.getByRole('button', { name: 'Choose a folder…' }).click();
      const window = new Explorer(page);
      await window.waitForEnd();
      await window.tile('below').waitFor({ state: 'attached' });
      await page.context().close();
    },
  );

  testInBrowser('lists recent roots with their size, which open by a click', async () => {
    const folder = makeFolder({ file: 70_000 });
    const first = await startApp();
    const { client } = await dropAndOpen(first, folder);
    await client.finished();
    await expect.poll(async () => (await first.recorded()).recentDocuments).toHaveLength(1);
    await first.quit();
    const { page, window } = await showApp({ userData: first.userData });
    const recent = page.getByRole('list', { name: 'Recent' }).getByRole('button');
    expect(await recent.textContent()).toMatch(/kB/);
    await recent.click();
    // It is scanned, or shown from its snapshot if the first app wrote one.
    await window.row('file').waitFor();
    await page.context().close();
  });
});

describe('what is dropped on the window', () => {
  testInBrowser('may be dropped everywhere, which is said while it is dragged', async () => {
    const { page } = await showApp();
    const overlay = page.getByText('Drop to scan');
    const drag = async (name: string, withFile: boolean) => {
      const dataTransfer = await page.evaluateHandle((isFile) => {
        const data = new DataTransfer();
        if (isFile) data.items.add(new File(['x'], 'x'));
        else data.setData('text/plain', 'x');
        return data;
      }, withFile);
      await page.dispatchEvent('body', name, { dataTransfer });
    };
    await drag('dragover', false);
    expect(await overlay.count()).toBe(0);
    for (const end of ['dragleave', 'drop']) {
      await drag('dragover', true);
      await overlay.waitFor();
      await drag(end, true);
      await expect.poll(() => overlay.count()).toBe(0);
    }
    await page.context().close();
  });

  testInBrowser('opens in a tab each, and names the window', async () => {
    const folders = [makeFolder(), makeFolder()];
    const { app, page, window } = await showApp();
    app.page.window.drop(folders.map((path) => ({ path })));
    const tabs = page.getByRole('navigation', { name: 'Open folders' });
    const name = (folder: string) => folder.split('/').at(-1)!;
    await tabs.getByRole('button', { name: name(folders[1]!), exact: true }).waitFor();
    await tabs.getByRole('button', { name: name(folders[0]!), exact: true }).waitFor();
    await window.waitForEnd();
    expect(await page.title()).toBe(`${name(folders[1]!)} – Hectare`);
    await page.context().close();
  });

  testInBrowser('selects itself in its folder where it is a file', async () => {
    const folder = makeFolder({ 'a/one': 10, 'a/two': 20 });
    const { app, page, window } = await showApp();
    app.page.window.drop([{ path: join(folder, 'a', 'one') }]);
    await window.waitForEnd();
    await expect.poll(() => window.row('one').getAttribute('aria-selected')).toBe('true');
    await page
      .getByRole('region', { name: 'Details' })
      .getByText(join(folder, 'a', 'one'))
      .waitFor();
    await page.context().close();
  });

  testInBrowser('is refused kindly where it is nothing to be scanned', async () => {
    const { app, page } = await showApp();
    app.page.window.drop([{ path: '' }, { path: '/no/such/thing' }]);
    const notice = page.getByRole('alert');
    await notice.getByText('Only folders and files on this computer').waitFor();
    await notice.getByText('/no/such/thing is not there any more').waitFor();
    await page.getByRole('button', { name: 'Close the message' }).click();
    await expect.poll(() => notice.count()).toBe(0);
    await page.context().close();
  });
});

describe('people who do not see, or use no mouse', () => {
  testInBrowser('reach all that only the desktop has', async () => {
    const folder = makeFolder();
    const { app, page, window } = await showApp();
    await expectNoSeriousFindings(page);
    app.page.window.drop([{ path: folder }, { path: '' }]);
    await window.waitForEnd();
    await page.getByRole('alert').waitFor();
    await window.row('one').click();
    await page.getByRole('button', { name: 'Copy the path' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Copied.').waitFor();
    await expectNoSeriousFindings(page);
    await page.context().close();
  });
});

describe('an open root', () => {
  testInBrowser('shows its entries in the file manager, and copies their paths', async () => {
    const folder = makeFolder();
    const { app, page, window } = await showApp();
    app.page.window.drop([{ path: folder }]);
    await window.waitForEnd();
    await window.row('one').click();
    await page.getByRole('button', { name: 'Show in the file manager' }).click();
    await page.getByRole('button', { name: 'Copy the path' }).click();
    await page.getByText('Copied.').waitFor();
    const { revealed, clipboard } = await app.recorded();
    expect([revealed, clipboard]).toEqual([[join(folder, 'one')], join(folder, 'one')]);
    await page.context().close();
  });

  testInBrowser('is exported to where the user wants it', async () => {
    const target = join(makeFolder(), 'listing.csv');
    const { app, page, window } = await showApp();
    app.page.window.drop([{ path: makeFolder() }]);
    await window.waitForEnd();
    await app.do({ kind: 'answer dialog', dialog: 'save', answer: { canceled: false, filePath: target } });
    await app.do({ kind: 'click', labels: ['File', 'Export as CSV…'] });
    await page.getByRole('dialog').getByRole('button', { name: 'Export' }).click();
    await page.getByText(/^Saved: \d+\sB/).waitFor();
    await page.context().close();
  });

  testInBrowser('says that a scanner or its engine has ended, and is read again by a click', async () => {
    const { app, page, window } = await showApp();
    await page.getByRole('button', { name: /Choose a folder…/ }).waitFor();
    // why: the whole disk, so that it is not read before a scanner is killed.
    app.page.window.drop([{ path: '/' }]);
    await window.status.getByText('Scanning', { exact: true }).waitFor();
    process.kill((await app.running('Hectare scanner'))[0]!, 'SIGKILL');
    const notice = page.getByRole('alert');
    await notice.getByText('a scanner has ended').waitFor();
    // desktop-scan.test.ts shows the result; here the scan takes long.
    const isReadAgain = async () => {
      await notice.getByRole('button', { name: 'Scan again' }).click();
      await window.status.getByText(/^(Scanning|Complete)$/).waitFor();
      await expect.poll(() => notice.count()).toBe(0);
    };
    await isReadAgain();
    for (const engine of await app.running('Hectare engine')) process.kill(engine, 'SIGKILL');
    await notice.getByText('The engine of / has ended').waitFor();
    await isReadAgain();
    await page.context().close();
  });

  testInBrowser('is left and closed by the menu', async () => {
    const { app, page, window } = await showApp();
    app.page.window.drop([{ path: makeFolder() }]);
    await window.waitForEnd();
    await app.do({ kind: 'click', labels: ['View', 'Filter'] });
    await expect.poll(() => window.filter.evaluate((each) => each.matches(':focus'))).toBe(true);
    await app.do({ kind: 'click', labels: ['File', 'Close Tab'] });
    await page.getByText('Drop folders here').waitFor();
    await expect.poll(() => app.running('Hectare engine')).toEqual([]);
    await page.context().close();
  });
});
