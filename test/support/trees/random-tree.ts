import fc from 'fast-check';
import { ENGINE_REFERENCE, NodeFlag } from '../../../src/contract/entry-batch.js';
import { BatchBuilder, type NewEntry } from '../../../src/core/stored/batch-builder.js';
import { appendRoot } from '../../../src/core/stored/tree-builder.js';
import { newSenderNumbers, Tree } from '../../../src/core/tree/tree.js';
import { anyName, modes } from './model-tree.js';
import { contentsOf, pathOfDirectory, walkTree } from './tree-contents.js';

const word64 = fc.oneof(
  fc.bigInt({ min: 0n, max: 5000n }),
  fc.constantFrom(2n ** 32n - 1n, 2n ** 32n, 2n ** 53n + 1n, 2n ** 63n - 1n, 2n ** 64n - 1n),
);
const nanoseconds = fc.oneof(fc.constant(0), fc.nat(999_999_999));
const time = fc.tuple(
  fc.oneof(
    fc.bigInt({ min: 1_790_000_000n, max: 1_790_000_100n }),
    fc.constantFrom(0n, -1n, -(2n ** 40n), 2n ** 33n, 2n ** 63n - 1n),
  ),
  nanoseconds,
);
const word = fc.oneof(fc.nat(3), fc.constantFrom(2 ** 31, 2 ** 32 - 1));

const draft = fc.record({
  parent: fc.nat(),
  name: anyName,
  kind: fc.constantFrom('file', 'file', 'directory', 'directory', 'symlink', 'fifo'),
  apparentBytes: word64,
  blocks: word64,
  /** Values are few, so that some recur. */
  inode: fc.oneof(fc.bigInt({ min: 1n, max: 12n }), word64),
  links: fc.constantFrom(1, 1, 2, 3, 2 ** 32 - 1),
  uid: word,
  gid: word,
  device: fc.tuple(word, word),
  mtime: time,
  birth: word,
  changed: time,
  flags: fc.constantFrom(0, 0, 0, 0, NodeFlag.excluded, NodeFlag.otherMount, NodeFlag.trusted),
  errno: fc.constantFrom(undefined, undefined, undefined, undefined, 13),
  /** State of its directory with this section: 0 done, 1 not, 2 failed, 3 failed and then done. */
  end: fc.constantFrom(0, 0, 0, 1, 2, 3),
  /** Action on a directory afterwards. */
  fate: fc.constantFrom('none', 'none', 'none', 'elsewhere', 'loop'),
  isRemoved: fc.constantFrom(false, false, true),
});

export type EntryDraft = typeof draft extends fc.Arbitrary<infer Value> ? Value : never;

/** Arbitrary entries of all kinds that a scan can find. */
export const entryDrafts: fc.Arbitrary<readonly EntryDraft[]> = fc.array(draft, { maxLength: 40 });

export interface BuildRules {
  readonly followLinks: boolean;
  /** Leaves out what is removed, with all below. */
  readonly withoutRemoved?: boolean;
  /** Called with each node and its draft. */
  readonly onNode?: (node: number, draft: EntryDraft) => void;
}

/** Lets entries come one section each, in their order; each lies in a directory that came before it. */
export function buildTree(drafts: readonly EntryDraft[], rules: BuildRules): Tree {
  const tree = new Tree();
  const root = {
    name: Buffer.from('/r\xff', 'latin1'),
    mode: modes.directory,
    links: 2,
    apparentBytes: 4096n,
  };
  appendRoot(tree, { ...root, blocks: 8n, inode: 2n }, rules.followLinks);
  const directories: { draft: EntryDraft | undefined; number: number }[] = [{ draft: undefined, number: 0 }];
  const removed = new Set<EntryDraft | undefined>();
  const taken = new Set<string>();
  for (const entry of drafts) {
    const holder = directories[entry.parent % directories.length]!;
    const key = `${directories.indexOf(holder)}/${entry.name.toString('latin1')}`;
    if (taken.has(key)) continue;
    taken.add(key);
    const isDirectory = entry.kind === 'directory' && entry.flags !== NodeFlag.excluded;
    const isRead = isDirectory && entry.flags !== NodeFlag.otherMount && entry.errno === undefined;
    const isLeftOut = rules.withoutRemoved === true && (entry.isRemoved || removed.has(holder.draft));
    if (isRead) directories.push({ draft: entry, number: isLeftOut ? -1 : tree.directories.count });
    if (isLeftOut) removed.add(entry);
    if (holder.number < 0) continue;
    const reference = (ENGINE_REFERENCE | holder.number) >>> 0;
    if (!isLeftOut) rules.onNode?.(tree.nodes.count, entry);
    const builder = new BatchBuilder(rules.followLinks).section(reference, isLeftOut ? [] : [rowOf(entry)], {
      done: entry.end === 0,
      errno: entry.end >= 2 ? 5 : 0,
    });
    if (entry.end === 3) builder.section(reference, [], { done: true });
    tree.append(builder.build(), newSenderNumbers());
    if (isRead && !isLeftOut) settleFate(tree, tree.directories.count - 1, entry);
  }
  return tree;
}

function settleFate(tree: Tree, directory: number, { fate }: EntryDraft): void {
  if (fate === 'elsewhere') tree.closeDirectory(directory);
  if (fate === 'loop') tree.cutLoop(directory, 40);
}

function rowOf({ kind, errno, flags, ...entry }: EntryDraft): NewEntry {
  const mode = modes[kind as keyof typeof modes];
  const isUnknown = errno !== undefined;
  // What leads back to an ancestor has its inode, and the ancestor's path sorts first.
  const isLoop = entry.fate === 'loop' && kind === 'directory';
  return {
    ...entry,
    ...(isLoop && { inode: 2n, device: [8, 1] as const }),
    mode,
    flags: isUnknown ? 0 : flags,
    ...(isUnknown && { errno }),
  };
}

/** All of a tree but for the numbers of nodes, and what `contentsOf` leaves out. */
export function everythingOf(tree: Tree): object {
  const { directories } = tree;
  return {
    ...contentsOf(tree),
    births: walkTree(tree).map(([path, node]) => [path, tree.nodes.birth(node)]),
    directories: Array.from({ length: directories.count }, (_, directory) => ({
      path: pathOfDirectory(tree, directory),
      state: directories.state.get(directory),
      changed: directories.changed(directory),
    })).sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}
