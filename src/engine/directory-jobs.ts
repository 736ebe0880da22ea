/** Jobs for scanners, made of what a tree knows of its directories. */
import { NO_DIRECTORY } from '../contract/entry-batch.js';
import type { DirectoryJob, FromScanner, NameBlock, RowsJob } from '../contract/scanner-protocol.js';
import { directoryPath } from '../core/paths.js';
import type { Tree } from '../core/tree.js';

/** @param descends whether the scanner goes on with the directories that it finds in one. */
export function directoryJob(
  tree: Tree,
  directories: readonly number[],
  descends: (directory: number) => boolean,
): DirectoryJob {
  const paths = directories.map((directory) => directoryPath(tree, directory));
  let length = 0;
  return {
    directory: Uint32Array.from(directories),
    paths: Buffer.concat(paths),
    pathEnd: Uint32Array.from(paths, (path) => {
      length += path.length;
      return length;
    }),
    identity: Uint32Array.from(
      directories.flatMap((directory) => tree.nodes.identity(tree.directories.node(directory))),
    ),
    descend: Uint8Array.from(directories, (directory) => (descends(directory) ? 1 : 0)),
  };
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
  identity: new Uint32Array(4),
  descend: new Uint8Array(1),
  rowEnd: Uint32Array.of(names.mode.length),
  names,
});
