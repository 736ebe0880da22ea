/**
 * Pool of scanners that stat whole paths, several at a time, and idle in between.
 *
 * A scanner is started when there is work that no other has room for. Idle threads do not keep the process alive.
 */
import { type Channel, openChannel } from '../contract/channel.js';
import type { EntryBatch } from '../contract/entry-batch.js';
import type { FromScanner, NameBlock, ScannerOptions, ToScanner } from '../contract/scanner-protocol.js';
import { wholePaths } from '../engine/reading/directory-jobs.js';
import type { SpawnThread, ThreadPort } from '../engine/scanners/stat-thread.js';

/** Sender of batches, with the attributes that it has sent so far: later batches refer to them. */
export interface Sender {
  readonly attributes: number[];
}

/** Paths to stat, given out in chunks. */
export interface StatWork {
  /** Returns the next paths; undefined when there are no more. */
  nextChunk(): StatChunk | undefined;
}

export interface StatChunk {
  readonly names: NameBlock;
  /** Takes the results: a row for each path, in their order. */
  readonly onFound: (batch: EntryBatch, sender: Sender) => void;
}

interface Job {
  readonly work: StatWork;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
  underway: number;
}

interface Member {
  readonly port: ThreadPort;
  readonly channel: Channel<ToScanner>;
  readonly sender: Sender;
  readonly requests: Map<number, { readonly job: Job; readonly chunk: StatChunk }>;
  isLeaving: boolean;
}

/** Chunks given to a scanner at a time: the second is ready while the first is worked on. */
const chunksEach = 2;

export class StatPool {
  private readonly spawn: SpawnThread;
  private readonly options: ScannerOptions;
  private readonly maxMembers: number;
  private readonly jobs: Job[] = [];
  private members: Member[] = [];
  private lastRequest = 0;

  constructor(spawn: SpawnThread, options: ScannerOptions, most: number) {
    this.spawn = spawn;
    this.options = options;
    this.maxMembers = most;
  }

  /** Resolves when all chunks of the work have been answered. */
  stat(work: StatWork): Promise<void> {
    return new Promise((resolve, reject) => {
      this.jobs.push({ work, resolve, reject, underway: 0 });
      this.dispatch();
    });
  }

  /** Ends the threads once they have answered what was asked. */
  close(): void {
    for (const member of this.members.splice(0)) {
      member.isLeaving = true;
      this.endIfDone(member);
      member.port.unref();
    }
  }

  private endIfDone({ isLeaving, requests, channel }: Member): void {
    if (isLeaving && requests.size === 0) channel.send('end', undefined);
  }

  private dispatch(): void {
    for (let job = this.jobs[0]; job && this.hasRoom(); job = this.jobs[0]) {
      const chunk = job.work.nextChunk();
      if (chunk) this.give(this.memberWithRoom(), job, chunk);
      else {
        this.jobs.shift();
        if (job.underway === 0) job.resolve();
      }
    }
  }

  private give(member: Member, job: Job, chunk: StatChunk): void {
    const request = ++this.lastRequest;
    if (member.requests.size === 0) member.port.ref();
    member.requests.set(request, { job, chunk });
    job.underway++;
    member.channel.send('statRows', { ...wholePaths(chunk.names), request });
  }

  private hasRoom(): boolean {
    return (
      this.members.length < this.maxMembers || this.members.some(({ requests }) => requests.size < chunksEach)
    );
  }

  /** Returns an idle scanner, else a new one, else one that has a single chunk to do. */
  private memberWithRoom(): Member {
    const resting = this.members.find(({ requests }) => requests.size === 0);
    if (resting) return resting;
    if (this.members.length < this.maxMembers) return this.start();
    return this.members.find(({ requests }) => requests.size < chunksEach)!;
  }

  private start(): Member {
    const port = this.spawn();
    const fail = (reason: string) => this.onEnd(member, reason);
    const channel = openChannel<ToScanner, FromScanner>(port, {
      ...unexpected,
      ready: () => {
        // The root is empty: there is nothing to learn about it.
      },
      refused: ({ message }) => fail(message),
      rows: ({ request, batch }) => this.onRows(member, request, batch),
    });
    const member: Member = {
      port,
      channel,
      sender: { attributes: [] },
      requests: new Map(),
      isLeaving: false,
    };
    port.onClose((reason) => fail(reason ?? 'a scanner ended before its time'));
    channel.send('start', this.options);
    this.members.push(member);
    return member;
  }

  private onRows(member: Member, request: number, batch: EntryBatch): void {
    const { job, chunk } = member.requests.get(request)!;
    member.requests.delete(request);
    if (member.requests.size === 0) member.port.unref();
    this.endIfDone(member);
    for (const word of batch.attributes) member.sender.attributes.push(word);
    chunk.onFound(batch, member.sender);
    job.underway--;
    if (job.underway === 0 && !this.jobs.includes(job)) job.resolve();
    this.dispatch();
  }

  /** Rejects what was asked of a thread that is gone. */
  private onEnd(member: Member, reason: string): void {
    this.members = this.members.filter((other) => other !== member);
    for (const { job } of member.requests.values()) {
      const waiting = this.jobs.indexOf(job);
      if (waiting >= 0) this.jobs.splice(waiting, 1);
      job.reject(new Error(reason));
    }
    member.requests.clear();
    this.dispatch();
  }
}

function neverAsked(): never {
  throw new Error('a scanner without a root has none of this to tell');
}

const unexpected = {
  batch: neverAsked,
  giveDirectories: neverAsked,
  giveNames: neverAsked,
  idle: () => {
    // The answers tell what is done.
  },
  load: () => {
    // How many threads there are is the caller's choice.
  },
};
