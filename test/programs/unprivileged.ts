import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cliPath, type HectareOptions } from './hectare.js';

/** User `nobody`, for tests that root runs. Other users are unprivileged already. */
export const unprivilegedUser = process.getuid?.() === 0 ? 65_534 : undefined;

/**
 * Prepares the command line for an unprivileged user. If that user may not read the program where it is, for instance in the
 * home of root, it is copied to a folder that is removed with the fixture.
 */
export function unprivilegedOptions(folder: string): HectareOptions {
  if (unprivilegedUser === undefined) return {};
  const program = [process.execPath, cliPath];
  if (canRun(program)) return { user: unprivilegedUser };
  return { user: unprivilegedUser, program: copyProgram(join(folder, 'program')) };
}

function canRun([node = '', cli = '']: string[]): boolean {
  const options = { uid: 65_534, gid: 65_534, cwd: '/' };
  return spawnSync(node, [cli, '--help'], options).status === 0;
}

function copyProgram(folder: string): string[] {
  const repository = join(dirname(cliPath), '..', '..');
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  for (const part of ['package.json', 'out', 'node_modules/koffi', 'node_modules/@koromix']) {
    cpSync(join(repository, part), join(folder, part), { recursive: true });
  }
  cpSync(process.execPath, join(folder, 'node'));
  chmodSync(folder, 0o755);
  return [join(folder, 'node'), join(folder, 'out', 'node', 'cli.js')];
}
