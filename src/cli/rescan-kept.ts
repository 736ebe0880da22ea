/** `hectare scan --rescan` and `--quick`: another look at a root, from its newest snapshot on. */
import type { QuickRules } from '../contract/engine-protocol.js';
import { quickChoice, quickDefaults } from '../core/quick-choice.js';
import { encodeName } from '../core/text.js';
import type { ScanResult } from '../engine/scan.js';
import type { SpawnScanner } from '../engine/scanner-thread.js';
import type { SnapshotStore } from '../engine/snapshot-store.js';
import type { Interrupt } from './interrupt.js';
import { askStore, shown } from './kept-snapshots.js';
import { type RootOptions, rescanRoot, rulesOf } from './root-scan.js';

export interface QuickOptions {
  /** Trusts files in folders that have not changed. */
  readonly quick?: true;
  readonly quickLarge?: number;
  readonly quickRecent?: number;
}

/** Undefined where there is no snapshot to start from: the user has been told. @throws UserError */
export async function rescanKept(
  store: SnapshotStore,
  folder: string,
  options: RootOptions & QuickOptions,
  spawn: SpawnScanner,
  interrupt: Interrupt,
): Promise<ScanResult | undefined> {
  const anew = (why: string) => {
    process.stderr.write(`hectare: ${why}: ${shown(folder)} is scanned anew\n`);
    return undefined;
  };
  if (options.followLinks) return anew('where links are followed, nothing can be taken from before');
  const newest = await askStore(store, () => store.newest(encodeName(folder), rulesOf(options, false)));
  if (!newest) return anew('no snapshot by the same rules was found');
  const { tree, header } = newest;
  const { quick, quickLarge, quickRecent } = options;
  const rules: QuickRules = {
    largeBytes: quickLarge ?? quickDefaults.largeBytes,
    recentDays: quickRecent ?? quickDefaults.recentDays,
  };
  const known = {
    tree,
    before: { wall: header.started },
    ...(quick && { isWanted: quickChoice(tree.nodes, rules, header.started / 1000) }),
  };
  return rescanRoot(folder, options, known, spawn, interrupt);
}
