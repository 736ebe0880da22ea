/** Base of a scan and a rescan of a root: the crew that works for them, their status, and their end. */
import { resolve as resolvePath } from 'node:path';
import type { EntryBatch } from '../../contract/entry-batch.js';
import type {
  Backend,
  FromScanner,
  MountAlias,
  RowsJob,
  ScannerOptions,
  ScannerReady,
  ToScanner,
} from '../../contract/scanner-protocol.js';
import { decodeName } from '../../core/columns/text.js';
import { globBelow } from '../../core/globs/glob-below.js';
import { findUnmatchedGlobs } from '../../core/globs/unmatched-globs.js';
import { takeAttributes } from '../../core/tree/nodes.js';
import { resolve, type Tree } from '../../core/tree/tree.js';
import type { SpawnScanner } from '../scanners/scanner-thread.js';
import type { ScanMoment } from './reliable-times.js';
import { type CrewListener, type CrewSize, type Member, ScannerCrew } from './scanner-crew.js';

export interface ScanResult {
  readonly tree: Tree;
  readonly backend: Backend;
  /** Why no better backend was taken. */
  readonly refused: readonly string[];
  readonly scanners: number;
  /** From the moment in which the first scanner was ready. */
  readonly elapsedMilliseconds: number;
  /** False after `cancel`, or when a scanner crashed; also of a part, where what such a scan left unread is elsewhere. */
  readonly complete: boolean;
  readonly crash?: string;
  /** Moment from which on the tree may not know what has changed. */
  readonly began: ScanMoment;
  /** Full paths for which scanners wait, or waited in the end, because nothing answers there. */
  readonly waitingFor: readonly Uint8Array[];
  /** Globs that have left nothing out, as they were given; none unless all was read. */
  readonly unmatchedGlobs: readonly string[];
  /** Mounts that show once more what stands at another path. */
  readonly aliases: readonly MountAlias[];
}

/** Status of a scan while it runs. */
export interface ScanStatus
  extends Pick<ScanResult, 'backend' | 'scanners' | 'elapsedMilliseconds' | 'waitingFor'> {
  /** Progress of a rescan: names that have been handed out, and about how many there are. */
  readonly rescan?: { readonly checked: number; readonly total: number };
}

/** The root could not be read at all. */
export class RootError extends Error {
  /** 0 where it was not a system call that failed. */
  readonly errno: number;

  constructor(errno: number, message: string) {
    super(message);
    this.errno = errno;
  }
}

/** Options of a crew, of the root that it reads. */
export interface CrewOptions extends Omit<ScannerOptions, 'backend'> {
  readonly backend?: Backend | undefined;
}

export abstract class Reading implements CrewListener {
  readonly tree: Tree;
  protected readonly crew: ScannerCrew;
  protected isCancelled = false;
  private readonly result: Promise<ScanResult>;
  private resolveResult!: (result: ScanResult) => void;
  private rejectResult!: (error: Error) => void;
  private ready: Omit<ScannerReady, 'root'> | undefined;
  private startTime = 0;
  private isFinished = false;
  private readonly givenGlobs: readonly string[];
  /** The same, as globs of the root. */
  private readonly globs: readonly string[];

  constructor(tree: Tree, { backend, ...options }: CrewOptions, scanners: CrewSize, spawn: SpawnScanner) {
    this.tree = tree;
    this.result = new Promise((resolve, reject) => {
      this.resolveResult = resolve;
      this.rejectResult = reject;
    });
    const folder = resolvePath(decodeName(options.root));
    this.givenGlobs = options.exclude;
    this.globs = options.exclude.map((glob) => globBelow(glob, folder, process.platform === 'win32'));
    const crewOptions = { ...options, exclude: this.globs, ...(backend && { backend }) };
    this.crew = new ScannerCrew(spawn, crewOptions, scanners, this);
  }

  /** Resolves when all is read, or what was read until it was cancelled. @throws RootError */
  finished(): Promise<ScanResult> {
    return this.result;
  }

  get status(): ScanStatus {
    return {
      backend: this.ready?.backend ?? 'node',
      scanners: this.crew.count,
      elapsedMilliseconds: this.ready ? performance.now() - this.startTime : 0,
      waitingFor: this.crew.waitingFor,
    };
  }

  /** Ends it early. What has been read stays. */
  cancel(): void {
    this.isCancelled = true;
    if (this.ready) this.crew.stop();
    else this.finish();
  }

  onReady(member: Member, { root, ...ready }: ScannerReady): void {
    // Each scanner has described the root; its own count of attributes starts with that.
    const attributes = this.takeAttributes(member, root);
    if (!this.ready) {
      this.ready = ready;
      this.startTime = performance.now();
      this.begin(ready, root, attributes);
    }
    this.crew.dispatch();
  }

  onRefused(errno: number, message: string): void {
    if (this.isFinished) return;
    this.isFinished = true;
    this.settle();
    this.crew.close();
    this.rejectResult(new RootError(errno, message));
  }

  onCrash(reason: string): void {
    this.finish(reason);
  }

  onStopTimeout(): void {
    this.finish();
  }

  resolveDirectories(member: Member, references: Uint32Array): number[] {
    return Array.from(references, (reference) => resolve(reference, member.numbers));
  }

  abstract onBatch(member: Member, batch: EntryBatch): void;
  abstract onRows(member: Member, rows: FromScanner['rows']): void;
  abstract onIdle(): void;
  abstract makeDirectoryJob(directories: readonly number[]): ToScanner['readDirectories'];
  abstract makeNamesJob(member: Member, given: FromScanner['giveNames']): RowsJob;
  abstract nextRows(scanners: number): RowsJob | undefined;

  /** The first scanner is ready, and has described the root. */
  protected abstract begin(
    ready: Omit<ScannerReady, 'root'>,
    root: EntryBatch,
    attributes: Uint32Array,
  ): void;

  /** Puts the tree right: nothing more will come. */
  protected abstract settle(): void;

  /** Moment from which on the tree may not know what has changed. */
  protected abstract began(isComplete: boolean): ScanMoment;

  protected takeAttributes({ numbers }: Member, { attributes }: EntryBatch): Uint32Array {
    numbers.attributes = takeAttributes(this.tree.nodes.attributes, numbers.attributes, attributes);
    return numbers.attributes;
  }

  private findUnmatched(): readonly string[] {
    return findUnmatchedGlobs(this.tree, this.globs).map((index) => this.givenGlobs[index]!);
  }

  protected finish(crash?: string): void {
    if (this.isFinished) return;
    this.isFinished = true;
    this.settle();
    const { status } = this;
    this.crew.close();
    const complete = !this.isCancelled && crash === undefined && this.tree.isRead;
    this.resolveResult({
      ...status,
      tree: this.tree,
      refused: this.ready?.refused ?? [],
      aliases: this.ready?.aliases ?? [],
      complete,
      began: this.began(complete),
      unmatchedGlobs: complete ? this.findUnmatched() : [],
      ...(crash !== undefined && { crash }),
    });
  }
}
