/** One line on standard error. Nothing that a stranger has sent is repeated there. */
export function log(line: string): void {
  process.stderr.write(`hectare: ${line}\n`);
}
