import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildTree } from '../../../test/support/trees/build-tree.js';
import {
  type ChangedModels,
  changedModels,
  entriesOf,
  isAtOrBelow,
  type ModelInode,
  type ModelState,
} from '../../../test/support/trees/changed-models.js';
import { CHANGE_KINDS, ChangeKind } from '../../contract/change-kind.js';
import type { Measure } from '../../contract/entries.js';
import { ROOT_DIRECTORY, ROOT_NODE } from '../tree/tree.js';
import { ChangeCounts } from './change-counts.js';
import { Changes } from './changes.js';
import { Comparison } from './comparison.js';
import { Match } from './matched-tree.js';

const measures: readonly Measure[] = ['allocated', 'apparent'];

describe('of any two scans of a root, a comparison', () => {
  test('says of every path what became of it, as a comparison of paths does', () => {
    fc.assert(
      fc.property(changedModels, fc.nat(), (models, seed) => {
        const changes = changesOf(models, { seed });
        expect(kindsByPath(changes)).toEqual(expectKinds(models));
      }),
      { numRuns: 200 },
    );
  });

  test('adds the changes in a folder up to that of the folder', () => {
    fc.assert(
      fc.property(changedModels, fc.boolean(), (models, everyLink) => {
        const changes = changesOf(models, { everyLink });
        const { comparison } = changes;
        for (let directory = 0; directory < comparison.directories.count; directory++) {
          const entry = comparison.entryOf(directory);
          for (const measure of measures) {
            let sum = ownChange(changes, directory, measure, models, everyLink);
            comparison.eachChild(directory, (child) => {
              sum += changes.exactChange(child, measure);
            });
            expect(sum).toBe(changes.exactChange(entry, measure));
            expect(changes.directoryChange(directory, measure)).toBe(Number(sum));
          }
        }
      }),
    );
  });

  test('adds up to the difference of the totals, by place and by entry', () => {
    fc.assert(
      fc.property(changedModels, fc.boolean(), (models, everyLink) => {
        const changes = changesOf(models, { everyLink });
        const counts = new ChangeCounts(changes);
        const { before, after } = changes.comparison;
        const difference = {
          allocated:
            after.tree.directories.totals.allocatedBytes(ROOT_DIRECTORY, everyLink) -
            before.tree.directories.totals.allocatedBytes(ROOT_DIRECTORY, everyLink),
          apparent:
            after.tree.directories.totals.apparentBytes(ROOT_DIRECTORY, everyLink) -
            before.tree.directories.totals.apparentBytes(ROOT_DIRECTORY, everyLink),
        };
        for (const measure of measures) {
          expect(changes.exactChange(ROOT_NODE, measure)).toBe(difference[measure]);
          let grown = 0n;
          for (let kind = 0; kind < CHANGE_KINDS; kind++) grown += counts.growth(kind, measure);
          expect(grown).toBe(difference[measure]);
        }
      }),
    );
  });

  test('counts below each folder what lies below it', () => {
    fc.assert(
      fc.property(changedModels, (models) => {
        const changes = changesOf(models);
        const counts = new ChangeCounts(changes);
        const { comparison } = changes;
        const kinds = Object.entries(expectKinds(models));
        for (let directory = 0; directory < comparison.directories.count; directory++) {
          const path = textOf(comparison.path(comparison.entryOf(directory)));
          const below = kinds.filter(
            ([other]) => other !== '' && other !== path && (path === '' || isAtOrBelow(other, path)),
          );
          for (let kind = 1; kind < CHANGE_KINDS; kind++) {
            expect(counts.inDirectory(directory, kind)).toBe(below.filter((each) => each[1] === kind).length);
          }
        }
      }),
    );
  });

  test('is empty where nothing has changed', () => {
    fc.assert(
      fc.property(changedModels, fc.nat(), ({ after }, seed) => {
        const changes = changesOf({ before: after, after }, { seed });
        expect(kindsByPath(changes)).toEqual({});
        const counts = new ChangeCounts(changes);
        for (let kind = 0; kind < CHANGE_KINDS; kind++) expect(counts.total(kind)).toBe(0);
      }),
    );
  });

  test('is the negation of what it is the other way round', () => {
    fc.assert(
      fc.property(changedModels, fc.boolean(), ({ before, after }, everyLink) => {
        const forwards = changesOf({ before, after }, { everyLink });
        const backwards = changesOf({ before: after, after: before }, { everyLink, seed: 7 });
        const turned = Object.entries(kindsByPath(backwards, true)).map(([path, kind]) => [path, turn(kind)]);
        expect(kindsByPath(forwards)).toEqual(Object.fromEntries(turned));
        expect(bytesByPath(forwards, 1n)).toEqual(bytesByPath(backwards, -1n));
      }),
    );
  });
});

