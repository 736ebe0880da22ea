/** One reading of a root: merges what the scanners send into a tree, and knows when all is read. */
import type { EntryBatch } from '../../contract/entry-batch.js';
import type { Backend, FromScanner, RowsJob, ToScanner } from '../../contract/scanner-protocol.js';
import { IdentitySet } from '../../core/tree/identity-set.js';
import { newSenderNumbers, ROOT_DIRECTORY, ROOT_NODE, resolve, Tree } from '../../core/tree/tree.js';
import type { SpawnScanner } from '../scanners/scanner-thread.js';
import { directoryJob, namesJob } from './directory-jobs.js';
import { type FollowedDirectories, followEveryPath, followOnce } from './followed-directories.js';
import { Reading } from './reading.js';
import { type ScanMoment, scanMoment } from './reliable-times.js';
import type { CrewSize, Member } from './scanner-crew.js';

export interface ScanTask {
  /** Bytes of the root's path, as the user gave it. */
  readonly root: Uint8Array;
  /**
   * Follow symbolic links: `once` reads each directory once, whatever the number of paths to it (du -L);
   * `everyPath` reads it at every path that does not lead back to an ancestor (find -L).
   */
  readonly followLinks: false | 'once' | 'everyPath';
  readonly crossMounts: boolean;
  readonly exclude: readonly string[];
  readonly backend?: Backend;
  readonly scanners: CrewSize;
  readonly spawn: SpawnScanner;
  /** Identity that the root must have, where it is known. */
  readonly identity?: Uint32Array | undefined;
  /** Inodes that earlier roots have counted. */
  readonly counted?: CountedRoots;
  /** Called when the root is known, and whenever the tree has grown. */
  readonly onGrowth?: () => void;
}

/** Inodes that earlier roots have counted, and the roots themselves. */
export interface CountedRoots {
  readonly inodes: IdentitySet;
  /** `IDENTITY_WORDS` each. */
  readonly roots: Uint32Array;
}

export class Scan extends Reading {
  private readonly counted: CountedRoots | undefined;
  private readonly followed: FollowedDirectories | undefined;
  private readonly onGrowth: (() => void) | undefined;
  private readonly start: ScanMoment;

  constructor(options: ScanTask) {
    const { root, followLinks, crossMounts, exclude, backend, scanners, spawn, counted, identity, onGrowth } =
      options;
    const crewOptions = {
      root,
      followLinks: followLinks !== false,
      crossMounts,
      exclude,
      backend,
      counted: counted?.roots ?? new Uint32Array(),
      identity,
    };
    // why: before anybody reads.
    const start = scanMoment();
    super(new Tree(counted?.inodes), crewOptions, scanners, spawn);
    this.start = start;
    this.counted = counted;
    this.onGrowth = onGrowth;
    if (followLinks === 'once') this.followed = followOnce(this.tree);
    if (followLinks === 'everyPath') this.followed = followEveryPath(this.tree);
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

  protected begin(_ready: unknown, root: EntryBatch): void {
    this.tree.append(root, newSenderNumbers());
    this.take(ROOT_DIRECTORY);
    this.onGrowth?.();
  }

  protected settle(): void {
    // Totals are current after every batch.
  }

  protected began(): ScanMoment {
    return this.start;
  }

  private get descends(): boolean {
    return this.followed === undefined;
  }

  /** Decides about a directory that was just found. */
  private take(directory: number): void {
    const { nodes, directories } = this.tree;
    if (this.counted?.inodes.has(nodes.identity(directories.node(directory)))) {
      this.tree.closeCounted(directory);
    } else if (directory === ROOT_DIRECTORY || this.followed) {
      this.crew.addDirectories(this.followed?.admit(directory) ?? [directory]);
    }
  }
}

/** Adds what a finished tree has counted, for the roots that follow. */
export function addCounted(tree: Tree, counted: CountedRoots): CountedRoots {
  if (tree.nodes.count === 0) return counted;
  tree.addIdentities(counted.inodes);
  return {
    inodes: counted.inodes,
    roots: Uint32Array.of(...counted.roots, ...tree.nodes.identity(ROOT_NODE)),
  };
}

export const noCountedRoots = (): CountedRoots => ({ inodes: new IdentitySet(), roots: new Uint32Array() });
