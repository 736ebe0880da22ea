import {
  chmodSync,
  type Dirent,
  linkSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** Makes a generator of numbers below 2^32, the same for a seed: mulberry32 (Tommy Ettinger, public domain). */
export function seededRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Changes a folder at random, in all the ways in which folders change, and records that as text. */
export class RandomChanges {
  readonly done: string[] = [];
  private readonly top: string;
  private readonly random: (below: number) => number;

  constructor(top: string, random: (below: number) => number) {
    this.top = top;
    this.random = random;
  }

  make(count: number): void {
    for (let made = 0; made < count; made++) {
      const kind = kinds[this.random(kinds.length)]!;
      const did = this[kind]();
      if (did !== undefined) this.done.push(`${kind} ${did}`);
    }
  }

  private create(): string {
    const path = this.newPath();
    writeFileSync(path, 'x'.repeat(this.random(3) * 5000));
    return path;
  }

  private createFolder(): string {
    const path = this.newPath();
    mkdirSync(join(path, 'inside/deep'), { recursive: true });
    for (const name of ['inside/a', 'inside/deep/b', 'c']) writeFileSync(join(path, name), name);
    return path;
  }

  private createLink(): string {
    const path = this.newPath();
    symlinkSync(this.random(2) === 0 ? '.' : 'nowhere', path);
    return path;
  }

  private remove(): string | undefined {
    // Trees that have grown too large are cut down.
    const path = this.entries().length > 60 ? this.anyFolder() : this.any(() => true);
    if (path === this.top || path === undefined) return undefined;
    rmSync(path, { recursive: true });
    return path;
  }

  private rewrite(): string | undefined {
    const path = this.anyFile();
    if (path !== undefined) truncateSync(path, this.random(20_000));
    return path;
  }

  private replaceFile(): string | undefined {
    const path = this.anyFile();
    if (path === undefined) return undefined;
    writeFileSync(`${path}~`, 'replaced');
    renameSync(`${path}~`, path);
    return path;
  }

  private touch(): string | undefined {
    const path = this.any(() => true);
    if (path !== undefined) lutimesSync(path, 1e9, this.random(2) === 0 ? 1e9 : this.random(1e9) + 0.5);
    return path;
  }

  private chmod(): string | undefined {
    const path = this.any((entry) => !entry.isSymbolicLink());
    if (path !== undefined) chmodSync(path, [0o755, 0o700, 0o640, 0o777][this.random(4)]!);
    return path;
  }

  private move(): string | undefined {
    const from = this.any(() => true);
    const to = this.newPath();
    if (from === undefined || `${to}/`.startsWith(`${from}/`)) return undefined;
    renameSync(from, to);
    return `${from} ${to}`;
  }

  private moveAndBack(): string | undefined {
    const from = this.any(() => true);
    if (from === undefined) return undefined;
    renameSync(from, `${from}~`);
    renameSync(`${from}~`, from);
    return from;
  }

  private swap(): string | undefined {
    const one = this.any(() => true);
    const other = this.any(() => true);
    if (one === undefined || other === undefined || one === other) return undefined;
    if (`${one}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${one}/`)) return undefined;
    renameSync(one, join(this.top, 'swapping'));
    renameSync(other, one);
    renameSync(join(this.top, 'swapping'), other);
    return `${one} ${other}`;
  }

  private fileForFolder(): string | undefined {
    const path = this.anyFolder();
    if (path === this.top) return undefined;
    rmSync(path, { recursive: true });
    writeFileSync(path, 'a file now');
    return path;
  }

  private folderForFile(): string | undefined {
    const path = this.anyFile();
    if (path === undefined) return undefined;
    rmSync(path);
    mkdirSync(path);
    writeFileSync(join(path, 'inside'), 'x');
    return path;
  }

  private anew(): string | undefined {
    const path = this.anyFolder();
    if (path === this.top) return undefined;
    rmSync(path, { recursive: true });
    mkdirSync(path);
    if (this.random(2) === 0) writeFileSync(join(path, 'inside'), 'x');
    return path;
  }

  private hardLink(): string | undefined {
    const path = this.anyFile();
    const to = this.newPath();
    if (path !== undefined) linkSync(path, to);
    return path && `${path} ${to}`;
  }

  private entries(): Dirent[] {
    return readdirSync(this.top, { recursive: true, withFileTypes: true });
  }

  private any(suits: (entry: Dirent) => boolean): string | undefined {
    const suiting = this.entries().filter(suits);
    const chosen = suiting[this.random(suiting.length || 1)];
    return chosen && join(chosen.parentPath, chosen.name);
  }

  private anyFile(): string | undefined {
    return this.any((entry) => entry.isFile());
  }

  private anyFolder(): string {
    return (this.random(4) > 0 && this.any((entry) => entry.isDirectory())) || this.top;
  }

  /** Picks one of few names, so that names recur. */
  private newPath(): string {
    for (;;) {
      const path = join(this.anyFolder(), `${this.random(6)}${'.-é'[this.random(3)]}`);
      if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return path;
      if (this.random(6) === 0) return `${path}${this.random(1e9)}`;
    }
  }
}

const kinds = [
  'create',
  'create',
  'createFolder',
  'createLink',
  'remove',
  'remove',
  'rewrite',
  'rewrite',
  'replaceFile',
  'touch',
  'chmod',
  'move',
  'move',
  'moveAndBack',
  'swap',
  'fileForFolder',
  'folderForFile',
  'anew',
  'hardLink',
  'hardLink',
] as const;
