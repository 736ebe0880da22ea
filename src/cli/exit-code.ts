/** Exit codes of the process. */
export const ExitCode = {
  /** Everything was read. */
  ok: 0,
  /** Finished, but something could not be read or written. */
  incomplete: 1,
  usage: 2,
  /** The root could not be read at all. */
  noRoot: 3,
  /** 128 + SIGINT, as shells have it. */
  interrupted: 130,
} as const;

/** Error that ends the program with a message to the user and an exit code. */
export class UserError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Error for standard output that cannot be written any more; the user was told. */
export class OutputEnded extends Error {}
