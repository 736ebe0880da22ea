/**
 * Tells whether a standard stream was closed by the shell that started us (`>&-`).
 *
 * why: Node opens /dev/null in place of a closed stream (node.cc), for reading and writing. So do libuv and Python for their
 * children whose output is not wanted, which is no loss; a shell's `> /dev/null` is for writing only. A shell that has no
 * such stream itself can only have closed ours.
 */
import { readFileSync, readlinkSync } from 'node:fs';

/** Flags of open(2). */
const O_ACCMODE = 3;
const O_RDWR = 2;

const shells = new Set('ash bash busybox dash fish ksh mksh sh zsh'.split(' '));

export function isStreamClosed(fd: number): boolean {
  if (process.platform !== 'linux' || !isReplacement('self', fd)) return false;
  const parent = String(process.ppid);
  return shells.has(readText(`/proc/${parent}/comm`).trim()) && !isReplacement(parent, fd);
}

/** Returns whether a descriptor is /dev/null for reading and writing. */
function isReplacement(process: string, fd: number): boolean {
  const [, flags = '0'] = /^flags:\s*([0-7]+)/m.exec(readText(`/proc/${process}/fdinfo/${fd}`)) ?? [];
  return (
    (Number.parseInt(flags, 8) & O_ACCMODE) === O_RDWR && linkOf(`/proc/${process}/fd/${fd}`) === '/dev/null'
  );
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    // why: no such process or descriptor any more, or no /proc: nothing can be told.
    return '';
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    // why: as above.
    return '';
  }
}
