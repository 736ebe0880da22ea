/** The one-time address: how it comes to a browser, how long it is good, and how there is another. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { hectareCommand } from '../test/programs/hectare.js';
import { testNeeding } from '../test/programs/requirements.js';
import { ask, signIn } from '../test/support/hosts/serve-client.js';
import { startServe, startServeThread } from '../test/support/hosts/serve-process.js';

const fixture = provideFixture(['plain']);
const testOnLinux = testNeeding('Linux');
const testInTerminal = testNeeding('script (util-linux)');

const exchange = (address: string) => {
  const { origin, hash } = new URL(address);
  const body = hash.slice('#t='.length);
  return ask(origin, { method: 'POST', path: '/session', headers: { origin }, body });
};

/** Puts a program into the way of the browser's opener, which notes its arguments. */
function playOpener(): { readonly env: NodeJS.ProcessEnv; readonly opened: string } {
  const programs = join(fixture.top, 'programs');
  const opened = join(fixture.top, 'opened');
  mkdirSync(programs, { recursive: true });
  writeFileSync(
    join(programs, 'xdg-open'),
    `#!/bin/sh\nprintf '%s\\n' "$@" > '${opened}.part'\nmv '${opened}.part' '${opened}'\n`,
  );
  chmodSync(join(programs, 'xdg-open'), 0o755);
  return { env: { ...process.env, DISPLAY: ':0', PATH: `${programs}:${process.env.PATH}` }, opened };
}

describe('a browser', () => {
  testOnLinux('gets the address in a file of the user alone, which is gone after signing in', async () => {
    const { env, opened } = playOpener();
    const server = await startServe([fixture.tree], { env, open: true });
    onTestFinished(async () => void (await server.end()));
    await expect.poll(() => existsSync(opened)).toBe(true);
    const words = readFileSync(opened, 'utf8');
    const token = new URL(server.address).hash.slice('#t='.length);
    expect(words).not.toContain(token);
    const file = words.trim();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
    expect(readFileSync(file, 'utf8')).toContain(`url=${server.address}"`);
    await signIn(server.address);
    await expect.poll(() => existsSync(dirname(file))).toBe(false);
  });

  testOnLinux('that never comes leaves no file when the server ends', async () => {
    const { env, opened } = playOpener();
    const server = await startServe([fixture.tree], { env, open: true });
    await expect.poll(() => existsSync(opened) && readFileSync(opened, 'utf8') !== '').toBe(true);
    const file = readFileSync(opened, 'utf8').trim();
    await server.end();
    expect(existsSync(dirname(file))).toBe(false);
  });
});

describe('the token', () => {
  test('ends when it was not used for a while', async () => {
    const server = await startServeThread({ folders: [fixture.tree], tokenMilliseconds: 300 });
    await wait(500);
    expect((await exchange(server.address)).status).toBe(403);
    await server.end();
  });

  testInTerminal('is followed by another when Enter is pressed in the terminal', async () => {
    const command = hectareCommand('serve', '--no-open', fixture.tree);
    const quoted = command.map((word) => `'${word}'`).join(' ');
    const terminal = spawn('script', ['-qefc', quoted, '/dev/null'], { stdio: ['pipe', 'pipe', 'ignore'] });
    onTestFinished(() => void terminal.kill());
    let output = '';
    terminal.stdout.on('data', (bytes: Buffer) => {
      output += bytes.toString();
    });
    const addresses = () => output.match(/http:\/\/\S+#t=[\w-]{43}/g) ?? [];
    await expect.poll(addresses).toHaveLength(1);
    await expect.poll(() => output).toContain('Enter gives another');
    terminal.stdin.write('\n');
    await expect.poll(addresses).toHaveLength(2);
    const [first, second] = addresses();
    expect((await exchange(first!)).status).toBe(403);
    expect((await exchange(second!)).status).toBe(200);
    // Ctrl-C.
    terminal.stdin.write('\x03');
    await once(terminal, 'exit');
  });
});
