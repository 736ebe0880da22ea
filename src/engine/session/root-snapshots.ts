/** Snapshots of the open root: lists, loads and saves them. */
import type { EngineEvents } from '../../contract/engine-protocol.js';
import { RequestRefused } from '../../contract/refusal.js';
import type { SnapshotInfo } from '../../contract/scans.js';
import { encodeName } from '../../core/columns/text.js';
import { isSameIdentity } from '../../core/tree/identity.js';
import { ROOT_NODE } from '../../core/tree/tree.js';
import { absoluteRoot } from '../files/absolute-root.js';
import type { ScanResult } from '../reading/reading.js';
import { type Snapshot, SnapshotProblem } from '../snapshots/file.js';
import type { ScanRules } from '../snapshots/header.js';
import { isOfFolder } from '../snapshots/root-folder.js';
import {
  type LoadedSnapshot,
  type RefusedSnapshot,
  SnapshotStore,
  type StoredSnapshot,
} from '../snapshots/store.js';
import type { Emit } from './emit.js';
import type { RequestHandlers } from './root-lists.js';

type EmitSnapshot = Emit<'saved' | 'notSaved' | 'snapshotRefused'>;

export class RootSnapshots {
  readonly handlers: RequestHandlers<'snapshots'>;
  private readonly root: Uint8Array;
  private readonly store: SnapshotStore | undefined;
  private readonly emit: EmitSnapshot;
  private lastRefused: RefusedSnapshot | undefined;
  private saving: Promise<void> = Promise.resolve();

  /** @param folder where snapshots lie; undefined where none are kept. */
  constructor(root: Uint8Array, folder: string | undefined, emit: EmitSnapshot) {
    this.root = root;
    this.emit = emit;
    this.store = folder === undefined ? undefined : new SnapshotStore(folder, (each) => this.refuse(each));
    this.handlers = { snapshots: async () => (await this.list()).map(describeSnapshot) };
  }

  /** Resolves when no tree is being saved: until then it must not change. */
  get saved(): Promise<void> {
    return this.saving;
  }

  /**
   * Returns the newest snapshot of the root, which may be gone, but is no other folder.
   * @param identity that of the root, where it is known.
   */
  async newest(rules: ScanRules, identity?: Uint32Array): Promise<LoadedSnapshot | undefined> {
    const found = await this.look((store) => store.newest(this.root, rules));
    if (!found) return undefined;
    const isOfRoot = identity
      ? isSameIdentity(found.tree.nodes.identity(ROOT_NODE), identity)
      : await isOfFolder(found.tree, this.root);
    return isOfRoot ? found : undefined;
  }

  /** Saves a scan. Events tell the outcome. */
  save(rules: ScanRules, { tree, began, complete, backend, scanners }: ScanResult): void {
    const { store, root } = this;
    if (!store) return;
    this.saving = store.save({ tree, root, rules, started: began.wall, complete, backend, scanners }).then(
      (stored) => this.emit('saved', describeSnapshot(stored)),
      (error: unknown) => this.emit('notSaved', describeProblem(error)),
    );
  }

  /** @throws RequestRefused where there is none of this root, or it is not whole */
  async load(id: string): Promise<Snapshot> {
    const stored = (await this.list()).find((each) => each.id === id);
    if (!stored) throw new RequestRefused('noSuchSnapshot', 'there is no such snapshot of this folder');
    const loaded = await this.store?.load(stored, this.root);
    if (loaded) return loaded;
    const reason = this.lastRefused?.problem.message ?? 'it is gone';
    throw new RequestRefused('noSuchSnapshot', `the snapshot cannot be used: ${reason}`);
  }

  private async list(): Promise<StoredSnapshot[]> {
    const path = await absoluteRoot(this.root);
    const all = (await this.look((store) => store.list(this.root))) ?? [];
    return all.filter(({ header }) => Buffer.compare(header.root, path) === 0);
  }

  /** Returns undefined where nothing is kept, or where the folder cannot be read, which an event tells. */
  private async look<Found>(find: (store: SnapshotStore) => Promise<Found>): Promise<Found | undefined> {
    const { store } = this;
    if (!store) return undefined;
    return find(store).catch((error: unknown) => {
      const { code, path = store.folder } = error as NodeJS.ErrnoException;
      if (code === undefined && !(error instanceof SnapshotProblem)) throw error;
      this.refuse({ path, problem: error as RefusedSnapshot['problem'], movedTo: undefined });
      return undefined;
    });
  }

  private refuse(refused: RefusedSnapshot): void {
    this.lastRefused = refused;
    const { path, problem, movedTo } = refused;
    this.emit('snapshotRefused', {
      path: encodeName(path),
      message: problem.message,
      movedTo: movedTo === undefined ? null : encodeName(movedTo),
    });
  }
}

export const describeSnapshot = ({ id, header }: StoredSnapshot): SnapshotInfo => ({
  id,
  started: header.started,
  entries: header.totals.entries,
  allocatedBytes: `${header.totals.allocatedBytes}`,
  isComplete: header.complete,
});

function describeProblem(error: unknown): EngineEvents['notSaved'] {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined && !(error instanceof SnapshotProblem)) throw error;
  return { code: 'notSaved', message, ...(code !== undefined && { errno: code }) };
}
