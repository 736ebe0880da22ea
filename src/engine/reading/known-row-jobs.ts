/** Hands the names that a rescan knows out to scanners, and remembers which nodes each answer is about. */
import type { RowsJob } from '../../contract/scanner-protocol.js';
import type { Tree } from '../../core/tree/tree.js';
import type { KnownBlock } from '../../core/update/known-block-builder.js';
import { knownRowsJob } from './directory-jobs.js';

const maxRows = 8192;
const minRows = 256;
/** Target number of jobs for each scanner, so that all end together. */
const jobsEach = 4;

/** Blocks of known names, of at most so many rows. */
export interface KnownBlocks {
  /** Number of names that have been put into blocks, or trusted. */
  readonly taken: number;
  take(maxRows: number): KnownBlock | undefined;
}

export class KnownRowJobs {
  private readonly tree: Tree;
  private blocks: KnownBlocks | undefined;
  /** Number of names that earlier blocks have held, and, about, that all will have. */
  private before = 0;
  private total = 0;
  /** By request: the nodes of the rows that a scanner was asked for. */
  private readonly asked = new Map<number, Uint32Array>();
  private lastRequest = 0;

  constructor(tree: Tree) {
    this.tree = tree;
  }

  /** Hands out these blocks, once those before are. @param names their number, about. */
  begin(blocks: KnownBlocks, names: number): void {
    this.before += this.blocks?.taken ?? 0;
    this.blocks = blocks;
    this.total = this.before + names;
  }

  get progress(): { readonly checked: number; readonly total: number } {
    const { total } = this;
    return { checked: Math.min(this.before + (this.blocks?.taken ?? 0), total), total };
  }

  /** The next job for one of so many scanners; undefined where there is none. */
  next(scanners: number): RowsJob | undefined {
    const { checked, total } = this.progress;
    const rows = Math.ceil((total - checked) / (scanners * jobsEach));
    const block = this.blocks?.take(Math.min(maxRows, Math.max(minRows, rows)));
    if (!block) return undefined;
    const request = ++this.lastRequest;
    this.asked.set(request, block.nodes);
    return knownRowsJob(this.tree, block, request);
  }

  /** Returns the nodes of the rows that answer a request; undefined where it was none of these. */
  takeNodes(request: number): Uint32Array | undefined {
    const nodes = this.asked.get(request);
    this.asked.delete(request);
    return nodes;
  }
}
