/** Why an action was not done. Each is about one entry: the others go on. */

export type ProblemReason =
  /** Nothing has the name any more. */
  | 'gone'
  /** The entry is not what was seen, or was changed since. */
  | 'changed'
  /** A component of the path is a symbolic link or no folder. */
  | 'pathChanged'
  /** `/`, or another path without a name. */
  | 'systemRoot'
  | 'systemFolder'
  | 'homeFolder'
  /** The folder in which Hectare keeps its own data, or one that holds it. */
  | 'ownData'
  /** A trash, one that holds it, or what is in it. */
  | 'trash'
  /** A file system is mounted on the entry. */
  | 'mountPoint'
  /** A file system is mounted below the entry. */
  | 'holdsMounts'
  /** The file system of the entry has no trash that can be used. */
  | 'noTrash'
  /** Something has the name to which the entry would be restored. */
  | 'occupied'
  /** No entry of a trash was at the path. */
  | 'notInTrash'
  /** A link, whose path was given with a slash at its end: whether it or what it leads to is meant is unknown. */
  | 'trailingSlash'
  /** The system refused: see `errno`. */
  | 'failed';

export interface ActionProblem {
  readonly reason: ProblemReason;
  /** The positive errno, where a system call has failed. */
  readonly errno?: number;
}

const ENOENT = 2;
const EEXIST = 17;
const ENOTDIR = 20;
const ELOOP = 40;

/** Returns the problem that a system call on an entry has answered with. @param result a negative errno. */
export function problemOf(result: number): ActionProblem {
  const errno = -result;
  if (errno === ENOENT) return { reason: 'gone', errno };
  if (errno === ENOTDIR || errno === ELOOP) return { reason: 'pathChanged', errno };
  return { reason: errno === EEXIST ? 'occupied' : 'failed', errno };
}

export const isProblem = (value: object): value is ActionProblem => 'reason' in value;
