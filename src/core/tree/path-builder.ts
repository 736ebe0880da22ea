/** The paths of many directories, one after the other. */
import { SLASH } from '../columns/bytes.js';
import { lengthen } from '../columns/lengthen.js';
import { ROOT_DIRECTORY, type Tree } from './tree.js';

/** In a chain of directories the paths of all are the square of its depth: thousands are not to be put together at once. */
const maxBytes = 1 << 20;
/** Above the length of any path. */
const lengths = 2 ** 26;

export class PathBuilder {
  private bytes = new Uint8Array(1 << 12);
  private length = 0;
  private readonly tree: Tree;
  /**
   * Where the path of a directory stands: start × `lengths` + length. Perf: of those that hold others, so that what
   * their paths share is put together once (bench: rescan).
   */
  private readonly known = new Map<number, number>();
  private readonly missing: number[] = [];

  constructor(tree: Tree) {
    this.tree = tree;
  }

  get isFull(): boolean {
    return this.length > maxBytes;
  }

  /** Appends the path of a directory relative to the root, empty for the root itself; returns where it ends. */
  add(directory: number): number {
    const { directories } = this.tree;
    const { missing, known } = this;
    const start = this.length;
    let above = directory;
    while (above !== ROOT_DIRECTORY && !known.has(above)) {
      missing.push(above);
      above = directories.parent(above);
    }
    if (above !== ROOT_DIRECTORY) this.repeat(known.get(above)!);
    for (let next = missing.pop(); next !== undefined; next = missing.pop()) {
      this.appendName(directories.node(next), this.length > start);
      const hasDirectories = directories.totals.directories.get(next) > 0;
      if (hasDirectories) known.set(next, start * lengths + this.length - start);
    }
    return this.length;
  }

  /** All paths. */
  take(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  private appendName(node: number, hasSlash: boolean): void {
    const { nodes } = this.tree;
    const begin = nodes.nameBegin(node);
    const end = nodes.nameEnd(node);
    this.bytes = lengthen(this.bytes, this.length + end - begin + 1);
    if (hasSlash) this.bytes[this.length++] = SLASH;
    this.length += nodes.names.copy(begin, end, this.bytes, this.length);
  }

  private repeat(place: number): void {
    const start = Math.floor(place / lengths);
    const length = place % lengths;
    this.bytes = lengthen(this.bytes, this.length + length);
    this.bytes.copyWithin(this.length, start, start + length);
    this.length += length;
  }
}
