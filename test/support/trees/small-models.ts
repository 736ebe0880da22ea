import { type ModelEntry, type ModelKind, modes, rootEntry } from './model-tree.js';

type Shape = { readonly [name: string]: ModelKind | Shape };

/** A model from a plain object: what is an object is a directory. Every entry has a size of its own. */
export function modelOf(shape: Shape): ModelEntry[] {
  const entries: ModelEntry[] = [rootEntry];
  const fill = (inside: Shape, parent: number): void => {
    for (const [name, content] of Object.entries(inside)) {
      const number = entries.length;
      const kind = typeof content === 'string' ? content : 'directory';
      entries.push(entryOf(name, parent, kind, number));
      if (typeof content !== 'string') fill(content, number);
    }
  };
  fill(shape, 0);
  return entries;
}

export const entryOf = (name: string, parent: number, kind: ModelKind, number: number): ModelEntry => ({
  name: Buffer.from(name),
  parent,
  mode: modes[kind],
  links: 1,
  inode: BigInt(1000 + number),
  apparentBytes: BigInt(10 + number),
  blocks: BigInt(2 + number),
});

/** One directory with so many files. */
export const wideModel = (count: number): ModelEntry[] => [
  rootEntry,
  ...Array.from({ length: count }, (_, index) => entryOf(`file-${index}`, 0, 'file', index + 1)),
];

/** So many directories in the root, each with so many files. */
export function bushyModel(directories: number, filesEach: number): ModelEntry[] {
  const entries: ModelEntry[] = [rootEntry];
  for (let directory = 0; directory < directories; directory++) {
    const parent = entries.length;
    entries.push(entryOf(`directory-${directory}`, 0, 'directory', parent));
    for (let file = 0; file < filesEach; file++) {
      entries.push(entryOf(`file-${file}`, parent, 'file', entries.length));
    }
  }
  return entries;
}
