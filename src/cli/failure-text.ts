/** Texts that say what went wrong with an entry, and what would help. */
import { constants } from 'node:os';
import { getSystemErrorMap } from 'node:util';

/** Meanings of errors by name: the numbers of libuv, which this map has too, are not errno on Windows. */
const meanings = new Map([...getSystemErrorMap().values()]);
// Some numbers have two names (EAGAIN, EWOULDBLOCK): the first one stands.
const names = new Map(
  Object.entries(constants.errno)
    .reverse()
    .map(([name, errno]) => [errno, name]),
);

const advice: Record<string, string> = {
  EACCES: 'run as a user who may read it, or leave it out with --exclude',
  EPERM: 'the system refuses it to this program: grant it access, or leave it out with --exclude',
  ENOENT: 'it vanished while it was being read, or is a link that leads nowhere',
  ENOTDIR: 'it changed while it was being read: scan again',
  ELOOP: 'links lead back to where they come from: without -L they are not followed',
  EMFILE: 'too many files are open: raise the limit with ulimit -n, or lower --threads',
  ENFILE: 'too many files are open on this system: close programs, or lower --threads',
  ENOMEM: 'the system is out of memory: close programs and scan again',
  EIO: 'the disk could not be read: check it, and look at the system log',
  ESTALE: 'the server no longer knows it: mount it again',
  EXDEV: 'another file system was mounted there meanwhile: scan again',
};

/** Returns the name of an errno: "EACCES". */
export const errorCode = (errno: number): string => names.get(errno) ?? `E${errno}`;

const outputAdvice: Record<string, string> = {
  EACCES: 'choose a folder that you may write to',
  EPERM: 'choose a folder that you may write to',
  EROFS: 'choose a folder that is not read-only',
  ENOENT: 'create its folder first, or check its name',
  ENOTDIR: 'check its name: a file stands where a folder should',
  EISDIR: 'it is a folder: name a file',
  EEXIST: 'another run is writing it: wait, or choose another name',
  ENOSPC: 'free some space, or choose another disk',
  EDQUOT: 'your quota is used up: free some space, or choose another disk',
  EFBIG: 'the file system allows no file so large: choose another disk',
  EIO: 'the disk could not be written: check it, and look at the system log',
};

/** Explains why an entry could not be read: "permission denied (EACCES): run as …". */
export const explainErrno = (errno: number): string => explain(errno, advice);

/** Explains why a file could not be written. */
export const explainOutputErrno = (errno: number): string => explain(errno, outputAdvice);

const rootAdvice: Record<string, string> = {
  ENOENT: 'there is no such folder: check its name',
  ENOTDIR: 'it is not a folder: name the folder that holds it',
  EACCES: 'run as a user who may read it',
  EPERM: 'the system refuses it to this program: grant it access',
  ELOOP: 'its links lead in a circle: name another folder',
  ENAMETOOLONG: 'go into a folder above with cd, and name it from there',
  EMFILE: 'raise the limit with ulimit -n, or lower --threads',
};

/** Explains why a root could not be read. */
export const explainRootErrno = (errno: number): string => explain(errno, rootAdvice);

function explain(errno: number, advised: Record<string, string>): string {
  const code = errorCode(errno);
  const text = meanings.get(code) ?? 'unknown error';
  return `${text} (${code})${advised[code] ? `: ${advised[code]}` : ''}`;
}
