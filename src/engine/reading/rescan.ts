/**
 * Another reading of a root, or of a directory in it, that starts from what the last one found: all names known are
 * stat'ed again, and only directories that have changed are enumerated. The tree is changed where it stands.
 *
 * All that is known is handed out at once, so that nothing waits for the directories above. A directory that has changed
 * is read by itself, and made what it is now when all its names are there; what is new in it is read as in any scan.
 */
import { constants } from 'node:os';
import { ENGINE_REFERENCE, type EntryBatch, NodeFlag } from '../../contract/entry-batch.js';
import type { FromScanner, RowsJob, ScannerReady, ToScanner } from '../../contract/scanner-protocol.js';
import { DirectoryState } from '../../core/tree/directories.js';
import { directoriesBelow } from '../../core/tree/directories-below.js';
import { ROOT_DIRECTORY, ROOT_NODE, resolve, type Tree } from '../../core/tree/tree.js';
import { ArrivedRows, eachSection } from '../../core/update/arrived-rows.js';
import { type ArrivedNames, reconcile } from '../../core/update/directory-reconciliation.js';
import { KnownNodes } from '../../core/update/known-nodes.js';
import { type IsWanted, KnownRows } from '../../core/update/known-rows.js';
import { OtherNames } from '../../core/update/other-names.js';
import { RowMerge } from '../../core/update/row-merge.js';
import { TreeUpdate } from '../../core/update/tree-update.js';
import { directoryJob, namesJob } from './directory-jobs.js';
import { DirectoryRereads } from './directory-rereads.js';
import { KnownRowJobs } from './known-row-jobs.js';
import { ReadStates } from './read-states.js';
import { Reading, type ScanStatus } from './reading.js';
import {
  noReliableTimes,
  type ReliableTimes,
  reliableTimes,
  type ScanMoment,
  scanMoment,
} from './reliable-times.js';
import type { ScanTask } from './scan.js';
import type { Member } from './scanner-crew.js';

/** Options are those of the scan before, in which no links were followed and nothing was counted by earlier roots. */
export interface RescanOptions
  extends Pick<ScanTask, 'root' | 'crossMounts' | 'exclude' | 'backend' | 'scanners' | 'spawn' | 'onGrowth'> {
  /** Result of the scan before. It is changed in place. */
  readonly tree: Tree;
  /** When that began. */
  readonly before: ScanMoment;
  /** The directory from which on all is looked at; the root by default. */
  readonly directory?: number;
  /** Choice of the names that are stat'ed in unchanged directories; all by default. The others are trusted. */
  readonly isWanted?: IsWanted | undefined;
  /** By default this moment. */
  readonly now?: ScanMoment;
}

/** Errnos by which a directory is known to be gone, so that what holds it has changed, too. */
const goneErrnos = new Set([constants.errno.ENOENT, constants.errno.ENOTDIR, constants.errno.ELOOP]);

export class Rescan extends Reading {
  private readonly start: ScanMoment;
  private readonly options: RescanOptions;
  private readonly update: TreeUpdate;
  private readonly merge: RowMerge;
  private readonly rereads: DirectoryRereads;
  private readonly reads: ReadStates;
  private readonly known: KnownRowJobs;
  /** Names of known inodes elsewhere, where not all is looked at. */
  private otherNames: OtherNames | undefined;
  private reliable: ReliableTimes = noReliableTimes;
  private toldState: number;

  constructor(options: RescanOptions) {
    const { root, crossMounts, exclude, backend, scanners, spawn } = options;
    const crewOptions = {
      root,
      followLinks: false,
      crossMounts,
      exclude,
      backend,
      counted: new Uint32Array(),
      // why: a rescan must not leave the root for what has come to lie at its path, such as a link.
      identity: Uint32Array.from(options.tree.nodes.identity(ROOT_NODE)),
    };
    // why: before anybody reads.
    const start = options.now ?? scanMoment();
    super(options.tree, crewOptions, scanners, spawn);
    this.options = options;
    this.start = start;
    this.toldState = this.tree.revision + this.tree.nodes.count;
    this.update = new TreeUpdate(this.tree);
    this.merge = new RowMerge(this.update, {
      onChanged: (directory) => this.reads.readAgain(directory),
      onUnchanged: (directory) => {
        if (!this.hasReliableStamp(directory)) this.reads.readOnce(directory);
      },
    });
    this.rereads = new DirectoryRereads(this.tree);
    this.known = new KnownRowJobs(this.tree);
    this.reads = new ReadStates(this.tree.directories.count, (directory) => {
      this.update.reopen(directory);
      if (!this.isCancelled) this.crew.addDirectories([directory]);
    });
  }

