/** Store of snapshots as commands use it: tells the user what the store reports. */
import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { encodeName } from '../core/columns/text.js';
import { snapshotFolder } from '../engine/files/data-folder.js';
import type { ScanResult } from '../engine/reading/reading.js';
import { readSnapshot, type Snapshot, SnapshotProblem } from '../engine/snapshots/file.js';
import type { SnapshotPlace } from '../engine/snapshots/folder.js';
import type { ScanRules } from '../engine/snapshots/header.js';
import { defaultLimits, type SnapshotLimits } from '../engine/snapshots/retention.js';
import { type RefusedSnapshot, SnapshotStore, type StoredSnapshot } from '../engine/snapshots/store.js';
import { ExitCode, UserError } from './exit-code.js';
import { explainErrno, explainOutputErrno } from './failure-text.js';
import { terminalText } from './terminal-text.js';

export interface StoreOptions {
  /** Folder of the snapshots; by default in the user's data folder. */
  readonly snapshots?: string;
}

export interface KeepOptions extends StoreOptions {
  readonly save?: true;
  /** Max number of snapshots of a root, and max bytes of all. */
  readonly keep?: number;
  readonly keepBytes?: number;
}

export const shown = (path: string): string => terminalText(encodeName(path));

/** why: the words of the command line need not be UTF-8 (raw-arguments.ts). */
const systemPath = (path: string): Buffer => Buffer.from(encodeName(path));

const otherFolder = 'name one with HECTARE_DATA or --snapshots';

/** Returns why there is no place for a store; undefined where there is one. */
export function findPlaceProblem({ snapshots }: StoreOptions): string | undefined {
  if (snapshots !== undefined || snapshotFolder() !== undefined) return undefined;
  return `there is no folder for snapshots, since this user has no home: ${otherFolder}`;
}

/** Opens the store of snapshots. @throws UserError where there is no place for it. */
export function openStore({ snapshots, keep, keepBytes }: KeepOptions): SnapshotStore {
  if (snapshots !== undefined && /\p{Cs}/u.test(snapshots)) {
    throw new UserError(`${shown(snapshots)}: for snapshots choose a folder named in UTF-8`, ExitCode.usage);
  }
  const folder = snapshots === undefined ? snapshotFolder() : resolve(snapshots);
  if (folder === undefined) throw new UserError(findPlaceProblem({})!, ExitCode.incomplete);
  const limits: SnapshotLimits = {
    perRoot: keep ?? defaultLimits.perRoot,
    bytes: keepBytes ?? defaultLimits.bytes,
  };
  return new SnapshotStore(folder, tellRefused, limits);
}

function tellRefused({ path, problem, movedTo }: RefusedSnapshot): void {
  const what = problem instanceof SnapshotProblem ? problem.message : explainErrno(-(problem.errno ?? 0));
  const outcome = movedTo === undefined ? 'it is left where it is' : `it was set aside as ${shown(movedTo)}`;
  process.stderr.write(`hectare: the snapshot ${shown(path)} is not taken: ${what}; ${outcome}\n`);
}

/** Saves the result of a scan. @throws UserError; then the earlier snapshots are still there. */
export async function keepScan(
  store: SnapshotStore,
  folder: string,
  rules: ScanRules,
  { tree, began, complete, backend, scanners }: ScanResult,
): Promise<StoredSnapshot> {
  const root = encodeName(folder);
  try {
    return await store.save({ tree, root, rules, started: began.wall, complete, backend, scanners });
  } catch (error) {
    throw storeError('no snapshot can be kept in', store, error);
  }
}

/** Uses the store. @throws UserError where its folder cannot be read or changed. */
export async function askStore<Result>(store: SnapshotStore, use: () => Promise<Result>): Promise<Result> {
  try {
    return await use();
  } catch (error) {
    throw storeError('cannot use the snapshots in', store, error);
  }
}

function storeError(what: string, { folder }: SnapshotStore, error: unknown): unknown {
  if (error instanceof SnapshotProblem)
    return new UserError(`${what} ${shown(folder)}: ${error.message}`, ExitCode.incomplete);
  const { errno, code } = error as NodeJS.ErrnoException;
  if (code === undefined || errno === undefined) return error;
  return new UserError(
    `${what} ${shown(folder)}: ${explainOutputErrno(-errno)}, or ${otherFolder}`,
    ExitCode.incomplete,
  );
}

/** Finds the snapshot whose id begins with a word. @param meant what the word may mean, for the user. @throws UserError */
export async function findSnapshot(
  store: SnapshotStore,
  word: string,
  meant = 'snapshot',
): Promise<SnapshotPlace> {
  const places = await askStore(store, () => store.find(word));
  if (places.length === 1) return places[0]!;
  const problem =
    places.length === 0
      ? `there is no such ${meant}: hectare snapshots list shows the snapshots that there are`
      : `${places.length} snapshots begin so: write more of the id`;
  throw new UserError(`${shown(word)}: ${problem}`, ExitCode.noRoot);
}

/** Reads the snapshot that a word means: the path of a file, or the beginning of an id. @throws UserError */
export async function readSnapshotOf(options: StoreOptions, word: string, meant?: string): Promise<Snapshot> {
  const isFile = await stat(systemPath(word)).then(
    (named) => !named.isDirectory(),
    () => false,
  );
  if (isFile) return readSnapshotFile(word);
  const store = openStore(options);
  const snapshot = await store.load(await findSnapshot(store, word, meant));
  if (snapshot) return snapshot;
  throw new UserError(`${shown(word)} cannot be read: choose another snapshot`, ExitCode.noRoot);
}

/** Reads a file. why: it may be anybody's, so it is not set aside where it is no snapshot. */
async function readSnapshotFile(path: string): Promise<Snapshot> {
  try {
    const { O_RDONLY, O_NONBLOCK = 0 } = constants;
    // why: a pipe that nobody writes to does not keep us waiting.
    const file = await open(systemPath(path), O_RDONLY | O_NONBLOCK);
    try {
      return await readSnapshot(file);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new UserError(`${shown(path)}: ${explainFile(error)}`, ExitCode.noRoot);
  }
}

function explainFile(error: unknown): string {
  if (error instanceof SnapshotProblem) return `${error.message}: choose another one`;
  const { errno, code } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return explainErrno(-(errno ?? 0));
}
