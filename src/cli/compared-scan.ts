/** Side of a comparison: a folder as it is now, or a snapshot of one. */
import { stat } from 'node:fs/promises';
import { encodeName } from '../core/columns/text.js';
import type { ChangeCounts } from '../core/comparison/change-counts.js';
import type { Changes } from '../core/comparison/changes.js';
import { findGlobProblem } from '../core/globs/glob-parser.js';
import type { Tree } from '../core/tree/tree.js';
import { absoluteRoot } from '../engine/files/absolute-root.js';
import type { Snapshot } from '../engine/snapshots/file.js';
import type { ScanRules } from '../engine/snapshots/header.js';
import { ExitCode, UserError } from './exit-code.js';
import { askStore, openStore, readSnapshotOf, type StoreOptions } from './kept-snapshots.js';
import { type ReadingOptions, type RootTask, reportFailures, scanRoot } from './root-scan.js';
import { terminalText } from './terminal-text.js';

export interface ComparedScan {
  /** Path of the root as it was given, and the one by which it is known. */
  readonly root: Uint8Array;
  readonly path: Uint8Array;
  readonly tree: Tree;
  readonly rules: ScanRules;
  /** Begin of the scan in milliseconds since 1970. */
  readonly started: number;
  readonly isSnapshot: boolean;
  readonly complete: boolean;
  readonly hasFailures: boolean;
}

/** Compared scans, the earlier one first, with their changes. */
export interface ComparedScans {
  readonly before: ComparedScan;
  readonly after: ComparedScan;
  readonly changes: Changes;
  readonly counts: ChangeCounts;
}

/** Returns whether a word names a folder, and not a snapshot. */
export async function isFolder(word: string): Promise<boolean> {
  return (await look(word))?.isDirectory() ?? false;
}

/** Scans a folder. @throws UserError */
export async function scanFolder(task: RootTask, rules: ScanRules): Promise<ComparedScan> {
  const { folder } = task;
  const started = Date.now();
  const { followLinks, crossMounts, exclude } = rules;
  // why: they may be those of a snapshot, which may be anybody's.
  const broken = exclude.find((glob) => findGlobProblem(glob) !== null);
  if (broken !== undefined) {
    const pattern = terminalText(encodeName(broken));
    throw refused(
      folder,
      `the snapshot leaves out what matches "${pattern}", which is no pattern: say with --exclude what to leave out`,
    );
  }
  const { followLinks: _, crossMounts: __, ...others } = task.options;
  const options: ReadingOptions = {
    ...others,
    exclude: [...exclude],
    ...(followLinks !== false && { followLinks: true }),
    ...(crossMounts && { crossMounts: true }),
  };
  const result = await scanRoot({ ...task, options }, { followLinks });
  const { tree, complete } = result;
  const root = encodeName(folder);
  const path = await absoluteRoot(root);
  const hasFailures = reportFailures(result);
  return { root, path, tree, rules, started, isSnapshot: false, complete, hasFailures };
}

/** Reads a snapshot by its id, of which the beginning is enough, or by the path of its file. @throws UserError */
export async function loadSnapshot(word: string, options: StoreOptions): Promise<ComparedScan> {
  return fromSnapshot(await readSnapshotOf(options, word, 'folder or snapshot'));
}

/** Loads the newest whole snapshot of a folder, by any rules or by those given. @throws UserError where there is none. */
export async function loadNewest(
  folder: string,
  rules: ScanRules | undefined,
  options: StoreOptions,
): Promise<ComparedScan> {
  const store = openStore(options);
  const root = encodeName(folder);
  const newest =
    rules ??
    (await askStore(store, () => store.list(root))).find(({ header }) => header.complete)?.header.rules;
  const loaded = newest && (await askStore(store, () => store.newest(root, newest)));
  if (loaded) return fromSnapshot(loaded);
  const how = rules ? ' by these options' : '';
  throw refused(
    folder,
    `there is no snapshot of it${how} to compare with: make one with hectare scan --save`,
  );
}

const look = (word: string) => stat(Buffer.from(encodeName(word))).catch(() => undefined);

function fromSnapshot({ header, tree }: Snapshot): ComparedScan {
  const { root, rules, started, complete, totals } = header;
  const hasFailures = totals.failures > 0;
  return { root, path: root, tree, rules, started, isSnapshot: true, complete, hasFailures };
}

const refused = (word: string, reason: string): UserError =>
  new UserError(`${terminalText(encodeName(word))}: ${reason}`, ExitCode.noRoot);
