/**
 * Log of refused requests. Whoever can reach the server can send any number of them, so a kind of refusal is a line when
 * it first comes, and afterwards one with a count in each interval.
 */
const intervalMs = 60_000;

export class RefusalLog {
  private readonly log: (line: string) => void;
  /** Count since the last line of each kind: kinds are texts of ours, and few. */
  private readonly repeats = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(log: (line: string) => void) {
    this.log = log;
  }

  /** @param line without anything that a stranger has sent. */
  note(line: string): void {
    const count = this.repeats.get(line);
    this.repeats.set(line, (count ?? -1) + 1);
    if (count !== undefined) return;
    this.log(line);
    this.timer ??= setInterval(() => this.flush(), intervalMs).unref();
  }

  /** Logs the counts, and starts over. */
  flush(): void {
    for (const [line, count] of this.repeats) if (count > 0) this.log(`${line} (${count} more)`);
    for (const [line, count] of this.repeats) {
      if (count > 0) this.repeats.set(line, 0);
      else this.repeats.delete(line);
    }
  }

  end(): void {
    clearInterval(this.timer);
    this.flush();
  }
}
