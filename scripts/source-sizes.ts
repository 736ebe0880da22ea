import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { governedFolders } from './import-rules.js';
import { filesBelow } from './import-tree.js';

export const maxFileLines = 300;
export const maxFolderFiles = 30;

/** Returns a line for each production file, and each folder of them, that is larger than CONTRIBUTING.md allows. */
export function findTooLarge(root: string): string[] {
  const paths = governedFolders
    .flatMap((folder) => filesBelow(root, folder, /\.(tsx?|css)$/))
    .filter((path) => !/\.test\.tsx?$/.test(path));
  const files = paths
    .map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').split('\n').length - 1 }))
    .filter(({ lines }) => lines > maxFileLines)
    .map(({ path, lines }) => `${path} has ${lines} lines, of at most ${maxFileLines}`);
  const counts = new Map<string, number>();
  for (const path of paths) counts.set(posix.dirname(path), (counts.get(posix.dirname(path)) ?? 0) + 1);
  const folders = [...counts]
    .filter(([, count]) => count > maxFolderFiles)
    .map(([folder, count]) => `${folder} has ${count} files, of at most ${maxFolderFiles}`);
  return [...files, ...folders];
}
