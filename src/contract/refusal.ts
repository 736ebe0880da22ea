/** Reason why a request was refused, or why the root could not be read. */
export interface Refusal {
  readonly code:
    | 'badRequest'
    | 'noSuchNode'
    | 'notOpen'
    | 'alreadyOpen'
    | 'noSuchSnapshot'
    | 'notSaved'
    | 'notComparable'
    | 'notCompared'
    | 'rootUnreadable'
    | 'notAllowed'
    | 'engineEnded';
  /** English, for logs; the interface says it in the user's language by the code. */
  readonly message: string;
  /** Name of the errno, where a system call failed. */
  readonly errno?: string;
}

/** A refused request: thrown where it is answered, and what the promise of whoever asked rejects with. */
export class RequestRefused extends Error {
  readonly refusal: Refusal;

  constructor(code: Refusal['code'], message: string, errno?: string) {
    super(message);
    this.name = 'RequestRefused';
    this.refusal = { code, message, ...(errno !== undefined && { errno }) };
  }
}