  override get status(): ScanStatus {
    return { ...super.status, rescan: this.known.progress };
  }

  onBatch(member: Member, batch: EntryBatch): void {
    const { sections } = batch;
    if (this.reads.isKnown(resolve(sections.directory[0]!, member.numbers))) this.takeReread(member, batch);
    else this.appendNew(member, batch);
    this.tellGrowth();
  }

  onRows(member: Member, { request, batch }: FromScanner['rows']): void {
    const nodes = this.known.takeNodes(request);
    if (nodes) this.takeKnown(member, batch, nodes);
    else this.takeBack(member, batch);
    this.tellGrowth();
  }

  onIdle(): void {
    const changed = [...this.reads.takeChanged()].filter((directory) => !this.isRemoved(directory));
    if (this.isCancelled || (changed.length === 0 && !this.lookAtOtherNames())) {
      this.finish();
      return;
    }
    for (const directory of changed) this.reads.read(directory);
    this.crew.dispatch();
  }

  /** Hands out names that were taken over, of inodes that turned up changed. Returns whether there are any. */
  private lookAtOtherNames(): boolean {
    const nodes = this.otherNames?.take() ?? [];
    if (nodes.length > 0) this.known.begin(new KnownNodes(this.tree, nodes), nodes.length);
    return nodes.length > 0;
  }

  makeDirectoryJob(directories: readonly number[]): ToScanner['readDirectories'] {
    return directoryJob(this.tree, directories, (directory) => !this.reads.isKnown(directory));
  }

  makeNamesJob(member: Member, given: FromScanner['giveNames']): RowsJob {
    const directory = resolve(given.directory, member.numbers);
    if (this.reads.isKnown(directory)) this.rereads.giveAway(directory);
    return namesJob(this.tree, directory, given, 0, !this.reads.isKnown(directory));
  }

  nextRows(scanners: number): RowsJob | undefined {
    return this.isCancelled ? undefined : this.known.next(scanners);
  }

  protected begin(ready: Omit<ScannerReady, 'root'>, root: EntryBatch, attributes: Uint32Array): void {
    this.reliable = reliableTimes(ready.fileSystem, this.options.before, this.start);
    const { directory = ROOT_DIRECTORY } = this.options;
    if (directory === ROOT_DIRECTORY) this.merge.merge(ROOT_NODE, new ArrivedRows(root, attributes));
    this.handOut(directory);
  }

  protected settle(): void {
    this.update.finish();
  }

  /** A rescan of a part, or one that was cut off, leaves the rest as old as it was. */
  protected began(isComplete: boolean): ScanMoment {
    const isWhole = isComplete && (this.options.directory ?? ROOT_DIRECTORY) === ROOT_DIRECTORY;
    return isWhole ? this.start : this.options.before;
  }

  private handOut(top: number): void {
    const { tree, options } = this;
    if (options.isWanted || top !== ROOT_DIRECTORY) this.otherNames = new OtherNames(tree, top);
    const known = new KnownRows(tree, directoriesBelow(tree, top), {
      isWanted: options.isWanted,
      isKnown: (directory) => this.isToBeLookedAt(directory),
    });
    // What the directory itself is, is a row of the one that holds it.
    if (top !== ROOT_DIRECTORY) known.begin(tree.directories.parent(top), tree.directories.node(top));
    this.known.begin(known, tree.directories.totals.entries(top));
  }

  /** Returns whether the names of a directory are to be stat'ed as they are known; otherwise reads it. */
  private isToBeLookedAt(directory: number): boolean {
    if (!this.isWanted(directory)) return false;
    if (this.hasReliableStamp(directory)) return true;
    this.reads.read(directory);
    return false;
  }

  private hasReliableStamp(directory: number): boolean {
    const { nodes, directories } = this.tree;
    if (directories.state.get(directory) !== DirectoryState.complete) return false;
    const node = directories.node(directory);
    if (this.options.crossMounts && !nodes.isSameDevice(node, ROOT_NODE)) return false;
    return (
      this.reliable.includes(directories.approximateCtime(directory)) &&
      this.reliable.includes(nodes.approximateMtime(node))
    );
  }

  private isRemoved(directory: number): boolean {
    return this.tree.nodes.hasFlag(this.tree.directories.node(directory), NodeFlag.removed);
  }

