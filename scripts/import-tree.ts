import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { checkFile, governedFolders, type ImportProblem } from './import-rules.js';

export interface TreeReport {
  readonly fileCount: number;
  readonly problems: readonly ImportProblem[];
}

/** Checks every source file of the governed folders below `root`. */
export function checkTree(root: string): TreeReport {
  const paths = governedFolders.flatMap((folder) => sourceFiles(root, folder));
  const problems = paths.flatMap((path) => checkFile(path, readFileSync(join(root, path), 'utf8')));
  return { fileCount: paths.length, problems };
}

function sourceFiles(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.[cm]?[jt]sx?$/.test(path))
    .map((path) => `${folder}/${path.split(sep).join('/')}`)
    .sort();
}
