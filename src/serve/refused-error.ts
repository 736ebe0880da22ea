/** A request that is answered by a refusal. */
import { constants } from 'node:os';
import type { Refusal } from '../contract/refusal.js';

export class RefusedError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** Whether a system call failed, and not this program. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  const { code } = error as NodeJS.ErrnoException;
  return error instanceof Error && code !== undefined && Object.hasOwn(constants.errno, code);
}

/** What a failed call says to the page; anything but a failed call is thrown again. */
export function refuseUnreadable(error: unknown): RefusedError {
  if (!isSystemError(error)) throw error;
  return new RefusedError({
    code: 'rootUnreadable',
    message: `the folder cannot be read: ${error.code}`,
    errno: error.code,
  });
}
