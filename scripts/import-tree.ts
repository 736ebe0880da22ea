import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { checkFile, governedFolders, type ImportProblem } from './import-rules.js';

export interface TreeReport {
  readonly fileCount: number;
  readonly problems: readonly ImportProblem[];
}

/** Checks every source file of the governed folders below `root`. */
export function checkTree(root: string): TreeReport {
  const paths = governedFolders.flatMap((folder) => filesBelow(root, folder, /\.[cm]?[jt]sx?$/));
  const problems = paths.flatMap((path) => checkFile(path, readFileSync(join(root, path), 'utf8')));
  return { fileCount: paths.length, problems };
}

/** Returns the paths of the files below a folder whose names match, relative to `root`; none where there is no such folder. */
export function filesBelow(root: string, folder: string, name: RegExp): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => name.test(path))
    .map((path) => `${folder}/${path.split(sep).join('/')}`)
    .sort();
}
