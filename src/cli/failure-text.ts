/** What went wrong with an entry, and what would help. */
import { getSystemErrorMap } from 'node:util';

const errors = getSystemErrorMap();

const advice: Record<string, string> = {
  EACCES: 'run as a user who may read it, or leave it out with --exclude',
  EPERM: 'the system refuses it to this program: grant it access, or leave it out with --exclude',
  ENOENT: 'it vanished while it was being read: scan again',
  ENOTDIR: 'it changed while it was being read: scan again',
  ELOOP: 'links lead back to where they come from: without -L they are not followed',
  EMFILE: 'too many files are open: raise the limit with ulimit -n, or lower --threads',
  ENFILE: 'too many files are open on this system: close programs, or lower --threads',
  ENOMEM: 'the system is out of memory: close programs and scan again',
  EIO: 'the disk could not be read: check it, and look at the system log',
  ESTALE: 'the server no longer knows it: mount it again',
  EXDEV: 'another file system was mounted there meanwhile: scan again',
};

/** The name of an errno: "EACCES". */
export const errorCode = (errno: number): string => errors.get(-errno)?.[0] ?? `E${errno}`;

/** "permission denied (EACCES): run as …" */
export function explainErrno(errno: number): string {
  const code = errorCode(errno);
  const text = errors.get(-errno)?.[1] ?? 'unknown error';
  return `${text} (${code})${advice[code] ? `: ${advice[code]}` : ''}`;
}
