/**
 * Snapshots of all roots, in a folder that several processes may use at once.
 *
 * A file that is not whole is set aside and reported, and the next one is taken: nothing here ends a scan.
 */
import { constants } from 'node:fs';
import { type FileHandle, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tree } from '../../core/tree/tree.js';
import { sumTrusted } from '../../core/update/trusted-sums.js';
import { absoluteRoot } from '../files/absolute-root.js';
import { writeDurably } from '../files/durable-file.js';
import { readHeader, readSnapshot, SnapshotProblem, writeSnapshot } from './file.js';
import { allPlaces, placesIn, removeSnapshot, type SnapshotPlace } from './folder.js';
import { type ScanRules, type SnapshotHeader, totalsOf, writerVersion } from './header.js';
import { folderOfRoot, newId, partName, SET_ASIDE, SNAPSHOT_EXTENSION } from './names.js';
import { checkOwn, checkOwnFolder } from './own-place.js';
import { defaultLimits, type SnapshotLimits, tidySnapshots } from './retention.js';
import { isSameScan } from './same-rules.js';

export interface StoredSnapshot extends SnapshotPlace {
  /** Length of the file. */
  readonly bytes: number;
  readonly header: SnapshotHeader;
}

export interface LoadedSnapshot extends StoredSnapshot {
  readonly tree: Tree;
}

/** File that was not taken. */
export interface RefusedSnapshot {
  readonly path: string;
  /** Reason for the user; the system's error where the file could not be read. */
  readonly problem: SnapshotProblem | NodeJS.ErrnoException;
  /** Path where it lies now, if it was set aside. */
  readonly movedTo: string | undefined;
}

/** Result of a scan, and how it was made. */
export interface FinishedScan {
  readonly tree: Tree;
  readonly root: Uint8Array;
  readonly rules: ScanRules;
  /** Begin of the scan in milliseconds since 1970. */
  readonly started: number;
  readonly complete: boolean;
  readonly backend: string;
  readonly scanners: number;
}

export class SnapshotStore {
  readonly folder: string;
  private readonly limits: SnapshotLimits;
  private readonly onRefused: (refused: RefusedSnapshot) => void;

  constructor(
    folder: string,
    onRefused: (refused: RefusedSnapshot) => void,
    limits: SnapshotLimits = defaultLimits,
  ) {
    this.folder = folder;
    this.onRefused = onRefused;
    this.limits = limits;
  }

  /**
   * Saves a scan, and removes what is too old. The tree must not change meanwhile.
   * @throws what node:fs throws: then nothing has changed.
   */
  async save({ tree, root, ...scan }: FinishedScan): Promise<StoredSnapshot> {
    const path = await absoluteRoot(root);
    const header: SnapshotHeader = {
      ...scan,
      root: path,
      finished: Date.now(),
      totals: totalsOf(tree),
      trusted: sumTrusted(tree.nodes),
      writer: writerVersion,
    };
    const id = newId(header.finished);
    const folder = this.folderOf(path);
    await checkOwnFolder(this.folder);
    const names = { part: partName(id), final: `${id}${SNAPSHOT_EXTENSION}` };
    let bytes = 0;
    const final = await writeDurably(folder, names, async (file) => {
      await writeSnapshot(file, { header, tree });
      bytes = (await file.stat()).size;
    });
    await tidySnapshots(this.folder, this.limits, final);
    return { id, folder, path: final, bytes, header };
  }

  /** Returns all that can be read, of one root or of all, the newest first. */
  async list(root?: Uint8Array): Promise<StoredSnapshot[]> {
    const places = root ? await this.placesOf(await absoluteRoot(root)) : await this.places();
    const found = await Promise.all(places.map((place) => this.look(place)));
    return found.filter((each) => each !== undefined);
  }

  /** Loads the newest whole snapshot of a root by the same rules. Its paths begin as the root is given. */
  async newest(root: Uint8Array, rules: ScanRules): Promise<LoadedSnapshot | undefined> {
    const path = await absoluteRoot(root);
    for (const place of await this.placesOf(path)) {
      const header = (await this.look(place))?.header;
      const isUsable =
        header?.complete && isSameScan(header.rules, rules) && Buffer.compare(header.root, path) === 0;
      if (!isUsable) continue;
      const loaded = await this.load(place, root);
      if (loaded) return loaded;
    }
    return undefined;
  }

  /** Finds the snapshots whose id begins so. */
  async find(id: string): Promise<SnapshotPlace[]> {
    return (await this.places()).filter((place) => place.id.startsWith(id));
  }

  /** Loads a snapshot; undefined where it is not whole. @param root how its paths begin, if not as it was scanned. */
  async load(place: SnapshotPlace, root?: Uint8Array): Promise<LoadedSnapshot | undefined> {
    return this.read(place, async (file) => {
      const { header, tree } = await readSnapshot(file, root);
      return { ...place, bytes: (await file.stat()).size, header, tree };
    });
  }

  /** Deletes a snapshot. @throws what node:fs throws. */
  async delete(place: SnapshotPlace): Promise<void> {
    await removeSnapshot(place.path);
  }

  private async placesOf(path: Uint8Array): Promise<SnapshotPlace[]> {
    const folder = this.folderOf(path);
    // why: in a folder where only the user can write, the folders of roots are the user's too.
    await checkOwnFolder(this.folder);
    return placesIn(folder);
  }

  private async places(): Promise<SnapshotPlace[]> {
    await checkOwnFolder(this.folder);
    return allPlaces(this.folder, (path, problem) => this.onRefused({ path, problem, movedTo: undefined }));
  }

  private folderOf(path: Uint8Array): string {
    return join(this.folder, folderOfRoot(path));
  }

  private look(place: SnapshotPlace): Promise<StoredSnapshot | undefined> {
    return this.read(place, async (file) => ({
      ...place,
      bytes: (await file.stat()).size,
      header: await readHeader(file),
    }));
  }

  private async read<Result>(
    place: SnapshotPlace,
    use: (file: FileHandle) => Promise<Result>,
  ): Promise<Result | undefined> {
    let file: FileHandle | undefined;
    try {
      file = await openRegular(place.path);
      return await use(file);
    } catch (error) {
      await this.refuse(place.path, error);
      return undefined;
    } finally {
      await file?.close();
    }
  }

  private async refuse(path: string, error: unknown): Promise<void> {
    const { code } = error as NodeJS.ErrnoException;
    if (!(error instanceof SnapshotProblem) && code === undefined) throw error;
    // why: another process has removed it meanwhile.
    if (code === 'ENOENT') return;
    const movedTo = await setAside(path, error);
    this.onRefused({ path, problem: error as RefusedSnapshot['problem'], movedTo });
  }
}

/** Opens a file. why: a pipe or device that somebody has put there must not keep us waiting. */
async function openRegular(path: string): Promise<FileHandle> {
  const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
  const file = await open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
  try {
    const found = await file.stat();
    if (!found.isFile()) throw new SnapshotProblem('foreign', 'it is no file');
    checkOwn(found);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Sets a file aside, unless a newer version wrote it or it cannot be read just now. */
async function setAside(path: string, error: unknown): Promise<string | undefined> {
  if (!(error instanceof SnapshotProblem) || error.reason === 'newer' || error.reason === 'unsafe')
    return undefined;
  return rename(path, `${path}${SET_ASIDE}`).then(
    () => `${path}${SET_ASIDE}`,
    () => undefined,
  );
}
