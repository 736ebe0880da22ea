/** Why a request was refused, or the root could not be read. */
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
  /** The name of the errno, where a system call failed. */
  readonly errno?: string;
}
