import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import fc from 'fast-check';

/** A folder tree with a second one beside it, and links all over both: to folders, files, one another, and nothing. */
export type LinkGraph = readonly Draft[];

type Kind = 'folder' | 'file' | 'name' | 'link' | 'absolute' | 'dangling';

interface Draft {
  /** Numbers of what was made before, to be taken modulo their count. */
  readonly holder: number;
  readonly target: number;
  readonly name: string;
  readonly kind: Kind;
  readonly length: number;
}

const draftOf = (kinds: readonly Kind[]) =>
  fc.record({
    holder: fc.nat(),
    target: fc.nat(),
    name: fc.constantFrom('a', 'b', 'a!', 'a.b', 'a0', 'A', '~', 'é'),
    kind: fc.constantFrom(...kinds),
    length: fc.nat(9000),
  });

/** @param links maximum number of links: where every path is read, the number of paths grows fast with them. */
export const linkGraph = (links: number): fc.Arbitrary<LinkGraph> =>
  fc
    .tuple(
      fc.array(draftOf(['folder', 'folder', 'file', 'name']), { minLength: 3, maxLength: 9 }),
      fc.array(draftOf(['link', 'link', 'link', 'absolute', 'dangling']), { maxLength: links }),
    )
    .map(([solid, linked]) => [...solid, ...linked]);

/** Writes a graph to the disk, in two folders of which the first is to be read. */
export function buildLinkGraph(graph: LinkGraph, tree: string, outside: string): void {
  mkdirSync(tree, { recursive: true });
  mkdirSync(outside, { recursive: true });
  const folders = [tree, outside];
  const files: string[] = [];
  const links: string[] = [];
  const taken = new Set<string>();
  const makers: Record<Kind, (path: string, holder: string, draft: Draft) => void> = {
    folder: (path) => {
      mkdirSync(path);
      folders.push(path);
    },
    file: (path, _, { length }) => {
      writeFileSync(path, Buffer.alloc(length, 'x'));
      files.push(path);
    },
    name: (path, _, { target }) => {
      if (files.length > 0) linkSync(files[target % files.length]!, path);
    },
    link: (path, holder, { target }) => {
      const targets = [...folders, ...folders, ...files, ...links];
      symlinkSync(relative(holder, targets[target % targets.length]!) || '.', path);
      links.push(path);
    },
    absolute: (path, _, { target }) => symlinkSync(folders[target % folders.length]!, path),
    dangling: (path, _, { target }) => symlinkSync(target % 2 === 0 ? 'nowhere' : path, path),
  };
  for (const draft of graph) {
    const holder = folders[draft.holder % folders.length]!;
    const path = join(holder, draft.name);
    if (taken.has(path)) continue;
    taken.add(path);
    makers[draft.kind](path, holder, draft);
  }
}
