/** One reading of a root: merges what the scanners send into a tree, and knows when all is read. */
import type { EntryBatch } from '../contract/entry-batch.js';
import type {
  BackendName,
  FromScanner,
  RowsJob,
  ScannerOptions,
  ScannerReady,
  ToScanner,
} from '../contract/scanner-protocol.js';
import { IdentitySet } from '../core/identity-set.js';
import { takeAttributes } from '../core/nodes.js';
import { newSenderNumbers, ROOT_DIRECTORY, ROOT_NODE, resolve, Tree } from '../core/tree.js';
import { directoryJob, namesJob } from './directory-jobs.js';
import { type FollowedDirectories, followEveryPath, followOnce } from './followed-directories.js';
import { type CrewListener, type CrewSize, type Member, ScannerCrew } from './scanner-crew.js';
import type { SpawnScanner } from './scanner-thread.js';
import { type ScanMoment, scanMoment } from './stamp-trust.js';

export interface ScanOptions {
  /** Bytes of the root's path, as the user gave it. */
  readonly root: Uint8Array;
  /**
   * Follow symbolic links: `once` reads each directory once, whatever the number of paths to it (du -L);
   * `everyPath` reads it at every path that does not lead back to an ancestor (find -L).
   */
  readonly followLinks: false | 'once' | 'everyPath';
  readonly crossMounts: boolean;
  readonly exclude: readonly string[];
  readonly backend?: BackendName;
  readonly scanners: CrewSize;
  readonly spawn: SpawnScanner;
  /** What earlier roots have counted. */
  readonly counted?: CountedRoots;
  /** Called when the root is known, and whenever the tree has grown. */
  readonly onGrowth?: () => void;
}

/** Inodes that earlier roots have counted, and the roots themselves. */
export interface CountedRoots {
  readonly inodes: IdentitySet;
  /** Device high, device low, inode low, inode high each. */
  readonly roots: Uint32Array;
}

export interface ScanResult {
  readonly tree: Tree;
  readonly backend: BackendName;
  /** Why no better backend was taken. */
  readonly refused: readonly string[];
  readonly scanners: number;
  /** From the moment in which the first scanner was ready. */
  readonly elapsedMilliseconds: number;
  /** False after `cancel`, or when a scanner crashed. */
  readonly complete: boolean;
  readonly crash?: string;
  /** What changed from then on, the tree may not know. */
  readonly began: ScanMoment;
}

/** What can be told of a scan while it runs. */
export interface ScanStatus extends Pick<ScanResult, 'backend' | 'scanners' | 'elapsedMilliseconds'> {
  /** Of a rescan: how many of the names known before have been handed out, and how many they are, about. */
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

export class Scan implements CrewListener {
  readonly tree: Tree;
  private readonly crew: ScannerCrew;
  private readonly counted: CountedRoots | undefined;
  private readonly followed: FollowedDirectories | undefined;
  private readonly onGrowth: (() => void) | undefined;
  private readonly result: Promise<ScanResult>;
  private resolveResult!: (result: ScanResult) => void;
  private rejectResult!: (error: Error) => void;
  private ready: Omit<ScannerReady, 'root'> | undefined;
  private startTime = 0;
  private readonly began = scanMoment();
  private isCancelled = false;
  private isFinished = false;

  constructor(options: ScanOptions) {
    this.counted = options.counted;
    this.onGrowth = options.onGrowth;
    this.tree = new Tree(options.counted?.inodes);
    if (options.followLinks === 'once') this.followed = followOnce(this.tree);
    if (options.followLinks === 'everyPath') this.followed = followEveryPath(this.tree);
    this.result = new Promise((resolve, reject) => {
      this.resolveResult = resolve;
      this.rejectResult = reject;
    });
    const scannerOptions: ScannerOptions = {
      root: options.root,
      followLinks: options.followLinks !== false,
      crossMounts: options.crossMounts,
      exclude: options.exclude,
      ...(options.backend && { backend: options.backend }),
      counted: options.counted?.roots ?? new Uint32Array(),
    };
    this.crew = new ScannerCrew(options.spawn, scannerOptions, options.scanners, this);
  }

