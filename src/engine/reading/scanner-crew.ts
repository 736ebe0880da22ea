/**
 * The scanners of one root: starts them, keeps each one busy, and adds more while they wait for the disk.
 *
 * Directories that nobody has taken yet wait here. A scanner with nothing to do gets its share of them; where there
 * are none, the busy ones are told that somebody is hungry and give away half of what they have.
 */
import { type Channel, openChannel } from '../../contract/channel.js';
import type { EntryBatch } from '../../contract/entry-batch.js';
import type { Port } from '../../contract/port.js';
import type {
  FromScanner,
  RowsJob,
  ScannerLoad,
  ScannerOptions,
  ScannerReady,
  ToScanner,
} from '../../contract/scanner-protocol.js';
import { newSenderNumbers, type SenderNumbers } from '../../core/tree/tree.js';
import type { SpawnScanner } from '../scanners/scanner-thread.js';
import { freeBatch } from './batch-memory.js';
import { endRows, type GivenWork, maxSilentChecks, pathOfWork, silenceCheckMs } from './silent-members.js';

export interface Member {
  readonly channel: Channel<ToScanner>;
  readonly port: Port;
  readonly numbers: SenderNumbers;
  readonly work: GivenWork;
  isReady: boolean;
  isRefused: boolean;
  jobsGiven: number;
  jobsDone: number;
  hungerTold: number;
}

/** The scan that a crew works for. */
export interface CrewListener {
  onReady(member: Member, ready: ScannerReady): void;
  onRefused(errno: number, message: string): void;
  onBatch(member: Member, batch: EntryBatch): void;
  /** The answer to a job of rows. */
  onRows(member: Member, answer: FromScanner['rows']): void;
  /** The members are out of work: all is done, or there is more that waited for this moment. */
  onIdle(): void;
  /** Not every member has come to rest in time after `stop`: no more is waited for. */
  onStopTimeout(): void;
  onCrash(reason: string): void;
  /** The job for these directories, or the first of them, and for names of one. */
  makeDirectoryJob(directories: readonly number[]): ToScanner['readDirectories'];
  makeNamesJob(member: Member, given: FromScanner['giveNames']): RowsJob;
  /** The next rows that are known already, for one of so many scanners; undefined where there are no more. */
  nextRows(scanners: number): RowsJob | undefined;
  resolveDirectories(member: Member, references: Uint32Array): number[];
}

export interface CrewSize {
  readonly start: number;
  /** Grows up to this many while scanners wait. */
  readonly max: number;
}

/** A second job of known rows lies ready while the first is worked on. */
const rowsJobsEach = 2;

/** Time that the members have to come to rest. A step of theirs takes some milliseconds, unless the disk is slow. */
const stopTimeoutMs = 500;

/** More than this part of the scanners' time spent waiting: more scanners get more of the disk's attention. */
const muchWaiting = 0.2;

export class ScannerCrew {
  private readonly members: Member[] = [];
  private readonly directories: number[] = [];
  private readonly names: RowsJob[] = [];
  private readonly spawn: SpawnScanner;
  private readonly options: ScannerOptions;
  private readonly size: CrewSize;
  private readonly listener: CrewListener;
  private loads: ScannerLoad[] = [];
  private isStopped = false;
  private isClosed = false;
  private readonly watch: NodeJS.Timeout;
  private stopTimeout: NodeJS.Timeout | undefined;
  private isStopTimedOut = false;

  constructor(spawn: SpawnScanner, options: ScannerOptions, size: CrewSize, listener: CrewListener) {
    this.spawn = spawn;
    this.options = options;
    this.size = size;
    this.listener = listener;
    this.add(size.start);
    this.watch = setInterval(() => this.checkSilence(), silenceCheckMs).unref();
  }

  /** Full paths that members wait for without an answer, each once. */
  get waitingFor(): readonly Uint8Array[] {
    const isAnyReady = this.members.some(({ isReady }) => isReady);
    const silent = this.members.filter((member) =>
      isAnyReady ? isSilent(member) || (this.isStopTimedOut && isBusy(member)) : isMute(member),
    );
    const paths = silent.map(({ work }) => Buffer.from(pathOfWork(this.options.root, work)));
    return paths.filter((path, index) => paths.findIndex((other) => other.equals(path)) === index);
  }

  /** Number of scanners. */
  get count(): number {
    return this.members.length;
  }

  addDirectories(directories: readonly number[]): void {
    for (const directory of directories) this.directories.push(directory);
  }

  /** Hands out what there is. To be called after directories were added. */
  dispatch(): void {
    this.giveRows();
    const idle = this.members.filter((member) => member.isReady && !isBusy(member));
    while (idle.length > 0 && this.names.length > 0) this.give(idle.pop()!, 'statRows', this.names.pop()!);
    while (idle.length > 0 && this.directories.length > 0) {
      const share = this.directories.slice(0, Math.ceil(this.directories.length / idle.length));
      const job = this.listener.makeDirectoryJob(share);
      this.directories.splice(0, job.directory.length);
      this.give(idle.pop()!, 'readDirectories', job);
    }
    this.tellHunger(idle.length);
    const ready = this.members.filter((member) => member.isReady).length;
    if (ready > 0 && idle.length === ready) this.listener.onIdle();
  }

