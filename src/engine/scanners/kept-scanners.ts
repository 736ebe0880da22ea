/**
 * Scanners that stay when a reading ends, and serve the next one of the same root. Perf: their code is compiled by then
 * (bench: rescan). While they rest they hold nothing open.
 *
 * What a scanner sends belongs to the last reading that it was started for, once it has answered that start.
 */
import type { Port } from '../../contract/port.js';
import type { FromScanner, ToScanner } from '../../contract/scanner-protocol.js';
import type { SpawnScanner } from './scanner-thread.js';

type Message = readonly [keyof ToScanner | keyof FromScanner, ...unknown[]];

interface Kept {
  readonly port: Port;
  /** How often it was started, and how often it has answered a start. */
  starts: number;
  answers: number;
  onMessage: ((message: unknown) => void) | undefined;
  onClose: ((reason?: string) => void) | undefined;
}

export class KeptScanners {
  private readonly start: SpawnScanner;
  private readonly maxResting: number;
  private resting: Kept[] = [];
  private isClosed = false;

  /** @param maxResting others end when their reading does. */
  constructor(start: SpawnScanner, maxResting: number) {
    this.start = start;
    this.maxResting = maxResting;
  }

  /** Lends a scanner that rests, or a new one. */
  readonly spawn: SpawnScanner = () => lend(this.resting.pop() ?? this.startOne(), (kept) => this.take(kept));

  /** Ends those that rest, and each of the others when its reading ends. */
  close(): void {
    this.isClosed = true;
    for (const { port } of this.resting.splice(0)) port.post(['end', undefined]);
  }

  private startOne(): Kept {
    const port = this.start();
    const kept: Kept = { port, starts: 0, answers: 0, onMessage: undefined, onClose: undefined };
    port.listen((message) => receive(kept, message as Message));
    port.onClose((reason) => {
      this.resting = this.resting.filter((other) => other !== kept);
      kept.onClose?.(reason);
    });
    return kept;
  }

  private take(kept: Kept): void {
    const isLeft = this.isClosed || this.resting.length >= this.maxResting;
    kept.port.post([isLeft ? 'end' : 'rest', undefined]);
    if (!isLeft) this.resting.push(kept);
  }
}

function receive(kept: Kept, message: Message): void {
  if (message[0] === 'ready' || message[0] === 'refused') kept.answers++;
  if (kept.answers === kept.starts) kept.onMessage?.(message);
}

/** Returns the port that one reading gets. */
function lend(kept: Kept, giveBack: (kept: Kept) => void): Port {
  let isBack = false;
  return {
    post: (message, given) => {
      if (isBack) return;
      const [name] = message as Message;
      if (name === 'start') kept.starts++;
      if (name !== 'end') {
        kept.port.post(message, given);
        return;
      }
      isBack = true;
      kept.onMessage = undefined;
      kept.onClose = undefined;
      giveBack(kept);
    },
    listen: (onMessage) => {
      kept.onMessage = onMessage;
    },
    onClose: (listener) => {
      kept.onClose = listener;
    },
    close: () => kept.port.close(),
  };
}
