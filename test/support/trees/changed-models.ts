/** Two states of a root: the second follows from the first by changes as people and programs make them. */
import fc from 'fast-check';
import type { NewEntry } from '../../../src/core/stored/batch-builder.js';
import { type ModelEntry, type ModelKind, modes, rootEntry } from './model-tree.js';

/** An inode, which several paths may share. */
export interface ModelInode {
  readonly kind: ModelKind;
  readonly inode: bigint;
  readonly apparentBytes: bigint;
  readonly blocks: bigint;
  /** Seconds. */
  readonly mtime: number;
  /** Word of the birth time; 0 where the file system keeps none. */
  readonly birth: number;
}

/** Inodes by path relative to the root, one character a byte. The root itself has none. */
export type ModelState = ReadonlyMap<string, ModelInode>;
type Paths = Map<string, ModelInode>;

export interface ChangedModels {
  readonly before: ModelState;
  readonly after: ModelState;
}

const kinds = ['add', 'add', 'remove', 'move', 'move', 'resize', 'replace', 'link', 'touch'] as const;

const changeOf = (...what: (typeof kinds)[number][]) =>
  fc.record({
    what: fc.constantFrom(...what),
    /** Numbers that choose a path, and a directory for it. */
    at: fc.nat(),
    to: fc.nat(),
    name: fc.constantFrom('a', 'b', 'c', 'a.b', 'a!', 'ab', '\xe9', 'd'),
    kind: fc.constantFrom<ModelKind>('file', 'file', 'directory', 'directory', 'symlink', 'fifo'),
    bytes: fc.oneof(
      { weight: 8, arbitrary: fc.bigInt({ min: 0n, max: 3n }) },
      { weight: 4, arbitrary: fc.bigInt({ min: 0n, max: 100_000n }) },
      { weight: 1, arbitrary: fc.constantFrom(2n ** 32n - 1n, 2n ** 53n + 1n, 2n ** 60n, 2n ** 60n + 1n) },
    ),
    /** Whether the file system keeps a birth time of the new inode. */
    isBirthKnown: fc.boolean(),
    /** Whether the new inode reuses a number that was freed, if there is one. */
    reuses: fc.boolean(),
  });
type InodeRules = Pick<Change, 'reuses' | 'isBirthKnown'>;
type Change = ReturnType<typeof changeOf> extends fc.Arbitrary<infer Value> ? Value : never;

export const changedModels: fc.Arbitrary<ChangedModels> = fc
  .tuple(
    fc.array(changeOf('add', 'add', 'add', 'add', 'link'), { maxLength: 40, size: 'max' }),
    fc.array(changeOf(...kinds), { maxLength: 15, size: 'max' }),
  )
  .map(([first, second]) => {
    const root = new ChangingRoot();
    for (const each of first) root.make(each);
    const before = new Map(root.paths);
    for (const each of second) root.make(each);
    return { before, after: root.paths };
  });

class ChangingRoot {
  readonly paths: Paths = new Map();
  private lastInode = 100n;
  private lastBirth = 0;
  private readonly freed: bigint[] = [];

  make({ what, at, to, name, kind, bytes, ...inode }: Change): void {
    const path = [...this.paths.keys()][at % (this.paths.size || 1)] ?? '';
    const target = join(this.directory(to), name);
    if (what === 'add') this.add(target, kind, bytes, inode);
    else if (path === '') return;
    else if (what === 'remove') this.remove(path);
    else if (what === 'move') this.move(path, target);
    else if (what === 'resize') this.update(path, { apparentBytes: bytes, blocks: bytes / 512n + 1n });
    else if (what === 'touch') this.update(path, { mtime: Number(bytes % 100n) });
    else if (what === 'replace') {
      this.remove(path);
      this.add(path, kind, bytes, inode);
    } else this.link(path, target);
  }

  private directory(choice: number): string {
    const directories = ['', ...this.paths.keys()].filter(
      (path) => path === '' || this.paths.get(path)!.kind === 'directory',
    );
    return directories[choice % directories.length]!;
  }

  private add(path: string, kind: ModelKind, bytes: bigint, rules: InodeRules): void {
    if (this.paths.has(path)) return;
    const inode = (rules.reuses ? this.freed.pop() : undefined) ?? ++this.lastInode;
    const mtime = Number(inode % 3n);
    const birth = rules.isBirthKnown ? ++this.lastBirth : 0;
    this.paths.set(path, { kind, inode, apparentBytes: bytes, blocks: bytes / 512n + 1n, mtime, birth });
  }

  private remove(path: string): void {
    for (const [other, { inode }] of [...this.paths]) {
      if (!isAtOrBelow(other, path)) continue;
      this.paths.delete(other);
      if (![...this.paths.values()].some((known) => known.inode === inode)) this.freed.push(inode);
    }
  }

  private move(path: string, target: string): void {
    if (this.paths.has(target) || isAtOrBelow(target, path)) return;
    for (const [other, inode] of [...this.paths]) {
      if (!isAtOrBelow(other, path)) continue;
      this.paths.delete(other);
      this.paths.set(target + other.slice(path.length), inode);
    }
  }

  private update(path: string, changed: Partial<ModelInode>): void {
    const { inode } = this.paths.get(path)!;
    for (const [other, known] of this.paths) {
      if (known.inode === inode) this.paths.set(other, { ...known, ...changed });
    }
  }

  private link(path: string, target: string): void {
    const inode = this.paths.get(path)!;
    if (inode.kind !== 'directory' && !this.paths.has(target)) this.paths.set(target, inode);
  }
}

const join = (directory: string, name: string): string => (directory === '' ? name : `${directory}/${name}`);
export const isAtOrBelow = (path: string, above: string): boolean =>
  path === above || path.startsWith(`${above}/`);

/** Makes rows for a tree, in an order of names that `seed` decides. */
export function entriesOf(state: ModelState, seed = 0): (ModelEntry & NewEntry)[] {
  const numbers = new Map([['', 0]]);
  const mix = (path: string) => (seed === 0 ? 0 : hash(path, seed));
  const depth = (path: string) => path.split('/').length;
  const paths = [...state.keys()].sort((a, b) => depth(a) - depth(b) || mix(a) - mix(b) || (a < b ? -1 : 1));
  const entries: (ModelEntry & NewEntry)[] = [rootEntry];
  for (const path of paths) {
    const { kind, inode, apparentBytes, blocks, mtime, birth } = state.get(path)!;
    const links = [...state.values()].filter((other) => other.inode === inode).length;
    const end = path.lastIndexOf('/');
    numbers.set(path, entries.length);
    entries.push({
      name: Buffer.from(path.slice(end + 1), 'latin1'),
      parent: numbers.get(path.slice(0, Math.max(0, end)))!,
      mode: modes[kind],
      links,
      inode,
      apparentBytes,
      blocks,
      mtime: [BigInt(mtime), 0],
      birth,
    });
  }
  return entries;
}

function hash(text: string, seed: number): number {
  let value = seed;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value;
}
