import { spawnSync } from 'node:child_process';
import { declare } from '../../../native/libc.js';

/** linux/sched.h */
const CLONE_NEWNS = 0x20000;

/**
 * Gives this process mounts of its own: nobody else sees them, and they end with it. Returns whether the system allows it.
 * why: it must be the main thread, whose mounts /proc/self/mountinfo shows.
 */
export function enterOwnMounts(): boolean {
  const unshare = declare<(flags: number) => number>('int unshare(int)');
  if (process.platform !== 'linux' || unshare?.(CLONE_NEWNS) !== 0) return false;
  return run('mount', '--make-rprivate', '/');
}

export const mountTmpfs = (path: string): boolean => run('mount', '-t', 'tmpfs', 'none', path);
export const bindMount = (from: string, to: string): boolean => run('mount', '--bind', from, to);
export const unmount = (path: string): boolean => run('umount', path);

const run = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;
