import type { Truth } from './contender.js';
import { findTruth } from './lower-bound.js';
import type { Options } from './options.js';
import { provideTree } from './tree.js';

/** A part of the report. A section that cannot be measured here says so in its text. */
export interface Section {
  readonly title: string;
  readonly run: (context: Context) => SectionResult | Promise<SectionResult>;
}

export interface SectionResult {
  readonly markdown: string;
  /** Data that `--json` writes. */
  readonly data: unknown;
}

/** Context of the sections. The tree is made and counted when the first section asks for it. */
export class Context {
  readonly options: Options;
  readonly progress: (line: string) => void;
  private madeTree: string | undefined;
  private foundTruth: Truth | undefined;

  constructor(options: Options, progress: (line: string) => void) {
    this.options = options;
    this.progress = progress;
  }

  /** Whether any section asked for the tree. */
  get hasTree(): boolean {
    return this.madeTree !== undefined;
  }

  get tree(): string {
    this.madeTree ??= this.options.tree ?? provideTree(this.options.files, this.progress);
    return this.madeTree;
  }

  get truth(): Truth {
    this.foundTruth ??= findTruth(this.tree);
    return this.foundTruth;
  }
}
