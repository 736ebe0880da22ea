/** One root: its scan, its view, and the events that tell of both. */
import type { EngineEvents } from '../../contract/engine-protocol.js';
import { RequestRefused } from '../../contract/refusal.js';
import type { Finished, Opened, QuickRules } from '../../contract/scans.js';
import type { MapFrame } from '../../core/map/frame.js';
import { MapLayout } from '../../core/map/layout.js';
import { ROOT_NODE, type Tree } from '../../core/tree/tree.js';
import { RootError, type ScanResult } from '../reading/reading.js';
import { RootScans, type ScannerRules } from '../reading/root-scans.js';
import type { SnapshotHeader } from '../snapshots/header.js';
import type { LoadedSnapshot } from '../snapshots/store.js';
import { CsvExports } from './csv-export.js';
import { errnoName } from './errno-name.js';
import { FramePacer } from './frame-pacer.js';
import { OwnerNames } from './owner-names.js';
import type { Payload, RequestName } from './request-schema.js';
import { RootComparison } from './root-comparison.js';
import { checkDirectory, type Handlers, RootLists } from './root-lists.js';
import { describeSnapshot, type RootSnapshots } from './root-snapshots.js';
import { describeProgress, describeResult } from './scan-progress.js';
import { TreeView } from './tree-view.js';

export interface EngineRules extends ScannerRules {
  /** Where snapshots lie; undefined where none are kept. */
  readonly snapshotFolder?: string;
}

export type Emit = <Name extends keyof EngineEvents>(name: Name, event: EngineEvents[Name]) => void;

/** What can be asked of a root that is open. */
export type RootRequest = Exclude<RequestName, 'open' | 'close'>;

type HandledElsewhere =
  | keyof RootLists['handlers']
  | keyof RootSnapshots['handlers']
  | keyof RootComparison['handlers'];

/**
 * Milliseconds between two reports where no frame is drawn. Perf: otherwise they come with the frames, since a page
 * paints both at once in little more than half the time of two pictures; `npm run bench -- --only watching`.
 */
const reportInterval = 400;

export class OpenRoot {
  /** Rejects with a `RequestRefused` where the root cannot be read. */
  readonly opened: Promise<Opened>;
  readonly handlers: Handlers<RootRequest>;
  isOpen = false;
  private readonly rules: SnapshotHeader['rules'];
  private readonly snapshots: RootSnapshots;
  private readonly reader: RootScans;
  private readonly tree: Tree;
  private readonly view: TreeView;
  private readonly layout: MapLayout;
  private readonly pacer: FramePacer;
  private readonly lists: RootLists;
  private readonly comparison: RootComparison;
  private readonly exports: CsvExports;
  private readonly emit: Emit;
  private readonly followsLinks: boolean;
  private isComplete = false;
  private isClosed = false;
  private hasView = false;
  private frames = 0;
  private reports: NodeJS.Timeout | undefined;

  /** @param kept what is shown of the root: then nothing is read until that is asked for. */
  constructor(
    options: Payload<'open'>,
    rules: EngineRules,
    snapshots: RootSnapshots,
    emit: Emit,
    kept?: LoadedSnapshot,
  ) {
    const { promise, resolve, reject } = promiseOf<Opened>();
    this.opened = promise;
    this.followsLinks = options.followLinks;
    this.emit = (name, event) => {
      if (!this.isClosed) emit(name, event);
    };
    const onGrowth = () => {
      if (!this.isOpen) resolve(this.open());
      this.grow();
    };
    const known = kept && { tree: kept.tree, began: { wall: kept.header.started } };
    this.rules = scanRules(options);
    this.reader = new RootScans({ ...this.rules, root: options.path.slice(), onGrowth }, rules, known);
    this.tree = this.reader.tree;
    const names = new OwnerNames();
    this.view = new TreeView(this.tree, names);
    this.layout = new MapLayout(this.view.latest(), this.view.legend);
    this.pacer = new FramePacer(() => this.drawFrame());
    this.lists = new RootLists(this.view, names);
    this.exports = new CsvExports(this.tree, (chunk) => this.emit('exportChunk', chunk));
    this.snapshots = snapshots;
    this.comparison = new RootComparison(this.view, {
      rules: this.rules,
      isComplete: () => this.isComplete,
      load: (id) => snapshots.load(id),
      onChange: () => this.pacer.show(),
    });
    this.handlers = {
      ...this.lists.handlers,
      ...snapshots.handlers,
      ...this.comparison.handlers,
      ...this.ownHandlers(),
    };
    if (kept) {
      resolve(this.showKept(kept));
      return;
    }
    void this.reader.finished().then(
      (result) => (this.isOpen ? this.finish(result) : reject(notOpened(result))),
      (error: unknown) => reject(explainRoot(error)),
    );
  }

  /** Ends all that goes on. Scanners come to rest by themselves. */
  close(): void {
    this.isClosed = true;
    clearInterval(this.reports);
    this.pacer.close();
    this.exports.close();
    this.reader.close();
  }

