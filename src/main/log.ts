/** Writes one line to standard error. Callers never repeat there what a stranger sent. */
export function log(line: string): void {
  process.stderr.write(`hectare: ${line}\n`);
}