  /** Drops all that is left; the members come to rest and the listener is told as usual. */
  stop(): void {
    this.isStopped = true;
    this.directories.length = 0;
    this.names.length = 0;
    for (const member of this.members) member.channel.send('stop', undefined);
    this.stopTimeout = setTimeout(() => {
      this.isStopTimedOut = true;
      this.listener.onStopTimeout();
    }, stopTimeoutMs);
  }

  /**
   * Lets the members end by themselves: one that is terminated while it loads its native part takes all down. One that
   * has begun, and did not come to rest in time, is terminated.
   */
  close(): void {
    this.isClosed = true;
    clearInterval(this.watch);
    clearTimeout(this.stopTimeout);
    for (const member of this.members) {
      if (this.isStopTimedOut && isBusy(member)) member.port.close();
      else member.channel.send('end', undefined);
    }
  }

  /** Starts other scanners in place of those that do not answer, so that the rest goes on. */
  private checkSilence(): void {
    for (const { work } of this.members) work.silentChecks++;
    if (this.isStopped) return;
    const answering = this.members.filter((member) => !isSilent(member)).length;
    const mayAdd = this.size.max * 2 - this.members.length;
    this.add(Math.min(this.size.start - answering, mayAdd));
  }

  private add(count: number): void {
    for (let index = 0; index < count; index++) this.members.push(this.join());
  }

  private join(): Member {
    const port = this.spawn();
    const member: Member = {
      port,
      work: { rows: [], directories: [], silentChecks: 0 },
      channel: openChannel<ToScanner, FromScanner>(port, {
        ready: (ready) => {
          if (this.isClosed) return;
          hear(member);
          member.isReady = true;
          this.listener.onReady(member, ready);
        },
        refused: ({ errno, message }) => {
          member.isRefused = true;
          // One that cannot begin does not end the work of the others.
          if (this.members.every(({ isRefused }) => isRefused)) this.listener.onRefused(errno, message);
        },
        batch: (batch) => {
          if (this.isClosed) return;
          hear(member);
          this.listener.onBatch(member, batch);
          freeBatch(batch);
          member.channel.send('acknowledge', 1);
        },
        giveDirectories: (references) => {
          if (this.isStopped) return;
          member.hungerTold = 0;
          this.addDirectories(this.listener.resolveDirectories(member, references));
          this.dispatch();
        },
        giveNames: (given) => {
          if (this.isStopped) return;
          member.hungerTold = 0;
          this.names.push(this.listener.makeNamesJob(member, given));
          this.dispatch();
        },
        rows: (answer) => {
          if (this.isClosed) return;
          hear(member);
          endRows(member.work);
          this.listener.onRows(member, answer);
          freeBatch(answer.batch);
          this.giveRows();
        },
        idle: (jobs) => {
          member.jobsDone = jobs;
          if (!isBusy(member)) member.work.directories.length = 0;
          this.dispatch();
        },
        load: (load) => this.onLoad(load),
      }),
      numbers: newSenderNumbers(),
      isReady: false,
      isRefused: false,
      jobsGiven: 0,
      jobsDone: 0,
      hungerTold: 0,
    };
    port.onClose((reason) => {
      if (!this.isClosed) this.listener.onCrash(reason ?? 'a scanner ended');
    });
    member.channel.send('start', this.options);
    return member;
  }

  /** Known rows come first: that a directory was changed may be found out by them. */
  private giveRows(): void {
    const ready = this.members.filter((member) => member.isReady);
    for (let most = 1; most <= rowsJobsEach; most++) {
      for (const member of ready) {
        if (member.work.rows.length >= most || this.isStopped) continue;
        const job = this.listener.nextRows(ready.length);
        if (!job) return;
        this.give(member, 'statRows', job);
      }
    }
  }

  private give<Name extends 'statRows' | 'readDirectories'>(
    member: Member,
    name: Name,
    job: ToScanner[Name],
  ): void {
    if (!isBusy(member)) hear(member);
    member.jobsGiven++;
    if (name === 'statRows') member.work.rows.push(job as RowsJob);
    else member.work.directories.push(job);
    member.channel.send(name, job);
  }

  private tellHunger(hungry: number): void {
    for (const member of this.members) {
      if (!isBusy(member) || member.hungerTold === hungry) continue;
      member.hungerTold = hungry;
      member.channel.send('hungry', hungry);
    }
  }

  /** Once every member has reported, decides whether there should be more: twice as many, up to the most. */
  private onLoad(load: ScannerLoad): void {
    if (this.isStopped || this.isClosed) return;
    this.loads.push(load);
    const active = this.members.filter(({ isRefused }) => !isRefused);
    if (this.loads.length < active.length || active.some(({ isReady }) => !isReady)) return;
    const total = (of: (load: ScannerLoad) => number) => this.loads.reduce((sum, each) => sum + of(each), 0);
    const waiting = total(({ waited }) => waited) / total(({ busy }) => busy);
    this.loads = [];
    if (waiting > muchWaiting) this.add(Math.min(this.members.length, this.size.max - this.members.length));
  }
}

const isBusy = ({ jobsDone, jobsGiven }: Member): boolean => jobsDone !== jobsGiven;

function hear({ work }: Member): void {
  work.silentChecks = 0;
}

const isMute = ({ work }: Member): boolean => work.silentChecks > maxSilentChecks;
const isSilent = (member: Member): boolean => isBusy(member) && isMute(member);
