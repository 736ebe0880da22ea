/** The snapshots of the root that is open: which there are, and each of them as a tree. */
import type { SnapshotInfo } from '../contract/engine-protocol.js';
import { absoluteRoot } from './absolute-root.js';
import { RefusedRequest } from './refused-request.js';
import type { Handlers } from './root-lists.js';
import type { Snapshot } from './snapshot-file.js';
import { type RefusedSnapshot, SnapshotStore, type StoredSnapshot } from './snapshot-store.js';

export class RootSnapshots {
  readonly handlers: Handlers<'snapshots'>;
  private readonly root: Uint8Array;
  private readonly store: SnapshotStore | undefined;
  private lastRefused: RefusedSnapshot | undefined;

  /** @param folder where snapshots lie; undefined where none are kept. */
  constructor(root: Uint8Array, folder: string | undefined) {
    this.root = root;
    this.store =
      folder === undefined
        ? undefined
        : new SnapshotStore(folder, (refused) => {
            this.lastRefused = refused;
          });
    this.handlers = { snapshots: async () => (await this.list()).map(describe) };
  }

  /** @throws RefusedRequest where there is none of this root, or it is not whole */
  async load(id: string): Promise<Snapshot> {
    const stored = (await this.list()).find((each) => each.id === id);
    if (!stored) throw new RefusedRequest('noSuchSnapshot', 'there is no such snapshot of this folder');
    const loaded = await this.store?.load(stored, this.root);
    if (loaded) return loaded;
    const reason = this.lastRefused?.problem.message ?? 'it is gone';
    throw new RefusedRequest('noSuchSnapshot', `the snapshot cannot be used: ${reason}`);
  }

  private async list(): Promise<StoredSnapshot[]> {
    const path = await absoluteRoot(this.root);
    const all = (await this.store?.list(this.root)) ?? [];
    return all.filter(({ header }) => Buffer.compare(header.root, path) === 0);
  }
}

const describe = ({ id, header }: StoredSnapshot): SnapshotInfo => ({
  id,
  started: header.started,
  entries: header.totals.entries,
  allocatedBytes: `${header.totals.allocatedBytes}`,
  isComplete: header.complete,
});
