/** Faults of the app's processes: each ends its process, is told, and loses nothing that was kept. */
import { appendFileSync, cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { builtApp } from '../test/electron/desktop-app.js';
import { runHectare } from '../test/programs/hectare.js';
import { dropAndOpen, largeFolder, makeFolder, startApp, startSecond } from './support/desktop.js';

/** Copies the built app, with code added to the end of one entry, or put in its place. */
function appWith(entry: string, code: string, write = appendFileSync): string {
  const out = makeFolder({});
  cpSync(builtApp, out, { recursive: true, filter: (path) => !/(packages|stand-in|types)$/.test(path) });
  write(join(out, 'main', entry), `\n${code}\n`);
  return out;
}

describe('a promise that is rejected unheard', () => {
  const reject = "void Promise.reject(new Error('nobody hears'));";

  test('ends an engine, and its tab is told', async () => {
    const app = await startApp({ out: appWith('engine.js', reject) });
    await expect(dropAndOpen(app, makeFolder())).rejects.toMatchObject({ code: 'engineEnded' });
    await expect.poll(() => app.errors).toContain('its process ended with code 1');
  });

  test('ends a scanner, and the scan is told', async () => {
    const app = await startApp({ out: appWith('scanner.js', reject) });
    const opening = dropAndOpen(app, makeFolder());
    await expect(opening).rejects.toMatchObject({ message: 'its process ended with code 1' });
  });

  test('ends the process that lists volumes, and main does not wait for it', async () => {
    const app = await startApp({
      out: appWith('volumes.js', `import './chunks/process-port.js'; ${reject}`, writeFileSync),
    });
    const began = performance.now();
    expect(await app.page.bridge.roots()).toMatchObject({ answer: [{ space: null }] });
    expect(performance.now() - began).toBeLessThan(2500);
  });

  test.each([
    ['a promise', reject],
    ['an exception', "setImmediate(() => { throw new Error('nobody hears'); });"],
  ])('ends main, with a word, as %s does', async (_what, code) => {
    const app = await startSecond({ out: appWith('main.js', `setTimeout(() => { ${code} }, 500);`) });
    expect(await app.ended()).toBe(1);
    expect(app.errors).toMatch(/main has failed: Error: nobody hears/);
  });
});

test('standard error that nobody reads any more is no fault', async () => {
  const app = await startApp();
  app.process.stderr?.destroy();
  for (let time = 0; time < 3; time++) await app.page.bridge.closeSession(-1);
  expect((await app.recorded()).dialogs).toEqual([]);
  expect(app.process.exitCode).toBe(null);
});

test('the end of the GPU’s process is logged, and disturbs nothing', async () => {
  const app = await startApp();
  await app.do({ kind: 'gpu crash' });
  await expect.poll(() => app.errors).toContain('the process of the GPU has ended: crashed');
  expect(await app.page.bridge.recentRoots()).toEqual({ answer: [] });
});

test('a page that has crashed is opened again, and not left by Esc', async () => {
  const app = await startApp();
  const page = app.nextPage();
  await app.do({ kind: 'page crash' });
  await page;
  const { dialogs } = await app.recorded();
  expect(dialogs).toMatchObject([
    { kind: 'message', options: { buttons: ['Open anew', 'Quit'], cancelId: 0 } },
  ]);
});

test('the snapshot of a scan that ended a moment before the app quits is kept', async () => {
  const data = makeFolder({});
  const app = await startApp({ environment: { HECTARE_DATA: data } });
  const { client } = await dropAndOpen(app, largeFolder);
  await client.finished();
  await app.quit();
  const { stdout } = await runHectare(['snapshots', 'list', '--json'], {
    environment: { HECTARE_DATA: data },
  });
  expect(JSON.parse(stdout.toString())).toMatchObject({ root: largeFolder });
});
