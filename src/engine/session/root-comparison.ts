/**
 * Comparison of the open root with a snapshot of it, and its requests. While a scan changes the root's
 * tree, there is no comparison; after it, there is one with the same snapshot.
 */
import type {
  ChangeList,
  ChangeRows,
  ComparedWith,
  ComparisonRequests,
} from '../../contract/comparison-protocol.js';
import { RequestRefused } from '../../contract/refusal.js';
import type { Changes } from '../../core/comparison/changes.js';
import { ComparedView } from '../../core/comparison/compared-view.js';
import { Comparison } from '../../core/comparison/comparison.js';
import {
  type FoundChanges,
  findChangedDirectories,
  findChangedFiles,
  findMoves,
} from '../../core/comparison/largest-changes.js';
import { ROOT_DIRECTORY } from '../../core/tree/tree.js';
import type { Snapshot } from '../snapshots/file.js';
import type { SnapshotHeader } from '../snapshots/header.js';
import { leaveOutTheSame } from '../snapshots/same-rules.js';
import { makeChangeRows } from './change-rows.js';
import type { EnginePayload } from './request-schema.js';
import { checkCompared, type RequestHandlers } from './root-lists.js';
import type { TreeView } from './tree-view.js';

/** Scan of the open root, as far as a comparison needs it. */
export interface ScannedRoot {
  readonly rules: SnapshotHeader['rules'];
  readonly isComplete: () => boolean;
  /** @throws RequestRefused where there is no such snapshot of this root that is whole */
  readonly load: (id: string) => Promise<Snapshot>;
  /** Called when the shown changes are others. */
  readonly onChange: () => void;
}

export class RootComparison {
  readonly handlers: RequestHandlers<keyof ComparisonRequests>;
  private readonly view: TreeView;
  private readonly root: ScannedRoot;
  private isScanning = true;
  private earlier: { readonly id: string; readonly snapshot: Snapshot } | undefined;
  /** Counts the requests to compare: the latest wins. */
  private turn = 0;

  constructor(view: TreeView, root: ScannedRoot) {
    this.view = view;
    this.root = root;
    this.handlers = {
      compare: ({ snapshot }) => this.compare(snapshot),
      comparison: () => this.describe(),
      changes: (request) => this.list(request),
      largestChanges: ({ list, limit }) => this.largest(list, limit),
    };
  }

  /** Ends the comparison while the tree changes. */
  startScan(): void {
    this.isScanning = true;
    this.view.compare(undefined);
  }

  /** Compares again: the tree does not change any more. */
  finishScan(): void {
    this.isScanning = false;
    if (this.earlier) this.show();
  }

  private async compare(id: string | null): Promise<ComparedWith | null> {
    if (this.isScanning && id !== null) throw new RequestRefused('notCompared', 'not while a scan runs');
    const turn = ++this.turn;
    this.earlier = undefined;
    this.show();
    if (id === null) return null;
    const snapshot = await this.root.load(id);
    if (snapshot.header.rules.followLinks !== this.root.rules.followLinks) {
      throw new RequestRefused('notComparable', 'only one of the two scans followed symbolic links');
    }
    if (turn !== this.turn) throw new RequestRefused('notCompared', 'something else is compared by now');
    this.earlier = { id, snapshot };
    this.show();
    return this.describe();
  }

  private show(): void {
    const { earlier, view } = this;
    const isShown = earlier !== undefined && !this.isScanning;
    view.compare(isShown ? new ComparedView(new Comparison(earlier.snapshot.tree, view.tree)) : undefined);
    this.root.onChange();
  }

  private list({ entry, offset, limit, ...order }: EnginePayload<'changes'>): ChangeRows {
    const shown = checkCompared(this.view);
    const { comparison } = shown.changes;
    const directory = comparison.isEntry(entry) ? comparison.directoryOf(entry) : -1;
    if (directory < 0) throw new RequestRefused('noSuchNode', `entry ${entry} is no directory, and was none`);
    const entries = shown.orders.of(directory, order);
    const page = entries.subarray(offset, offset + limit);
    return makeChangeRows(
      shown,
      page,
      { total: entries.length, offset },
      { hasPaths: false, ofItself: false },
    );
  }

  private largest(list: ChangeList, limit: number): ChangeRows {
    const shown = checkCompared(this.view);
    const { changes } = shown;
    const { total, entries } = findList[list](changes, limit);
    const rules = { hasPaths: true, ofItself: list === 'grownFiles' || list === 'shrunkFiles' };
    return makeChangeRows(shown, entries, { total, offset: 0 }, rules);
  }

  /** Returns null where nothing is compared, and while a scan runs. */
  private describe(): ComparedWith | null {
    if (this.earlier === undefined || this.isScanning) return null;
    const { id, snapshot } = this.earlier;
    const { header, tree } = snapshot;
    const was = tree.directories.totals;
    const is = this.view.tree.directories.totals;
    const { rules } = this.root;
    return {
      snapshot: id,
      scanned: header.started,
      entries: is.entries(ROOT_DIRECTORY) - was.entries(ROOT_DIRECTORY),
      files: is.files.get(ROOT_DIRECTORY) - was.files.get(ROOT_DIRECTORY),
      directories: is.directories.get(ROOT_DIRECTORY) - was.directories.get(ROOT_DIRECTORY),
      allocatedBytes: `${is.allocatedBytes(ROOT_DIRECTORY) - was.allocatedBytes(ROOT_DIRECTORY)}`,
      apparentBytes: `${is.apparentBytes(ROOT_DIRECTORY) - was.apparentBytes(ROOT_DIRECTORY)}`,
      isPartial: !header.complete || !this.root.isComplete(),
      hasOtherRules: !leaveOutTheSame(header.rules, rules),
    };
  }
}

const findList: Readonly<Record<ChangeList, (changes: Changes, limit: number) => FoundChanges>> = {
  grownFiles: (changes, limit) => findChangedFiles(changes, limit, 1),
  shrunkFiles: (changes, limit) => findChangedFiles(changes, limit, -1),
  grownFolders: (changes, limit) => findChangedDirectories(changes, limit, 1),
  shrunkFolders: (changes, limit) => findChangedDirectories(changes, limit, -1),
  moved: findMoves,
};
