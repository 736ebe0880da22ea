// why: whoever read it may have gone (EPIPE), which must not end the app.
process.stderr.on('error', () => undefined);

/** Writes one line to standard error. Callers never repeat there what a stranger sent. */
export function log(line: string): void {
  process.stderr.write(`hectare: ${line}\n`);
}
