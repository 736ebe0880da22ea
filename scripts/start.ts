/** Runs `npm start -- FOLDER…`: opens the window where there can be one; otherwise says why not, and opens the browser host. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findElectron } from './find-electron.js';

const app = join(import.meta.dirname, '..');
const main = join(app, 'out/main/main.js');
const commandLine = join(app, 'out/node/cli.js');

/** why: npm runs scripts in the package's folder, wherever it was called. */
const from = process.env.INIT_CWD ?? process.cwd();
const folders = process.argv.slice(2).map((folder) => resolve(from, folder));

if (existsSync(main) && existsSync(commandLine)) run(...chooseCommand());
else {
  console.error('hectare: it is not built yet: run "npm run build" first');
  process.exitCode = 2;
}

function chooseCommand(): [program: string, words: string[]] {
  const found = findElectron();
  if ('program' in found) return [found.program, [app, ...folders]];
  console.error(`hectare: no window: ${found.reason}. Opening the explorer in the browser instead.`);
  return [process.execPath, [commandLine, 'serve', ...folders]];
}

function run(program: string, words: string[]): void {
  const child = spawn(program, words, { stdio: 'inherit' });
  child.on('error', (error) => {
    console.error(`hectare: ${program} cannot be started: ${error.message}`);
    process.exitCode = 2;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
  });
  // why: the terminal sends it to the child as well, which ends in its own way; this process waits.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
  process.on('SIGTERM', () => child.kill());
}
