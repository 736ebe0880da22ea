import { type FileStatus, statusOf } from '../../native/directory-changes.js';
import { type ActionProblem, isProblem, problemOf } from './action-problem.js';
import type { Locator } from './locator.js';

/** Returns what an entry is now, or why it cannot be told. @param path absolute. */
export function lookAt(locator: Locator, path: Uint8Array): FileStatus | ActionProblem {
  const located = locator.locate(path);
  if (isProblem(located)) return located;
  const status = statusOf(located.parent.descriptor, located.name);
  return typeof status === 'number' ? problemOf(status) : status;
}
