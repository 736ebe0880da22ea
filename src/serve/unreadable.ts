/** Failed system calls, told apart from faults of this program. */
import { constants } from 'node:os';
import { RequestRefused } from '../contract/refusal.js';

/** Returns whether a system call failed. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  const { code } = error as NodeJS.ErrnoException;
  return error instanceof Error && code !== undefined && Object.hasOwn(constants.errno, code);
}

/** Returns the refusal for a failed system call; throws any other error again. */
export function refuseUnreadable(error: unknown): RequestRefused {
  if (!isSystemError(error)) throw error;
  return new RequestRefused('rootUnreadable', `the folder cannot be read: ${error.code}`, error.code);
}
