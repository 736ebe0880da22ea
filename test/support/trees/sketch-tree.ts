import { ENGINE_REFERENCE, type EntryBatch } from '../../../src/contract/entry-batch.js';
import { decodeName } from '../../../src/core/columns/text.js';
import { BatchBuilder, type NewEntry } from '../../../src/core/stored/batch-builder.js';
import { appendRoot } from '../../../src/core/stored/tree-builder.js';
import { newSenderNumbers, ROOT_NODE, Tree } from '../../../src/core/tree/tree.js';
import { modes, rootEntry } from './model-tree.js';

/** What a folder holds: files by their bytes, folders, and entries that are special in some way. */
export interface Sketch {
  readonly [name: string]: number | Sketch | SpecialEntry;
}

class SpecialEntry {
  readonly draft: Partial<NewEntry>;
  constructor(draft: Partial<NewEntry>) {
    this.draft = draft;
  }
}

/** An entry of which more is said than its bytes. */
export const special = (draft: Partial<NewEntry>): SpecialEntry => new SpecialEntry(draft);

interface SketchOptions {
  /** Leaves these folders, by their paths, pending. */
  readonly pending?: readonly string[];
  /** Lets these folders, by their paths, fail with an errno. */
  readonly failing?: Readonly<Record<string, number>>;
}

/** A tree that grows sketch by sketch, in which nodes are found by their paths. Folders themselves take no blocks. */
export class SketchedTree {
  readonly tree: Tree = new Tree();
  private readonly nodes = new Map<string, number>([['', ROOT_NODE]]);

  constructor(sketch: Sketch, options: SketchOptions = {}) {
    appendRoot(this.tree, { ...rootEntry, blocks: 0n });
    this.add('', sketch, options);
  }

  node(path: string): number {
    const node = this.nodes.get(path);
    if (node === undefined) throw new Error(`no ${path}`);
    return node;
  }

  directory(path: string): number {
    return this.tree.directories.ofNode(this.node(path));
  }

  /** The path of a node: what tests compare. */
  path(node: number): string {
    const { directories, nodes } = this.tree;
    const names: string[] = [];
    for (let at = node; at !== ROOT_NODE; at = directories.node(directories.holding(at))) {
      names.unshift(decodeName(nodes.name(at)));
    }
    return names.join('/');
  }

  /** Adds names to a folder that is there already, one batch for each folder. */
  add(path: string, sketch: Sketch, { pending = [], failing = {} }: SketchOptions = {}): void {
    const queue: [path: string, sketch: Sketch][] = [[path, sketch]];
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [above, inside] = next;
      if (pending.includes(above)) continue;
      const errno = failing[above] ?? 0;
      this.append(above, inside, errno);
      for (const [name, value] of Object.entries(inside)) {
        if (typeof value === 'number' || value instanceof SpecialEntry) continue;
        queue.push([join(above, name), value]);
      }
    }
  }

  private append(above: string, inside: Sketch, errno: number): void {
    const first = this.tree.nodes.count;
    const rows = Object.entries(inside).map(([name, value], index) => {
      this.nodes.set(join(above, name), first + index);
      return row(name, value, first + index);
    });
    const reference = (this.directory(above) | ENGINE_REFERENCE) >>> 0;
    const batch: EntryBatch = new BatchBuilder().section(reference, rows, { errno }).build();
    this.tree.append(batch, newSenderNumbers());
  }
}

const join = (above: string, name: string): string => (above === '' ? name : `${above}/${name}`);

function row(name: string, value: number | Sketch | SpecialEntry, inode: number): NewEntry {
  const bytes = typeof value === 'number' ? value : 0;
  const plain = {
    name: Buffer.from(name),
    mode: typeof value === 'number' || value instanceof SpecialEntry ? modes.file : modes.directory,
    links: 1,
    inode: BigInt(1_000_000 + inode),
    apparentBytes: BigInt(bytes),
    blocks: BigInt(Math.ceil(bytes / 512)),
  };
  return value instanceof SpecialEntry ? { ...plain, ...value.draft } : plain;
}