function changesOf(
  { before, after }: ChangedModels,
  { seed = 0, everyLink = false, measure = 'allocated' as Measure } = {},
): Changes {
  const comparison = new Comparison(buildTree(entriesOf(before)), buildTree(entriesOf(after, seed)));
  return new Changes(comparison, { measure, everyLink });
}

const textOf = (path: Uint8Array): string => Buffer.from(path).toString('latin1');

function entriesIn({ comparison }: Changes): number[] {
  const entries = [ROOT_NODE];
  comparison.eachEntry((entry) => entries.push(entry));
  return entries;
}

/** What is not unchanged. @param atOldPaths of entries in directories that moved: by their path before that. */
function kindsByPath(changes: Changes, atOldPaths = false): Record<string, number> {
  const { comparison } = changes;
  const kinds: Record<string, number> = {};
  for (const entry of entriesIn(changes)) {
    const kind = changes.ownKind(entry);
    const isCarried = comparison.match(entry) === Match.carried;
    const place = atOldPaths && isCarried ? comparison.otherPlace(entry) : entry;
    if (kind !== ChangeKind.unchanged) kinds[textOf(comparison.path(place))] = kind;
  }
  return kinds;
}

function bytesByPath(changes: Changes, sign: bigint): Record<string, bigint[]> {
  const bytes: Record<string, bigint[]> = {};
  for (const entry of entriesIn(changes)) {
    bytes[textOf(changes.comparison.path(entry))] = measures.map(
      (measure) => sign * changes.exactChange(entry, measure),
    );
  }
  return bytes;
}

const turned: Record<number, number> = {
  [ChangeKind.added]: ChangeKind.removed,
  [ChangeKind.removed]: ChangeKind.added,
  [ChangeKind.grown]: ChangeKind.shrunk,
  [ChangeKind.shrunk]: ChangeKind.grown,
  [ChangeKind.moved]: ChangeKind.movedAway,
  [ChangeKind.movedAway]: ChangeKind.moved,
};
const turn = (kind: number): number => turned[kind] ?? kind;

/** What a directory's own entry adds to its change: nothing but its blocks, on either side where it is one. */
function ownChange(
  changes: Changes,
  directory: number,
  measure: Measure,
  { before, after }: ChangedModels,
  everyLink: boolean,
): bigint {
  if (directory === ROOT_DIRECTORY) return 0n;
  const path = textOf(changes.comparison.path(changes.comparison.entryOf(directory)));
  return countedBytes(after, path, measure, everyLink) - countedBytes(before, path, measure, everyLink);
}

/** What the entry at a path counts for by itself. */
function countedBytes(state: ModelState, path: string, measure: Measure, everyLink: boolean): bigint {
  const inode = state.get(path);
  if (inode === undefined) return 0n;
  const names = [...state].filter(([, other]) => other.inode === inode.inode).map(([name]) => name);
  if (inode.kind !== 'directory' && !everyLink && names.sort(byBytes)[0] !== path) return 0n;
  if (measure === 'allocated') return inode.blocks * 512n;
  return inode.kind === 'file' || inode.kind === 'symlink' ? inode.apparentBytes : 0n;
}

const byBytes = (a: string, b: string): number =>
  Buffer.compare(Buffer.from(a, 'latin1'), Buffer.from(b, 'latin1'));

