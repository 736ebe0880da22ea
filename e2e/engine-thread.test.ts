import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { spawnEngineThread } from '../src/engine/engine-thread.js';
import { readableCases } from '../test/fixture/build-fixture.js';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { runCommand } from '../test/programs/command.js';
import { runHectare } from '../test/programs/hectare.js';
import { SessionClient } from '../test/support/hosts/session-client.js';

const entry = new URL('../out/node/engine.js', import.meta.url);
const fixture = provideFixture(readableCases);
const clients: SessionClient[] = [];

function startEngine(): SessionClient {
  if (!existsSync(fileURLToPath(entry))) throw new Error('the engine is missing: run "npm run build" first');
  const client = new SessionClient(spawnEngineThread(entry));
  clients.push(client);
  return client;
}

afterEach(() => {
  for (const client of clients.splice(0)) client.port.close();
});

describe('an engine in a thread of its own', () => {
  test('says the same numbers as hectare scan', async () => {
    const client = startEngine();
    await client.open(fixture.tree);
    const finished = await client.finished();
    const { stdout } = await runHectare(['scan', '--json', fixture.tree]);
    const printed = JSON.parse(stdout.toString());
    const { files, directories, symlinks, others, entries, complete, backend } = printed;
    expect(finished).toMatchObject({ files, directories, symlinks, others, entries, complete, backend });
    expect(finished.hardLinks.files).toBe(printed.hardLinks.files);
    expect(finished.hardLinks.paths).toBe(printed.hardLinks.paths);
    expect(finished.otherMounts).toBe(printed.otherMounts.length);
    expect(finished.failures).toBe(printed.errors.length);
    // why: as text, since a number that was parsed is rounded.
    const exact = (name: string) => new RegExp(`"${name}":(\\d+)`).exec(stdout.toString())![1];
    expect(finished.allocatedBytes).toBe(exact('allocatedBytes'));
    expect(finished.apparentBytes).toBe(exact('apparentBytes'));
    expect(finished.hardLinks.duplicateBytes).toBe(exact('duplicateBytes'));
  });

  test('exports what hectare list writes, byte for byte', async () => {
    const client = startEngine();
    await client.open(fixture.tree);
    await client.finished();
    const { stdout } = await runHectare(['list', fixture.tree]);
    expect(Buffer.from(await client.exported(false)).equals(stdout)).toBe(true);
  });

  test('shows frames, and answers while it reads', async () => {
    const client = startEngine();
    await client.open('/usr');
    await client.show();
    const frame = await client.until(() => client.frames[0]);
    const rows = await client.ask('children', {
      node: 0,
      sort: 'name',
      descending: false,
      offset: 0,
      limit: 10,
    });
    expect(rows.total).toBeGreaterThan(0);
    expect(frame.node[0]).toBe(0);
    await client.ask('cancel');
    const finished = await client.finished();
    expect((await client.lastFrame()).bytes[0]).toBe(Number(finished.allocatedBytes));
  });

  test('refuses what cannot be read, and reads the next', async () => {
    const client = startEngine();
    await expect(client.open(`${fixture.tree}/none`)).rejects.toMatchObject({
      code: 'rootUnreadable',
      errno: 'ENOENT',
    });
    await client.open(fixture.tree);
    await client.finished();
  });

  test.each(['at once', 'when it has opened', 'when it shows'])(
    'ends by itself when it is closed: %s',
    async (when) => {
      const module = new URL('../src/engine/engine-thread.ts', import.meta.url);
      const program = `
      import { spawnEngineThread } from ${JSON.stringify(module.href)};
      const engine = spawnEngineThread(new URL(${JSON.stringify(entry.href)}));
      const root = Buffer.from('/usr');
      engine.onClose(() => console.log('this end did not ask for it'));
      engine.post(['request', 1, 'open', { path: root, crossMounts: false, followLinks: false, exclude: [] }]);
      if (${when === 'at once'}) engine.close();
      engine.listen(([kind, what]) => {
        if (${when === 'when it has opened'} && kind === 'answer') engine.close();
        if (${when === 'when it shows'} && what === 'progress') engine.close();
      });
    `;
      const words = ['--import', 'tsx', '--input-type=module', '--eval', program];
      const { code, stdout, stderr } = await runCommand([process.execPath, ...words]);
      expect({ code, stdout: stdout.toString(), stderr: stderr.toString() }).toEqual({
        code: 0,
        stdout: '',
        stderr: '',
      });
    },
  );

  test('tells its host when it ends unasked', async () => {
    const missing = new SessionClient(
      spawnEngineThread(new URL('../out/node/no-such-engine.js', import.meta.url)),
    );
    await expect(missing.finished()).rejects.toThrow('no-such-engine');
  });
});
