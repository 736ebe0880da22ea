import type { Truth } from './contender.js';
import { findTruth } from './lower-bound.js';
import type { Options } from './options.js';
import { provideTree } from './tree.js';

/** One part of the report. A section that cannot be measured here says so in its text. */
export interface Section {
  readonly title: string;
  readonly run: (context: Context) => SectionResult | Promise<SectionResult>;
}

export interface SectionResult {
  readonly markdown: string;
  /** What `--json` keeps. */
  readonly data: unknown;
}

/** What sections share. The tree is made, and counted, when the first section asks for it. */
export class Context {
  readonly options: Options;
  readonly progress: (line: string) => void;
  #tree: string | undefined;
  #truth: Truth | undefined;

  constructor(options: Options, progress: (line: string) => void) {
    this.options = options;
    this.progress = progress;
  }

  /** Whether any section asked for the tree. */
  get hasTree(): boolean {
    return this.#tree !== undefined;
  }

  get tree(): string {
    this.#tree ??= this.options.tree ?? provideTree(this.options.files, this.progress);
    return this.#tree;
  }

  get truth(): Truth {
    this.#truth ??= findTruth(this.tree);
    return this.#truth;
  }
}
