/**
 * View of a tree: what a page has asked for, and every entry's size in it.
 *
 * While the tree grows, a filter is evaluated again for every frame; lists may see a slightly older one, so that an
 * answer need not wait for it.
 */

import { NodeFlag } from '../../contract/entry-batch.js';
import type { FilterProblem, View } from '../../contract/view.js';
import type { ComparedView, ShownChanges } from '../../core/comparison/compared-view.js';
import { type EvaluationContext, FilterEvaluation } from '../../core/filter/evaluation.js';
import { parseFilter } from '../../core/filter/parser.js';
import type { Filter } from '../../core/filter/syntax.js';
import { FileKinds } from '../../core/kinds/file-kinds.js';
import { LegendKeys } from '../../core/kinds/legend-keys.js';
import { ROOT_NODE, type Tree } from '../../core/tree/tree.js';
import type { EntryFilter } from '../../core/view/entry-filter.js';
import { EntrySizes } from '../../core/view/entry-sizes.js';
import { rankOwners } from '../../core/view/owner-sums.js';
import type { OwnerNames } from './owner-names.js';

/** Milliseconds for which lists may use an evaluated filter. */
const staleAfterMs = 250;

const nothingAsked: View = {
  focus: ROOT_NODE,
  width: 0,
  height: 0,
  measure: 'allocated',
  everyLink: false,
  filter: '',
  colours: 'type',
  hiddenKeys: [],
};

const secondsNow = (): number => Date.now() / 1000;

export class TreeView {
  readonly tree: Tree;
  readonly kinds: FileKinds;
  readonly legend: LegendKeys;
  /** Moment from which ages are counted: the start of the last scan, in seconds since 1970. */
  now: number = secondsNow();
  private readonly names: OwnerNames;
  private asked = nothingAsked;
  private filter: Filter | null = null;
  private evaluation: FilterEvaluation | undefined;
  private current: EntrySizes;
  private hasGrown = false;
  private revision = 0;
  private evaluated = 0;
  private compared: ComparedView | undefined;

  constructor(tree: Tree, names: OwnerNames) {
    this.tree = tree;
    this.names = names;
    this.kinds = new FileKinds(tree.nodes);
    this.legend = new LegendKeys(tree, this.kinds, this.now);
    this.current = this.unfiltered();
  }

  get view(): View {
    return this.asked;
  }

  /** Changes in the measure and link mode of the view; undefined where nothing is compared. */
  get changes(): ShownChanges | undefined {
    return this.compared?.by(this.asked);
  }

  /** Takes the colours by change from a comparison, or from none. */
  compare(compared: ComparedView | undefined): void {
    this.compared = compared;
    this.legend.setChanges(this.changes?.keyOf);
    if (this.asked.colours === 'change' && this.asked.hiddenKeys.length > 0) this.startOver();
  }

  /** Shows another view. A broken filter leaves the one before in place. */
  show(view: View): FilterProblem | null {
    const before = this.asked;
    this.asked = view;
    const { filter, problem } = parseFilter(view.filter);
    const isOther = problem === null && JSON.stringify(filter) !== JSON.stringify(this.filter);
    if (isOther) this.filter = filter;
    const keys = ({ hiddenKeys, colours, everyLink }: View) =>
      // why: changes may depend on the name at which an inode counts.
      hiddenKeys.length > 0 ? `${colours} ${hiddenKeys} ${colours === 'change' && everyLink}` : '';
    const isSameMatch = !isOther && view.measure === before.measure && keys(view) === keys(before);
    this.legend.setChanges(this.changes?.keyOf);
    if (!isSameMatch) this.startOver();
    else if (view.everyLink !== before.everyLink) this.evaluate();
    return problem;
  }

  /** Moves a focus that is gone to the folder that held it. */
  keepFocus(): void {
    const { nodes, directories } = this.tree;
    let { focus } = this.asked;
    while (nodes.hasFlag(focus, NodeFlag.removed)) focus = directories.node(directories.holding(focus));
    if (focus !== this.asked.focus) this.asked = { ...this.asked, focus };
  }

  /** Starts over for another scan. why: entries may be younger by days than those shown so far. */
  startScan(): void {
    this.now = secondsNow();
    this.legend.countAges(this.now);
    if (this.evaluation) this.evaluation = this.newEvaluation();
    this.hasGrown = true;
  }

  /** Notes that the tree has changed. */
  grow(): void {
    this.hasGrown = true;
    if (this.tree.revision === this.revision) return;
    this.revision = this.tree.revision;
    this.kinds.forget();
  }

  /** Evaluates once more: the scan has ended. */
  finish(): void {
    // Owners that were hidden by their keys stay hidden only if the keys stay.
    if (this.asked.colours !== 'owner' || this.asked.hiddenKeys.length === 0) {
      this.legend.rankOwners(rankOwners(this.unfiltered()));
    }
    this.hasGrown = true;
    this.latest();
  }

  /** Returns sizes for a list, which may be slightly stale. */
  sizes(): EntrySizes {
    return performance.now() - this.evaluated < staleAfterMs ? this.current : this.latest();
  }

  /** Returns sizes as the tree is now. */
  latest(): EntrySizes {
    if (this.hasGrown && this.evaluation) this.evaluate();
    this.hasGrown = false;
    return this.current;
  }

  private startOver(): void {
    const { view } = this;
    const isAll = this.filter === null && view.hiddenKeys.length === 0;
    this.evaluation = isAll ? undefined : this.newEvaluation();
    this.evaluate();
  }

  private newEvaluation(): FilterEvaluation {
    return new FilterEvaluation(this.tree, this.filter, this.context());
  }

  private evaluate(): void {
    const filter: EntryFilter | undefined = this.evaluation?.evaluate(this.view);
    const { measure, everyLink } = this.view;
    this.current = new EntrySizes(this.tree, { measure, everyLink, filter });
    this.evaluated = performance.now();
  }

  private unfiltered(): EntrySizes {
    const { measure, everyLink } = this.view;
    return new EntrySizes(this.tree, { measure, everyLink });
  }

  private context(): EvaluationContext {
    const { measure, hiddenKeys, colours } = this.view;
    const { legend } = this;
    const hidden = {
      keys: hiddenKeys,
      keyOf: legend.keyFunction(colours),
      depthOf: (directory: number) => legend.depthOf(directory),
    };
    return {
      measure,
      now: this.now,
      kinds: this.kinds,
      ownerName: (uid) => this.names.userName(uid),
      hidden: hiddenKeys.length > 0 ? hidden : undefined,
    };
  }
}