/** What became of each path that changed, found by maps of paths. */
function expectKinds({ before, after }: ChangedModels): Record<string, number> {
  const kinds: Record<string, number> = {};
  for (const [path, now] of after) {
    const old = before.get(path);
    if (old === undefined) kinds[path] = ChangeKind.added;
    else if (old.kind !== now.kind) kinds[path] = ChangeKind.typeChanged;
    else {
      const kind = sizeKind(before, path, after, path);
      if (kind !== ChangeKind.unchanged) kinds[path] = kind;
    }
  }
  for (const path of before.keys()) if (!after.has(path)) kinds[path] = ChangeKind.removed;
  const moves = expectMoves(before, after);
  for (const [from, to] of moves) {
    if (moves.get(parentOf(from)) === parentOf(to) && nameOf(from) === nameOf(to)) {
      delete kinds[from];
      const kind = sizeKind(before, from, after, to);
      if (kind === ChangeKind.unchanged) delete kinds[to];
      else kinds[to] = kind;
    } else {
      kinds[from] = ChangeKind.movedAway;
      kinds[to] = ChangeKind.moved;
    }
  }
  return kinds;
}

function sizeKind(before: ModelState, old: string, after: ModelState, now: string): number {
  for (const measure of measures) {
    const was = countedBytes(before, old, measure, false);
    const is = countedBytes(after, now, measure, false);
    if (is === was) continue;
    const isOtherName = isFirstName(before, old) !== isFirstName(after, now);
    if (isOtherName) return ChangeKind.recounted;
    return is > was ? ChangeKind.grown : ChangeKind.shrunk;
  }
  return ChangeKind.unchanged;
}

const isFirstName = (state: ModelState, path: string): boolean =>
  state.get(path)!.kind === 'directory' ||
  [...state]
    .filter(([, { inode }]) => inode === state.get(path)!.inode)
    .map(([name]) => name)
    .sort(byBytes)[0] === path;

/** From each path that is gone to where it went. */
function expectMoves(before: ModelState, after: ModelState): Map<string, string> {
  const gone = [...before.keys()].filter((path) => !after.has(path)).sort(byBytes);
  const come = [...after.keys()].filter((path) => !before.has(path)).sort(byBytes);
  const moves = new Map<string, string>();
  const taken = new Set<string>();
  const take = (from: string, to: string) => {
    moves.set(from, to);
    taken.add(to);
  };
  const pairInodes = (directories: boolean) => {
    const isOne = (inode: ModelInode) => (inode.kind === 'directory') === directories;
    const free = come.filter((path) => !taken.has(path) && isOne(after.get(path)!));
    const inodes = new Set(free.map((path) => after.get(path)!.inode));
    for (const inode of inodes) {
      const tos = free.filter((path) => after.get(path)!.inode === inode);
      const froms = gone.filter(
        (path) => !moves.has(path) && isOne(before.get(path)!) && before.get(path)!.inode === inode,
      );
      tos.forEach((to, at) => {
        const from = froms[at];
        if (from !== undefined && isTheSame(before, from, after, to)) take(from, to);
      });
    }
  };
  pairInodes(true);
  // Parents sort before what they hold.
  for (const from of gone) {
    const into = moves.get(parentOf(from));
    if (into === undefined || moves.has(from)) continue;
    const to = `${into}/${nameOf(from)}`;
    const isFree = come.includes(to) && !taken.has(to);
    if (isFree && after.get(to)!.kind === before.get(from)!.kind) take(from, to);
  }
  pairInodes(false);
  return moves;
}

function isTheSame(before: ModelState, from: string, after: ModelState, to: string): boolean {
  const was = before.get(from)!;
  const is = after.get(to)!;
  if (was.kind !== is.kind) return false;
  if (was.birth > 0 && is.birth > 0) return was.birth === is.birth;
  if (was.mtime === is.mtime && (was.kind !== 'file' || was.apparentBytes === is.apparentBytes)) return true;
  if (was.kind !== 'directory') return false;
  const namesIn = (state: ModelState, folder: string) =>
    [...state.keys()].filter((path) => parentOf(path) === folder);
  const common = namesIn(before, from).filter((path) => {
    const { inode, kind } = before.get(path)!;
    const other = after.get(`${to}/${nameOf(path)}`);
    return other?.inode === inode && other.kind === kind;
  });
  const size = Math.max(namesIn(before, from).length, namesIn(after, to).length);
  return common.length >= 2 && common.length * 2 > size;
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