  /** Rows that were asked for. Those of a directory that has been read since, or is gone, are not needed. */
  private takeKnown(member: Member, batch: EntryBatch, nodes: Uint32Array): void {
    const rows = new ArrivedRows(batch, this.takeAttributes(member, batch));
    // Perf: mostly nothing has changed, and nodes follow one another: one look at each column tells (bench: rescan).
    const isWanted = (reference: number) => this.isWanted((reference & ~ENGINE_REFERENCE) >>> 0);
    if (batch.sections.directory.every(isWanted) && this.mergeEqual(nodes, rows, 0, batch.count)) return;
    eachSection(batch, (section, from, to) => {
      const directory = resolve(batch.sections.directory[section]!, member.numbers);
      if (!this.isWanted(directory) || this.mergeEqual(nodes, rows, from, to)) return;
      let isAsKnown = true;
      for (let row = from; row < to; row++) {
        rows.moveTo(row);
        const node = nodes[row]!;
        if (this.tree.nodes.hasFlag(node, NodeFlag.removed)) continue;
        if (rows.errno !== 0 || !this.merge.merge(node, rows)) isAsKnown = false;
      }
      if (!isAsKnown) this.reads.readAgain(directory);
    });
    this.update.settle();
  }

  /** Returns whether known names of a directory are still of use. */
  private isWanted(directory: number): boolean {
    return this.reads.isUnread(directory) && !this.isRemoved(directory);
  }

  private mergeEqual(nodes: Uint32Array, rows: ArrivedRows, from: number, to: number): boolean {
    const areNeighbours = nodes[to - 1]! - nodes[from]! === to - from - 1;
    return areNeighbours && this.merge.mergeEqual(nodes[from]!, rows, from, to);
  }

  /** Names of directories that have changed. */
  private takeReread(member: Member, batch: EntryBatch): void {
    const attributes = this.takeAttributes(member, batch);
    const { sections } = batch;
    eachSection(batch, (section, from, to) => {
      const directory = resolve(sections.directory[section]!, member.numbers);
      const errno = sections.failure[section]!;
      const isEnded = errno !== 0 || sections.done[section] !== 0;
      if (this.isRemoved(directory)) return;
      const reread = this.rereads.take(directory, { batch, from, to, attributes }, isEnded, errno);
      if (reread) this.reconcile(directory, reread.parts, reread.errno);
    });
    this.update.settle();
    this.crew.dispatch();
  }

  /** Names of a huge directory that another scanner enumerated. */
  private takeBack(member: Member, batch: EntryBatch): void {
    const directory = resolve(batch.sections.directory[0]!, member.numbers);
    if (!this.reads.isKnown(directory)) {
      this.appendNew(member, batch);
      return;
    }
    const attributes = this.takeAttributes(member, batch);
    if (this.isRemoved(directory)) return;
    const reread = this.rereads.takeBack(directory, { batch, from: 0, to: batch.count, attributes });
    if (reread) this.reconcile(directory, reread.parts, reread.errno);
    this.update.settle();
    this.crew.dispatch();
  }

  private reconcile(directory: number, names: readonly ArrivedNames[], errno: number): void {
    const { directories, nodes } = this.tree;
    const firstNode = nodes.count;
    const firstNew = reconcile(this.update, this.merge, directory, names, errno);
    this.otherNames?.noteFrom(firstNode);
    this.reads.end(directory);
    for (let fresh = firstNew; fresh < directories.count; fresh++) this.crew.addDirectories([fresh]);
    // Where a part of a tree is looked at, nothing else tells that what holds it has changed.
    const isGone = goneErrnos.has(errno) && directory !== ROOT_DIRECTORY;
    if (isGone) this.reads.readAgain(directories.parent(directory));
  }

  /** Names of new directories. Those that come late, below what has been removed since, go the same way. */
  private appendNew(member: Member, batch: EntryBatch): void {
    const firstNode = this.tree.nodes.count;
    this.tree.append(batch, member.numbers);
    this.otherNames?.noteFrom(firstNode);
    eachSection(batch, (section, from, to) => {
      if (!this.isRemoved(resolve(batch.sections.directory[section]!, member.numbers))) return;
      for (let node = firstNode + from; node < firstNode + to; node++) {
        // What lies in a directory of this batch is gone with it.
        if (!this.tree.nodes.hasFlag(node, NodeFlag.removed)) this.update.remove(node);
      }
    });
    this.update.settle();
  }

  private tellGrowth(): void {
    const state = this.tree.revision + this.tree.nodes.count;
    if (state === this.toldState) return;
    this.toldState = state;
    this.options.onGrowth?.();
  }
}
