/** Readings of an open root: its scan and rescans, from their start to their end, and what the page is told of them. */

import { RequestRefused } from '../../contract/refusal.js';
import type { Finished, Opened, QuickRules } from '../../contract/scans.js';
import { ROOT_NODE, type Tree } from '../../core/tree/tree.js';
import { RootError, type ScanResult } from '../reading/reading.js';
import { type RootRules, RootScans, type ScannerRules } from '../reading/root-scans.js';
import type { LoadedSnapshot } from '../snapshots/store.js';
import type { Emit } from './emit.js';
import { errnoName } from './errno-name.js';
import { describeSnapshot } from './root-snapshots.js';
import { describeProgress, describeResult } from './scan-progress.js';

/**
 * Milliseconds between two reports where no frame is drawn. Perf: otherwise they come with the frames, since a page
 * paints both at once in little more than half the time of two pictures; `npm run bench -- --only watching`.
 */
const reportMs = 400;

export interface ReadingListener {
  /** A rescan is about to change the tree. */
  onStart(): void;
  /** The tree has changed. */
  onGrowth(): void;
  /** The tree will not change any more. `tell` sends the `finished` event, if there is one. */
  onEnd(tell: () => void): void;
  /** A whole reading has ended. */
  onComplete(result: ScanResult): void;
}

export class RootReadings {
  readonly tree: Tree;
  isOpen = false;
  /** Whether the last reading came to its end. */
  isComplete = false;
  private readonly listener: ReadingListener;
  private readonly emit: Emit<'progress' | 'finished' | 'failed'>;
  private readonly scans: RootScans;
  private readonly kept: LoadedSnapshot | undefined;
  private reports: NodeJS.Timeout | undefined;
  private isClosed = false;
  private onFirstGrowth: () => void = () => undefined;

  /** @param kept a snapshot, which is shown instead of a scan. */
  constructor(
    rules: Omit<RootRules, 'onGrowth'>,
    scannerRules: ScannerRules,
    kept: LoadedSnapshot | undefined,
    emit: Emit<'progress' | 'finished' | 'failed'>,
    listener: ReadingListener,
  ) {
    const known = kept && { tree: kept.tree, began: { wall: kept.header.started } };
    this.kept = kept;
    this.emit = emit;
    this.listener = listener;
    this.scans = new RootScans({ ...rules, onGrowth: () => this.grow() }, scannerRules, known);
    this.tree = this.scans.tree;
  }

  get isReading(): boolean {
    return this.scans.isReading;
  }

  /** Resolves when the root can be asked. Rejects with `RequestRefused` where it cannot be read. */
  open(): Promise<Opened> {
    if (this.kept) return Promise.resolve(this.showKept(this.kept));
    return new Promise((resolve, reject) => {
      this.onFirstGrowth = () => {
        this.isOpen = true;
        this.startReports();
        resolve(this.describeRoot(null));
      };
      void this.scans.finished().then(
        (result) => (this.isOpen ? this.finish(result) : reject(notOpened(result))),
        (error: unknown) => reject(explainRoot(error)),
      );
    });
  }

  /** @throws RequestRefused */
  rescan(directory: number, quick: QuickRules | null): void {
    if (directory < 0) throw new RequestRefused('noSuchNode', 'it was not read: rescan a folder above it');
    if (!this.scans.canRescan) {
      throw new RequestRefused(
        'badRequest',
        'not while it is read, nor where links were followed: open it again',
      );
    }
    this.listener.onStart();
    this.scans.rescan(directory, quick);
    this.startReports();
    void this.scans.finished().then(
      (result) => this.finish(result),
      (error: unknown) => this.fail(error),
    );
  }

  /** Ends the reading early. */
  cancel(): void {
    this.scans.cancel();
  }

  /** Tells the page how far the reading is. */
  report(): void {
    if (this.scans.status) this.emit('progress', describeProgress(this.tree, this.scans.status));
    this.reports?.refresh();
  }

  /** Ends the reading. Scanners come to rest by themselves. */
  close(): void {
    this.isClosed = true;
    clearInterval(this.reports);
    this.scans.close();
  }

  private grow(): void {
    if (!this.isOpen) this.onFirstGrowth();
    this.listener.onGrowth();
  }

  private showKept(kept: LoadedSnapshot): Opened {
    const { header, tree } = kept;
    const elapsedMilliseconds = Math.max(0, header.finished - header.started);
    this.isOpen = true;
    // why: only when the page knows that the root is open.
    setImmediate(() => this.end(true, describeResult({ ...header, tree, elapsedMilliseconds })));
    return this.describeRoot(describeSnapshot(kept));
  }

  private describeRoot(snapshot: Opened['snapshot']): Opened {
    return { root: this.tree.nodes.name(ROOT_NODE).slice(), node: ROOT_NODE, snapshot };
  }

  private startReports(): void {
    this.reports = setInterval(() => this.report(), reportMs);
  }

  /** Ends a rescan that did not find the root. What was known stays. */
  private fail(error: unknown): void {
    const refused = explainRoot(error);
    if (!(refused instanceof RequestRefused)) throw error;
    this.end(this.isComplete);
    this.emit('failed', refused.refusal);
  }

  private finish(result: ScanResult): void {
    this.end(result.complete, describeResult(result));
    if (result.complete && !this.isClosed) this.listener.onComplete(result);
  }

  private end(isComplete: boolean, finished?: Finished): void {
    clearInterval(this.reports);
    if (this.isClosed) return;
    this.isComplete = isComplete;
    this.listener.onEnd(() => {
      if (finished) this.emit('finished', finished);
    });
  }
}

/** Explains a scan that ended before it knew its root. */
function notOpened({ crash }: ScanResult): RequestRefused {
  return new RequestRefused('engineEnded', crash ?? 'it was closed while it was opened');
}

/** Returns a refusal for a root that cannot be read, and any other error as it is. */
function explainRoot(error: unknown): unknown {
  if (!(error instanceof RootError)) return error;
  const errno = error.errno > 0 ? errnoName(error.errno) : undefined;
  return new RequestRefused('rootUnreadable', error.message, errno);
}
