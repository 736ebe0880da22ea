/** `npm start` in a checkout: the window where there can be one, otherwise the browser host and the reason. */
import { spawn } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { testNeeding } from '../test/programs/requirements.js';
import { makeFolder } from './support/desktop.js';

const repository = join(import.meta.dirname, '..');
/** Declares a test. why not on Windows: `npm` is a shell script there, and no process group can be ended. */
const testWindow = testNeeding('Linux or macOS', 'a user other than root');
const testBrowser = testNeeding('Linux or macOS', 'no Electron program');

/** Starts it, and ends it when its output has the text. */
async function start(folder: string, environment: Record<string, string>, until: RegExp): Promise<string> {
  const child = spawn('npm', ['start', '--silent', '--', folder], {
    cwd: repository,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes: Buffer) => {
      output += bytes.toString();
      if (until.test(output)) process.kill(-child.pid!, 'SIGTERM');
    });
  }
  await ended;
  return output;
}

/** Makes a program that prints how it was called. */
function makeProgram(folder: string): string {
  const program = join(folder, 'electron');
  writeFileSync(program, '#!/bin/sh\nprintf "started %s\\n" "$*"\n');
  chmodSync(program, 0o755);
  return program;
}

testBrowser('without Electron’s program it says so, and serves the folder to the browser', async () => {
  const folder = makeFolder();
  const output = await start(folder, {}, /serving/);
  expect(output).toMatch(/hectare: no window: .*not installed/);
  expect(output).toMatch(/http:\/\/127\.0\.0\.1:\d+\/#t=/);
  expect(output).toContain(`serving ${folder}`);
});

testNeeding('Linux')('without a display it says so', async () => {
  const program = makeProgram(makeFolder());
  const output = await start(makeFolder(), { ELECTRON_EXEC_PATH: program }, /serving/);
  expect(output).toContain('hectare: no window: there is no display');
});

testWindow('opens the window on the folder', async () => {
  const folder = makeFolder();
  const program = makeProgram(makeFolder());
  const output = await start(folder, { ELECTRON_EXEC_PATH: program, DISPLAY: ':0' }, /started/);
  expect(output).toContain(`started ${repository} ${folder}`);
});
