import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';

/** Requirements of some tests, each with the check whether this machine meets it. */
const checks = {
  Linux: () => process.platform === 'linux',
  'Linux or macOS': () => process.platform !== 'win32',
  root: () => process.getuid?.() === 0,
  'a user other than root': () => process.getuid?.() !== 0,
  // As `npm ci` leaves it: `npx install-electron` writes where the program lies.
  'no Electron program': () => !existsSync(join(import.meta.dirname, '../../node_modules/electron/path.txt')),
  'GNU du': () => answers('du', '--version').includes('GNU'),
  'GNU find': () => answers('find', '--version').includes('GNU'),
  git: () => answers('git', '--version').includes('git'),
  'script (util-linux)': () => answers('script', '--version').includes('util-linux'),
  'mount namespaces': () => answers('unshare', '--mount', 'echo', 'entered') === 'entered\n',
  // It keeps any 64-bit time.
  'tmpfs at /dev/shm': () => answers('stat', '-f', '-c', '%T', '/dev/shm') === 'tmpfs\n',
  // Some containers have strace, and forbid it to trace.
  strace: () => answers('strace', '-qq', '-o', '/dev/null', 'echo', 'traced') === 'traced\n',
  'desktop-file-validate': () => answers('desktop-file-validate', '--help') !== '',
  'trash-cli': () => answers('trash-put', '--version').includes('trash-put'),
  bindfs: () => answers('bindfs', '--version').includes('bindfs') && existsSync('/dev/fuse'),
  makensis: () => answers('makensis', '-VERSION') !== '',
  btrfs: () => answers('mkfs.btrfs', '--version') !== '' && answers('btrfs', '--version') !== '',
} satisfies Record<string, () => boolean>;

export type Requirement = keyof typeof checks;

const results = new Map<Requirement, boolean>();

export function isMet(requirement: Requirement): boolean {
  const known = results.get(requirement);
  if (known !== undefined) return known;
  const met = checks[requirement]();
  results.set(requirement, met);
  return met;
}

/** Declares a test that is skipped, with the reason in its title, where something that it needs is missing. */
export function testNeeding(...requirements: Requirement[]) {
  const missing = requirements.filter((requirement) => !isMet(requirement));
  const reason = missing.length > 0 ? ` (skipped: needs ${missing.join(', ')})` : '';
  return (title: string, body: () => Promise<void> | void, timeout = 120_000): void => {
    test.skipIf(missing.length > 0)(title + reason, body, timeout);
  };
}

/** Returns a tool's output, standard error included, since some print their version there; empty for a missing tool. */
function answers(command: string, ...args: string[]): string {
  const { stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  return (stdout ?? '') + (stderr ?? '');
}
