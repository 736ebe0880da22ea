/** Reads one root: by a scan first, then by rescans, with scanners that stay in between. */
import { availableParallelism } from 'node:os';
import type { QuickRules } from '../../contract/scans.js';
import type { Tree } from '../../core/tree/tree.js';
import { quickChoice } from '../../core/update/quick-choice.js';
import { KeptScanners } from '../scanners/kept-scanners.js';
import type { SpawnScanner } from '../scanners/scanner-thread.js';
import type { ScanResult, ScanStatus } from './reading.js';
import type { ScanMoment } from './reliable-times.js';
import { Rescan } from './rescan.js';
import { Scan, type ScanTask } from './scan.js';

export interface ScannerRules {
  readonly spawn: SpawnScanner;
  /** Scanners are added while the disk makes them wait, up to this many. */
  readonly maxScanners: number;
}

/** Options that decide what is found, and the listener. */
export type RootRules = Pick<
  ScanTask,
  'root' | 'followLinks' | 'crossMounts' | 'exclude' | 'onGrowth' | 'identity'
>;

/** Result of an earlier scan of a root. */
export interface KnownScan {
  readonly tree: Tree;
  readonly began: ScanMoment;
}

export class RootScans {
  readonly tree: Tree;
  private readonly rules: RootRules;
  private readonly kept: KeptScanners;
  private readonly scanners: ScanTask['scanners'];
  /** The current reading; undefined where all was read. */
  private reading: Scan | Rescan | undefined;
  private before: ScanMoment | undefined;

  /** @param known what a scan by the same rules has found: then nothing is read now. */
  constructor(rules: RootRules, { spawn, maxScanners }: ScannerRules, known?: KnownScan) {
    const start = Math.min(availableParallelism(), maxScanners);
    this.rules = rules;
    this.scanners = { start, max: maxScanners };
    this.kept = new KeptScanners(spawn, start);
    if (known) {
      this.tree = known.tree;
      this.before = known.began;
      return;
    }
    this.reading = new Scan({ ...rules, scanners: this.scanners, spawn: this.kept.spawn });
    this.tree = this.reading.tree;
  }

  get isReading(): boolean {
    return this.reading !== undefined;
  }

  /** Status of the current reading. */
  get status(): ScanStatus | undefined {
    return this.reading?.status;
  }

  /** Tells whether the result can be changed in place: it cannot where links were followed. */
  get canRescan(): boolean {
    return !this.isReading && this.rules.followLinks === false && this.before !== undefined;
  }

  /** Looks again at a directory and all below, while nothing is read. */
  rescan(directory: number, quick: QuickRules | null): void {
    const { tree, rules } = this;
    this.reading = new Rescan({
      ...rules,
      scanners: this.scanners,
      spawn: this.kept.spawn,
      tree,
      before: this.before!,
      directory,
      ...(quick && { isWanted: quickChoice(tree.nodes, quick, this.before!.wall / 1000) }),
    });
  }

  /** Resolves when what is being read now has ended. @throws RootError */
  async finished(): Promise<ScanResult> {
    try {
      const result = await this.reading!.finished();
      this.before = result.began;
      return result;
    } finally {
      this.reading = undefined;
    }
  }

  cancel(): void {
    this.reading?.cancel();
  }

  /** Ends all. Scanners come to rest by themselves. */
  close(): void {
    this.cancel();
    this.kept.close();
  }
}
