import type { Refusal } from '../../contract/refusal.js';

/** Thrown where a request cannot be answered: it becomes the refusal. */
export class RefusedRequest extends Error {
  readonly refusal: Refusal;

  constructor(code: Refusal['code'], message: string, errno?: string) {
    super(message);
    this.refusal = { code, message, ...(errno !== undefined && { errno }) };
  }
}
