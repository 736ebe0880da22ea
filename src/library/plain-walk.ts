/**
 * A walk by node:fs alone, one call after the other: what the batched listing is measured and tested against.
 *
 * Depth first, a directory before what it holds, names in the order in which fs.readdir gives them. Unlike a scan, it
 * trusts the tree to stand still: a directory that is replaced by a link just before it is read is read through the link.
 */
import { type BigIntStats, type Dirent, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { binaryOf, PathReach, textOf } from './binary-path.js';
import {
  codeOf,
  type EntryError,
  type ListingOptions,
  PathError,
  prefixOf,
  refuseNul,
} from './list-entry.js';
import { MountBoundary } from './mount-boundary.js';

export interface PlainEntry {
  /** Path below the root, a binary string. */
  readonly relative: string;
  readonly depth: number;
  /** Result of the stat; undefined where it failed, or where there was no need of it. */
  readonly stats: BigIntStats | undefined;
  readonly error: EntryError | undefined;
}

interface Level {
  /** Binary string that stands before the names. */
  readonly prefix: string;
  readonly names: Names;
  readonly device: bigint;
  readonly inode: bigint;
  next: number;
}

interface Names {
  readonly name: readonly string[];
  /** Whether each name must be stat'ed to learn if it is a directory; all must where this is undefined. */
  readonly isUncertain?: readonly boolean[];
}

export class PlainWalk {
  private readonly root: string;
  private readonly prefix: string;
  private readonly options: ListingOptions;
  private readonly readNames: (path: string | Buffer) => Names;
  private readonly stat: typeof lstatSync;
  private readonly levels: Level[] = [];
  private readonly reach = new PathReach();
  private boundary: MountBoundary | undefined;

  /** @param statsAll whether every entry is stat'ed, and not only what could be a directory. */
  constructor(root: string, options: ListingOptions, statsAll: boolean) {
    this.root = binaryOf(root);
    this.prefix = prefixOf(this.root);
    this.options = options;
    this.stat = options.followLinks ? statSync : lstatSync;
    this.readNames = statsAll ? namesOnly : namesWithKinds(options.followLinks ?? false);
  }

  /** @throws PathError when the root cannot be read. */
  *[Symbol.iterator](): Generator<PlainEntry, void> {
    try {
      yield this.enterRoot();
      for (let level = this.levels.at(-1); level; level = this.levels.at(-1)) {
        if (level.next === level.names.name.length) this.levels.pop();
        else {
          const entry = this.visit(level, level.next++);
          if (entry) yield entry;
        }
      }
    } finally {
      this.reach.close();
    }
  }

  private enterRoot(): PlainEntry {
    if (this.root.includes('\0')) throw refuseNul(textOf(this.root));
    const stats = attempt(() => this.reach.call(this.root, (path) => statSync(path, { bigint: true })));
    const names = typeof stats === 'string' ? stats : this.namesOf(this.root);
    if (typeof stats === 'string' || typeof names === 'string') {
      throw new PathError(String(names), textOf(this.root));
    }
    const resolveRoot = () => this.reach.call(this.root, (path) => realpathSync.native(path, 'latin1'));
    this.boundary = new MountBoundary(resolveRoot, stats, this.options.crossMounts ?? false);
    this.enter('', stats, names);
    return { relative: '', depth: 0, stats, error: undefined };
  }

  /** Returns the entry of a name; undefined where it is not listed. */
  private visit({ prefix, names }: Level, at: number): PlainEntry | undefined {
    const relative = prefix + names.name[at]!;
    if (names.isUncertain?.[at] !== false) return this.examine(relative);
    return { relative, depth: this.levels.length, stats: undefined, error: undefined };
  }

  /** Stats an entry, and enters it where it is a directory to be read. */
  private examine(relative: string): PlainEntry | undefined {
    const path = this.prefix + relative;
    const depth = this.levels.length;
    const stats = attempt(() => this.reach.call(path, (path) => this.stat(path, { bigint: true })));
    if (typeof stats === 'string') {
      const entry = this.failed(relative, undefined, { operation: 'stat', code: stats });
      return stats === 'ELOOP' ? undefined : entry;
    }
    if (stats.isDirectory() && this.boundary!.admits(relative, stats)) {
      if (this.options.followLinks && this.leadsBack(stats)) {
        this.failed(relative, stats, { operation: 'readdir', code: 'ELOOP' });
        return undefined;
      }
      const names = this.namesOf(path);
      if (typeof names === 'string') {
        return this.failed(relative, stats, { operation: 'readdir', code: names });
      }
      this.enter(`${relative}/`, stats, names);
    }
    return { relative, depth, stats, error: undefined };
  }

  private failed(relative: string, stats: BigIntStats | undefined, error: EntryError): PlainEntry {
    this.options.onError?.({ fullPath: textOf(this.prefix + relative), ...error });
    return { relative, depth: this.levels.length, stats, error };
  }

  private enter(prefix: string, { dev, ino }: BigIntStats, names: Names): void {
    this.levels.push({ prefix, names, device: dev, inode: ino, next: 0 });
  }

  private namesOf(path: string): Names | string {
    return attempt(() => this.reach.call(path, this.readNames));
  }

  private leadsBack({ dev, ino }: BigIntStats): boolean {
    return this.levels.some(({ device, inode }) => inode === ino && device === dev);
  }
}

const namesOnly = (path: string | Buffer): Names => ({ name: readdirSync(path, 'latin1') });

function namesWithKinds(followLinks: boolean): (path: string | Buffer) => Names {
  const isUncertain = (entry: Dirent) => entry.isDirectory() || (followLinks && entry.isSymbolicLink());
  return (path) => {
    const entries = readdirSync(path, { encoding: 'latin1', withFileTypes: true });
    return { name: entries.map(({ name }) => name), isUncertain: entries.map(isUncertain) };
  };
}

/** Returns the value, or the code of the system's error. */
function attempt<Value>(call: () => Value): Value | string {
  try {
    return call();
  } catch (error) {
    const { code, errno } = error as NodeJS.ErrnoException;
    if (errno === undefined) throw error;
    return code ?? codeOf(-errno);
  }
}
