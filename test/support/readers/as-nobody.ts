const nobody = 65_534;

/** Runs a synchronous action as an unprivileged user. A user other than root is one already. */
export function asNobody<Result>(body: () => Result): Result {
  if (process.getuid?.() !== 0) return body();
  process.setegid!(nobody);
  process.seteuid!(nobody);
  try {
    return body();
  } finally {
    process.seteuid!(0);
    process.setegid!(0);
  }
}
