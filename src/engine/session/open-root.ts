/** One open root put together: its readings, view, map, lists, snapshots, comparison and exports. */
import type { EngineOpenRequest } from '../../contract/engine-protocol.js';
import type { Opened, OpenRootRequest } from '../../contract/scans.js';
import type { ScannerRules } from '../reading/root-scans.js';
import type { ScanRules } from '../snapshots/header.js';
import type { LoadedSnapshot } from '../snapshots/store.js';
import { CsvExports } from './csv-export.js';
import type { Emit } from './emit.js';
import { OwnerNames } from './owner-names.js';
import type { EngineRequestName } from './request-schema.js';
import { RootComparison } from './root-comparison.js';
import { checkDirectory, type RequestHandlers, RootLists } from './root-lists.js';
import { RootMap } from './root-map.js';
import { RootReadings } from './root-readings.js';
import type { RootSnapshots } from './root-snapshots.js';
import { TreeView } from './tree-view.js';

export interface EngineRules extends ScannerRules {
  /** Folder of snapshots; undefined where none are kept. */
  readonly snapshotFolder?: string | undefined;
}

/** Requests to a root that is open. */
export type RootRequest = Exclude<EngineRequestName, 'open' | 'close'>;

type HandledElsewhere =
  | keyof RootLists['handlers']
  | keyof RootSnapshots['handlers']
  | keyof RootComparison['handlers'];

export class OpenRoot {
  readonly handlers: RequestHandlers<RootRequest>;
  private readonly snapshots: RootSnapshots;
  private readonly readings: RootReadings;
  private readonly view: TreeView;
  private readonly map: RootMap;
  private readonly exports: CsvExports;
  private isClosed = false;

  /** @param kept a snapshot to show: nothing is read until that is asked for. */
  constructor(
    request: EngineOpenRequest,
    engineRules: EngineRules,
    snapshots: RootSnapshots,
    send: Emit,
    kept?: LoadedSnapshot,
  ) {
    const emit: Emit = (name, event) => {
      if (!this.isClosed) send(name, event);
    };
    const rules = scanRules(request);
    this.snapshots = snapshots;
    const root = { ...rules, root: request.path.slice(), identity: identityOf(request) };
    this.readings = new RootReadings(root, engineRules, kept, emit, {
      onStart: () => {
        this.view.startScan();
        lists.startScan(this.view.now);
        comparison.startScan();
        this.map.grow();
      },
      onGrowth: () => {
        this.view.grow();
        this.map.grow();
      },
      onEnd: (tell) => {
        this.view.finish();
        lists.forget(request.followLinks);
        this.map.forget();
        tell();
        comparison.finishScan();
        this.map.redraw();
      },
      onComplete: (result) => snapshots.save(rules, result),
    });
    const names = new OwnerNames();
    this.view = new TreeView(this.readings.tree, names);
    this.map = new RootMap(this.view, this.readings, emit);
    this.exports = new CsvExports(this.readings.tree, (chunk) => emit('exportChunk', chunk));
    const lists = new RootLists(this.view, names);
    const comparison = new RootComparison(this.view, {
      rules,
      isComplete: () => this.readings.isComplete,
      load: (id) => snapshots.load(id),
      onChange: () => this.map.redraw(),
    });
    this.handlers = {
      ...lists.handlers,
      ...snapshots.handlers,
      ...comparison.handlers,
      ...this.ownHandlers(),
    };
  }

  get isOpen(): boolean {
    return this.readings.isOpen;
  }

  /** Rejects with `RequestRefused` where the root cannot be read. */
  open(): Promise<Opened> {
    return this.readings.open();
  }

  close(): void {
    this.isClosed = true;
    this.map.close();
    this.exports.close();
    this.readings.close();
  }

  private ownHandlers(): RequestHandlers<Exclude<RootRequest, HandledElsewhere>> {
    return {
      cancel: () => {
        this.readings.cancel();
        return null;
      },
      rescan: async ({ node, quick }) => {
        // why: the tree must not change while it is saved.
        await this.snapshots.saved;
        if (!this.isClosed) this.readings.rescan(checkDirectory(this.readings.tree, node), quick);
        return null;
      },
      show: (view) => this.map.show(view),
      acknowledge: (number) => {
        this.map.acknowledge(number);
        return null;
      },
      exportCsv: ({ filtered }) => ({
        id: this.exports.start(filtered ? this.view.latest().filter : undefined),
      }),
      exportNext: (id) => {
        this.exports.next(id);
        return null;
      },
      exportCancel: (id) => {
        this.exports.cancel(id);
        return null;
      },
    };
  }
}

export const scanRules = ({ followLinks, crossMounts, exclude }: OpenRootRequest): ScanRules => ({
  followLinks: followLinks ? 'once' : false,
  crossMounts,
  exclude,
});

/** Returns the words of the identity that the root must have; undefined where the host has not seen it. */
export function identityOf({ identity }: EngineOpenRequest): Uint32Array | undefined {
  if (!identity) return undefined;
  const [deviceHigh, deviceLow] = identity.device.split(':').map(Number);
  const inode = BigInt(identity.inode);
  return Uint32Array.of(deviceHigh!, deviceLow!, Number(inode & 0xffff_ffffn), Number(inode >> 32n));
}