  /** Resolves when all is read, or what was read until the scan was cancelled. @throws RootError */
  finished(): Promise<ScanResult> {
    return this.result;
  }

  get status(): ScanStatus {
    return {
      backend: this.ready?.backend ?? 'node',
      scanners: this.crew.count,
      elapsedMilliseconds: this.ready ? performance.now() - this.startTime : 0,
    };
  }

  /** Ends the scan early. What has been read stays. */
  cancel(): void {
    this.isCancelled = true;
    if (this.ready) this.crew.stop();
    else this.finish();
  }

  onReady(member: Member, { root, ...ready }: ScannerReady): void {
    // Each scanner has described the root; its own count of attributes starts with that.
    const { attributes } = this.tree.nodes;
    member.numbers.attributes = takeAttributes(attributes, member.numbers.attributes, root.attributes);
    if (!this.ready) {
      this.ready = ready;
      this.startTime = performance.now();
      this.tree.append(root, newSenderNumbers());
      this.take(ROOT_DIRECTORY);
      this.onGrowth?.();
    }
    this.crew.dispatch();
  }

  onRefused(errno: number, message: string): void {
    if (this.isFinished) return;
    this.isFinished = true;
    this.crew.close();
    this.rejectResult(new RootError(errno, message));
  }

  onBatch(member: Member, batch: EntryBatch): void {
    const first = this.tree.append(batch, member.numbers);
    if (this.followed || this.counted) {
      for (let directory = first; directory < this.tree.directories.count; directory++) this.take(directory);
      this.crew.dispatch();
    }
    this.onGrowth?.();
  }

  onIdle(): void {
    const more = this.isCancelled ? [] : (this.followed?.takeDeferred() ?? []);
    if (more.length === 0) {
      this.finish();
      return;
    }
    this.crew.addDirectories(more);
    this.crew.dispatch();
  }

  onCrash(reason: string): void {
    this.finish(reason);
  }

  resolveDirectories(member: Member, references: Uint32Array): number[] {
    return Array.from(references, (reference) => resolve(reference, member.numbers));
  }

  onRows(member: Member, { batch }: FromScanner['rows']): void {
    this.onBatch(member, batch);
  }

  makeDirectoryJob(directories: readonly number[]): ToScanner['readDirectories'] {
    return directoryJob(this.tree, directories, () => this.descends);
  }

  makeNamesJob(member: Member, given: FromScanner['giveNames']): RowsJob {
    return namesJob(this.tree, resolve(given.directory, member.numbers), given, 0, this.descends);
  }

  nextRows(): undefined {
    return undefined;
  }

  private get descends(): boolean {
    return this.followed === undefined;
  }

  /** Decides about a directory that was just found. */
  private take(directory: number): void {
    const { nodes, directories } = this.tree;
    if (this.counted?.inodes.has(...nodes.identity(directories.node(directory)))) {
      this.tree.closeCounted(directory);
    } else if (directory === ROOT_DIRECTORY || this.followed) {
      this.crew.addDirectories(this.followed?.admit(directory) ?? [directory]);
    }
  }

  private finish(crash?: string): void {
    if (this.isFinished) return;
    this.isFinished = true;
    const { status } = this;
    this.crew.close();
    this.resolveResult({
      ...status,
      tree: this.tree,
      refused: this.ready?.refused ?? [],
      complete: !this.isCancelled && crash === undefined,
      began: this.began,
      ...(crash !== undefined && { crash }),
    });
  }
}

/** What a finished tree has counted, for the roots that follow. */
export function addCounted(tree: Tree, counted: CountedRoots): CountedRoots {
  if (tree.nodes.count === 0) return counted;
  tree.addIdentities(counted.inodes);
  return {
    inodes: counted.inodes,
    roots: Uint32Array.of(...counted.roots, ...tree.nodes.identity(ROOT_NODE)),
  };
}

export const noCountedRoots = (): CountedRoots => ({ inodes: new IdentitySet(), roots: new Uint32Array() });
