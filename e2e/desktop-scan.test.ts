/** The built app on the stand-in: from a dropped folder to frames, while processes come and go. */
import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtApp, isAlive } from '../test/electron/desktop-app.js';
import { runHectare } from '../test/programs/hectare.js';
import { dropAndOpen, largeFolder, makeFolder, startApp } from './support/desktop.js';

test('a folder that is dropped is scanned by processes, and its frames reach the page', async () => {
  const folder = makeFolder();
  const app = await startApp();
  const { client } = await dropAndOpen(app, folder);
  await client.show();
  const finished = await client.finished();
  const frame = await client.lastFrame();
  const { stdout } = await runHectare(['scan', '--json', folder]);
  const { entries, complete } = JSON.parse(stdout.toString());
  expect(finished).toMatchObject({ entries, complete });
  expect(Buffer.from(frame.names).toString()).toContain('below');
  const { utilities } = await app.recorded();
  expect(utilities.filter(({ name }) => name === 'Hectare engine')).toHaveLength(1);
  expect(utilities.filter(({ name }) => name === 'Hectare scanner').length).toBeGreaterThan(0);
  expect(app.errors).toBe('');
});

test('every folder has an engine of its own, which ends with it', async () => {
  const app = await startApp();
  const first = await dropAndOpen(app, makeFolder());
  const second = await dropAndOpen(app, makeFolder());
  await Promise.all([first.client.finished(), second.client.finished()]);
  expect(await app.running('Hectare engine')).toHaveLength(2);
  await app.page.bridge.closeSession(first.session);
  await expect.poll(() => app.running('Hectare engine')).toHaveLength(1);
  expect((await second.client.ask('details', 0)).node).toBe(0);
  await app.page.bridge.closeSession(second.session);
  await expect.poll(() => app.running('Hectare engine')).toEqual([]);
  await expect.poll(() => app.running('Hectare scanner')).toEqual([]);
  expect(app.page.heard.sessionEnded).toEqual([]);
});

test('a page that closes its port ends its engine', async () => {
  const app = await startApp();
  const { client } = await dropAndOpen(app, makeFolder());
  await client.finished();
  client.port.close();
  await expect.poll(() => app.running('Hectare engine')).toEqual([]);
  await expect.poll(() => app.running('Hectare scanner')).toEqual([]);
});

test('a scanner that is killed ends the scan with a word why, and the folder can be read again', async () => {
  const app = await startApp();
  const { session, client } = await dropAndOpen(app, largeFolder);
  const [scanner] = await app.running('Hectare scanner');
  process.kill(scanner!, 'SIGKILL');
  const broken = await client.finished();
  expect(broken.complete).toBe(false);
  expect(broken.crash).toContain('code 9');
  expect((await client.ask('details', 0)).node).toBe(0);
  await app.page.bridge.closeSession(session);
  const again = await app.page.open(largeFolder);
  expect(await again.client.finished()).toMatchObject({ complete: true });
});

test('an engine that is killed is told of, takes its scanners along, and disturbs no other', async () => {
  const app = await startApp();
  const other = await dropAndOpen(app, makeFolder());
  await other.client.finished();
  const [otherEngine] = await app.running('Hectare engine');
  const { session, client } = await dropAndOpen(app, makeFolder());
  await client.finished();
  const engine = (await app.running('Hectare engine')).find((pid) => pid !== otherEngine)!;
  const scanners = (await app.recorded()).utilities.slice(-2).map(({ pid }) => pid);
  process.kill(engine, 'SIGKILL');
  await expect.poll(() => app.page.heard.sessionEnded).toHaveLength(1);
  expect(app.page.heard.sessionEnded[0]).toMatchObject({ session });
  await expect.poll(() => scanners.filter(isAlive)).toEqual([]);
  expect((await other.client.ask('groups', { by: 'type' })).length).toBeGreaterThan(0);
  await expect.poll(() => app.errors).toContain('an engine ended unasked');
  expect(await app.page.bridge.reveal({ session, node: 0 })).toMatchObject({ refusal: { code: 'notOpen' } });
});

test('an engine or a scanner that V8 gives up ends itself, and not the app', async () => {
  const app = await startApp();
  const { session, client } = await dropAndOpen(app, largeFolder);
  process.kill((await app.running('Hectare scanner'))[0]!, 'SIGABRT');
  expect(await client.finished()).toMatchObject({ complete: false });
  process.kill((await app.running('Hectare engine'))[0]!, 'SIGABRT');
  await expect.poll(() => app.page.heard.sessionEnded).toMatchObject([{ session }]);
  for (const name of ['Hectare scanner', 'Hectare engine']) {
    await expect.poll(() => app.errors).toContain(`${name} had a fatal error: FatalError in v8::Allocate`);
  }
  await dropAndOpen(app, makeFolder());
});

test('a folder that cannot be read is refused with the reason, and leaves no engine', async () => {
  const folder = makeFolder();
  const app = await startApp();
  const { session } = await dropAndOpen(app, folder);
  await app.page.bridge.closeSession(session);
  rmSync(folder, { recursive: true });
  await expect(app.page.open(folder)).rejects.toMatchObject({ code: 'rootUnreadable', errno: 'ENOENT' });
  await expect.poll(() => app.running('Hectare engine')).toEqual([]);
});

test.each(['quits', 'is reloaded', 'crashes', 'loses its window'] as const)(
  'no process is left when the app or its page %s during a scan',
  async (end) => {
    const app = await startApp();
    const { client } = await dropAndOpen(app, largeFolder);
    await client.show();
    const pids = (await app.recorded()).utilities.map(({ pid }) => pid);
    expect(pids.filter(isAlive).length).toBeGreaterThan(1);
    if (end === 'quits') await app.quit();
    else if (end === 'is reloaded') await app.do({ kind: 'reload' });
    else if (end === 'crashes') await app.do({ kind: 'page crash' });
    else await Promise.allSettled([app.do({ kind: 'close window' })]);
    await expect.poll(() => pids.filter(isAlive), { timeout: 5000 }).toEqual([]);
  },
);

/** Source of a process that tells by a file that it is there, and hears nothing. */
const deaf = `import { writeFileSync } from 'node:fs';
process.parentPort.on('message', () => undefined);
writeFileSync(new URL(process.pid + '.there', import.meta.url), '');`;

test('no process is left when the app quits, even if it does not hear that it should end', async () => {
  const out = makeFolder({});
  cpSync(builtApp, out, { recursive: true, filter: (path) => !/(packages|stand-in|types)$/.test(path) });
  writeFileSync(join(out, 'main/engine.js'), `${deaf} process.parentPort.postMessage(['spawnScanner', 1]);`);
  writeFileSync(join(out, 'main/scanner.js'), deaf);
  const app = await startApp({ out });
  const opening = dropAndOpen(app, makeFolder()).catch(() => undefined);
  const forked = async () => [
    ...(await app.running('Hectare engine')),
    ...(await app.running('Hectare scanner')),
  ];
  const isThere = (pid: number) => existsSync(join(out, 'main', `${pid}.there`));
  await expect.poll(async () => (await forked()).filter(isThere).length).toBeGreaterThan(1);
  const pids = (await forked()).filter(isThere);
  await app.quit();
  await opening;
  await expect.poll(() => pids.filter(isAlive), { timeout: 5000 }).toEqual([]);
});
