/** Jobs for scanners, made of what a tree knows of its directories. */
import { NO_DIRECTORY } from '../../contract/entry-batch.js';
import { IDENTITY_WORDS } from '../../contract/identity.js';
import type { DirectoryJob, FromScanner, NameBlock, RowsJob } from '../../contract/scanner-protocol.js';
import { PathBuilder } from '../../core/tree/path-builder.js';
import type { Tree } from '../../core/tree/tree.js';
import type { KnownBlock } from '../../core/update/known-block-builder.js';

/**
 * The job for directories: for the first of them, at least for one, where their paths are long.
 * @param descends whether the scanner goes on with the directories that it finds in one.
 */
export function directoryJob(
  tree: Tree,
  directories: readonly number[],
  descends: (directory: number) => boolean,
): DirectoryJob {
  const paths = new PathBuilder(tree);
  const pathEnd: number[] = [];
  while (pathEnd.length < directories.length && !paths.isFull) {
    pathEnd.push(paths.add(directories[pathEnd.length]!));
  }
  const taken = directories.slice(0, pathEnd.length);
  return { ...directoryColumns(tree, taken, pathEnd, descends), paths: paths.take() };
}

/** The job for rows that a tree knows. */
export function knownRowsJob(tree: Tree, block: KnownBlock, request: number): RowsJob {
  const { directories, paths, pathEnd, rowEnd, names } = block;
  const columns = directoryColumns(tree, directories, pathEnd, () => false);
  return { ...columns, paths, request, rowEnd: Uint32Array.from(rowEnd), names };
}

function directoryColumns(
  { nodes, directories }: Tree,
  taken: readonly number[],
  pathEnd: readonly number[],
  descends: (directory: number) => boolean,
): Omit<DirectoryJob, 'paths'> {
  const identity = new Uint32Array(taken.length * IDENTITY_WORDS);
  const descend = new Uint8Array(taken.length);
  for (let index = 0; index < taken.length; index++) {
    nodes.copyIdentity(directories.node(taken[index]!), identity, index * IDENTITY_WORDS);
    if (descends(taken[index]!)) descend[index] = 1;
  }
  return { directory: Uint32Array.from(taken), pathEnd: Uint32Array.from(pathEnd), identity, descend };
}

/** The job for names of a directory that a scanner gave away. */
export function namesJob(
  tree: Tree,
  directory: number,
  { names }: FromScanner['giveNames'],
  request: number,
  descends: boolean,
): RowsJob {
  return {
    ...directoryJob(tree, [directory], () => descends),
    request,
    rowEnd: Uint32Array.of(names.mode.length),
    names,
  };
}

const noBytes = new Uint8Array();

/** The job for whole paths. */
export const wholePaths = (names: NameBlock): Omit<RowsJob, 'request'> => ({
  directory: Uint32Array.of(NO_DIRECTORY),
  paths: noBytes,
  pathEnd: new Uint32Array(1),
  identity: new Uint32Array(IDENTITY_WORDS),
  descend: new Uint8Array(1),
  rowEnd: Uint32Array.of(names.mode.length),
  names,
});
