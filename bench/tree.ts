/**
 * The tree that is measured: always the same for the same number of files, made once and kept.
 *
 * A marker beside the tree (inside, it would be measured too) is written last. A tree without a marker was interrupted, and
 * is made again.
 */
import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { Random } from './random.js';
import { directoryName, fileName } from './tree-names.js';
import { workFolder } from './work-folder.js';

/** Version of the tree: raise it with every change of what is generated. */
const TREE_VERSION = 1;
const SEED = 20_011;
/** Files per directory: 500,000 files lie in 66,667 directories. */
const FILES_PER_DIRECTORY = 7.5;
const MAX_SUBDIRECTORIES = 4;
const SHARE_WITH_DATA = 0.1;

/** Returns the folder of the tree with a number of files, and makes it if it is not there. */
export function provideTree(files: number, progress: (line: string) => void): string {
  const tree = join(workFolder(), `tree-${TREE_VERSION}-${files}`);
  const marker = `${tree}.json`;
  if (existsSync(marker) && existsSync(tree)) return tree;
  progress(`making a tree of ${files} files in ${tree}`);
  rmSync(tree, { recursive: true, force: true });
  const random = new Random(SEED);
  const directories = makeDirectories(tree, Math.max(1, Math.round(files / FILES_PER_DIRECTORY)), random);
  makeFiles(directories, files, random);
  const parameters = { version: TREE_VERSION, seed: SEED, files, directories: directories.length };
  writeFileSync(marker, `${JSON.stringify(parameters)}\n`);
  return tree;
}

/** Makes directories breadth first, one to four in each, until there are enough: about ten levels for 66,667. */
function makeDirectories(root: string, count: number, random: Random): string[] {
  const directories = [root];
  mkdirSync(root);
  for (let parent = 0; directories.length < count; parent++) {
    const wanted = Math.min(1 + random.below(MAX_SUBDIRECTORIES), count - directories.length);
    for (let number = 0; number < wanted; number++) {
      const path = join(directories[parent]!, directoryName(random, number));
      mkdirSync(path);
      directories.push(path);
    }
  }
  return directories;
}

/** Shares files out. The mean follows what is left, so that the result is exactly `count` files. */
function makeFiles(directories: readonly string[], count: number, random: Random): void {
  const content = Buffer.alloc(2 ** 13, 'hectare ');
  let left = count;
  for (const [index, directory] of directories.entries()) {
    const directoriesLeft = directories.length - index;
    const share = Math.min(left, Math.round(random.exponential(left / directoriesLeft)));
    const here = directoriesLeft === 1 ? left : share;
    for (let number = 0; number < here; number++) {
      makeFile(join(directory, fileName(random, number)), random, content);
    }
    left -= here;
  }
}

/** Makes a file, mostly a hole: metadata is measured, and half a million files with data would take minutes. */
function makeFile(path: string, random: Random, content: Buffer): void {
  const descriptor = openSync(path, 'wx');
  if (random.next() < SHARE_WITH_DATA) {
    writeSync(descriptor, content, 0, Math.floor(2 ** (random.next() * 13)));
  } else {
    ftruncateSync(descriptor, Math.floor(2 ** (random.next() * 20)));
  }
  closeSync(descriptor);
}
