/** Why something was not moved, restored or deleted, and what would help. */
import type { ActionProblem, ProblemReason } from '../../actions/action-problem.js';
import { explainOutputErrno } from '../failure-text.js';

const texts: Readonly<Record<Exclude<ProblemReason, 'failed'>, string>> = {
  gone: 'it is not there any more',
  changed: 'it was replaced or changed meanwhile: look at it again',
  pathChanged: 'a folder on the way to it is a link or no folder: name it by its real path',
  systemRoot: 'it is the root of the system, and is never moved',
  systemFolder: 'the system needs this folder: name what is in it',
  homeFolder: 'it is, or holds, a home folder: name what is in it',
  ownData: 'Hectare keeps its own data there',
  trash: 'it is the trash, or in it: use hectare trash empty',
  mountPoint: 'a file system is mounted on it: unmount it first',
  holdsMounts: 'a file system is mounted below it: unmount it first, or name what is beside it',
  noTrash: 'its file system has no trash that can be used, and nothing is copied to another one',
  occupied: 'something else has its name now: move that away first',
  notInTrash: 'nothing in the trash was there: see hectare trash list',
  trailingSlash: 'it is a link: leave the slash at its end out, to move the link itself',
};

export const explainProblem = ({ reason, errno = 0 }: ActionProblem): string =>
  reason === 'failed' ? explainOutputErrno(errno) : texts[reason];
