import fc from 'fast-check';

/** A tree as plain data, from which batches, synthetic readers and oracles are made. Entry 0 is the root. */
export interface ModelEntry {
  readonly name: Buffer;
  /** The entry's number of the directory that holds it; -1 for the root. */
  readonly parent: number;
  /** `st_mode`. */
  readonly mode: number;
  readonly links: number;
  readonly inode: bigint;
  readonly apparentBytes: bigint;
  /** Units of 512 bytes. */
  readonly blocks: bigint;
  /** Symbolic links: the entry that they lead to. */
  readonly target?: number;
}

export const modes = { file: 0o100644, directory: 0o40755, symlink: 0o120777, fifo: 0o10600 } as const;
export type ModelKind = keyof typeof modes;

export const rootEntry: ModelEntry = {
  name: Buffer.from('/root'),
  parent: -1,
  mode: modes.directory,
  links: 2,
  inode: 2n,
  apparentBytes: 4096n,
  blocks: 8n,
};

/** Names that make sorting hard: prefixes of one another, and bytes on both sides of the slash. */
const hardNames = [
  'a',
  'a.b',
  'a0',
  'a!',
  'a b',
  'ab',
  'A',
  'aaaaaaa',
  'aaaaaaa.',
  'aaaaaaaz',
  '\n',
  'é',
  '\u{1f333}',
];
export const anyName: fc.Arbitrary<Buffer> = fc.oneof(
  fc.constantFrom(...hardNames).map((name) => Buffer.from(name)),
  fc
    .uint8Array({ minLength: 1, maxLength: 9 })
    .map((bytes) => Buffer.from(bytes.map((byte) => (byte === 0 || byte === 47 ? 1 : byte))))
    // No file system has entries of these names.
    .filter((name) => !['.', '..'].includes(name.toString('latin1'))),
);

const size = fc.oneof(
  { weight: 8, arbitrary: fc.bigInt({ min: 0n, max: 100_000n }) },
  { weight: 1, arbitrary: fc.constantFrom(2n ** 32n - 1n, 2n ** 32n, 2n ** 53n + 1n, 2n ** 63n - 1n) },
);

const draft = fc.record({
  parent: fc.nat(),
  name: anyName,
  kind: fc.constantFrom<ModelKind>('file', 'file', 'file', 'directory', 'directory', 'symlink', 'fifo'),
  apparentBytes: size,
  blocks: size,
  /** Above 0: one of the few inodes that have several names. */
  shared: fc.oneof(fc.constant(0), fc.nat(6)),
});

/** Arbitrary trees in which some inodes have several names. */
export const modelTree: fc.Arbitrary<readonly ModelEntry[]> = fc
  .array(draft, { maxLength: 60 })
  .map((drafts) => assemble(drafts));

type Draft = typeof draft extends fc.Arbitrary<infer Value> ? Value : never;

function assemble(drafts: readonly Draft[]): readonly ModelEntry[] {
  const entries: ModelEntry[] = [rootEntry];
  const directories = [0];
  const taken = new Set<string>();
  for (const { parent, name, kind, apparentBytes, blocks, shared } of drafts) {
    const holder = directories[parent % directories.length]!;
    const key = `${holder}/${name.toString('latin1')}`;
    if (taken.has(key)) continue;
    taken.add(key);
    const entry = { name, parent: holder, mode: modes[kind], links: 1, apparentBytes, blocks };
    if (kind === 'directory') directories.push(entries.length);
    const isShared = kind !== 'directory' && shared > 0;
    entries.push({ ...entry, inode: BigInt(isShared ? shared + 100 : entries.length + 1000) });
  }
  return withLinks(entries);
}

/** Makes names of one inode agree about it, and about how many they are. */
function withLinks(entries: readonly ModelEntry[]): readonly ModelEntry[] {
  return entries.map((entry, index) => {
    if (index === 0 || entry.mode === modes.directory) return entry;
    const names = entries.filter(({ inode }) => inode === entry.inode);
    return { ...names[0]!, name: entry.name, parent: entry.parent, links: names.length };
  });
}

/** Returns the path of an entry relative to the root. */
export function modelPath(entries: readonly ModelEntry[], index: number): Buffer {
  const names: Buffer[] = [];
  for (let at = index; at > 0; at = entries[at]!.parent) names.unshift(entries[at]!.name);
  return Buffer.from(names.map((name) => name.toString('latin1')).join('/'), 'latin1');
}

export const isModelDirectory = ({ mode }: ModelEntry): boolean => mode === modes.directory;