  private ownHandlers(): Handlers<Exclude<RootRequest, HandledElsewhere>> {
    return {
      cancel: () => {
        this.reader.cancel();
        return null;
      },
      rescan: async ({ node, quick }) => {
        // why: what is being kept must not change meanwhile.
        await this.snapshots.saved;
        if (!this.isClosed) this.rescan(checkDirectory(this.tree, node), quick);
        return null;
      },
      show: (view) => {
        checkDirectory(this.tree, view.focus);
        const filterProblem = this.view.show(view);
        this.hasView = true;
        this.pacer.show();
        return { filterProblem };
      },
      acknowledge: (number) => {
        this.pacer.acknowledge(number);
        return null;
      },
      exportCsv: ({ filtered }) => {
        const filter = filtered ? this.view.latest().filter : undefined;
        return { id: this.exports.start(filter) };
      },
      exportNext: (id) => {
        this.exports.next(id);
        return null;
      },
      exportCancel: (id) => {
        this.exports.cancel(id);
        return null;
      },
    };
  }

  private open(): Opened {
    this.isOpen = true;
    this.startReports();
    return { root: this.tree.nodes.name(ROOT_NODE).slice(), node: ROOT_NODE, snapshot: null };
  }

  private showKept(kept: LoadedSnapshot): Opened {
    const { header, tree } = kept;
    const elapsedMilliseconds = Math.max(0, header.finished - header.started);
    this.isOpen = true;
    // why: only when the page knows that the root is open.
    setImmediate(() => this.endReading(true, describeResult({ ...header, tree, elapsedMilliseconds })));
    return { root: tree.nodes.name(ROOT_NODE).slice(), node: ROOT_NODE, snapshot: describeSnapshot(kept) };
  }

  /** @throws RequestRefused */
  private rescan(directory: number, quick: QuickRules | null): void {
    if (directory < 0) throw new RequestRefused('noSuchNode', 'it was not read: rescan a folder above it');
    if (!this.reader.canRescan) {
      throw new RequestRefused(
        'badRequest',
        'not while it is read, nor where links were followed: open it anew',
      );
    }
    this.view.startScan();
    this.lists.startScan(this.view.now);
    this.comparison.startScan();
    this.reader.rescan(directory, quick);
    this.startReports();
    this.pacer.change();
    void this.reader.finished().then(
      (result) => this.finish(result),
      (error: unknown) => this.fail(error),
    );
  }

  private startReports(): void {
    this.reports = setInterval(() => this.report(), reportInterval);
  }

  private grow(): void {
    this.view.grow();
    this.pacer.change();
  }

  private report(): void {
    if (this.reader.status) this.emit('progress', describeProgress(this.tree, this.reader.status));
    this.reports?.refresh();
  }

  /** A rescan did not find the root. What was known stays. */
  private fail(error: unknown): void {
    const refused = explainRoot(error);
    if (!(refused instanceof RequestRefused)) throw error;
    this.endReading(this.isComplete);
    this.emit('failed', refused.refusal);
  }

  private finish(result: ScanResult): void {
    this.endReading(result.complete, describeResult(result));
    if (result.complete && !this.isClosed) this.snapshots.save(this.rules, result);
  }

  private endReading(isComplete: boolean, finished?: Finished): void {
    clearInterval(this.reports);
    if (this.isClosed) return;
    this.isComplete = isComplete;
    this.view.finish();
    this.lists.forget(this.followsLinks);
    // why: a rescan may have begun and ended between two frames.
    this.layout.forget();
    if (finished) this.emit('finished', finished);
    this.comparison.finishScan();
    this.pacer.show();
  }

  /** Nothing is drawn before there is a view, and something to be seen. */
  private drawFrame(): number | undefined {
    if (!this.hasView || (this.reader.isReading && this.tree.nodes.count === 1)) return undefined;
    const frame = this.layOut();
    if (this.reader.isReading) this.report();
    this.emit('frame', { ...frame, number: ++this.frames });
    return this.frames;
  }

  private layOut(): MapFrame {
    this.layout.takeSizes(this.view.latest());
    this.view.keepFocus();
    return this.layout.layOut(this.view.view, this.reader.isReading);
  }
}

export const scanRules = ({
  followLinks,
  crossMounts,
  exclude,
}: Payload<'open'>): SnapshotHeader['rules'] => ({
  followLinks: followLinks ? 'once' : false,
  crossMounts,
  exclude,
});

/** The scan ended before it knew its root. */
function notOpened({ crash }: ScanResult): RequestRefused {
  return new RequestRefused('engineEnded', crash ?? 'it was closed while it was opened');
}

function explainRoot(error: unknown): unknown {
  if (!(error instanceof RootError)) return error;
  return new RequestRefused(
    'rootUnreadable',
    error.message,
    error.errno > 0 ? errnoName(error.errno) : undefined,
  );
}

function promiseOf<Value>() {
  let resolve!: (value: Value) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<Value>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}
