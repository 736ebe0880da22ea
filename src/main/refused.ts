import type { Refusal } from '../contract/refusal.js';

/** Thrown where a request cannot be answered: it becomes the refusal. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

export const notAllowed = (message: string): Refused => new Refused({ code: 'notAllowed', message });
