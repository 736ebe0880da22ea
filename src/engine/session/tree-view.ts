/**
 * What a page shows of a tree: the view that it asked for, and what that makes of every entry's size.
 *
 * While the tree grows, a filter is evaluated anew for every frame; lists may see it as it was a moment ago, so that an
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

/** Milliseconds for which lists may see a filter as it was evaluated. */
const recent = 250;

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
  /** Seconds since 1970: the moment from which ages are counted. It is that in which the last scan began. */
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

  /** What has changed, in the measure and link mode of the view; undefined where nothing is compared. */
  get changes(): ShownChanges | undefined {
    return this.compared?.by(this.asked);
  }

  /** From now on, the colours by change are those of a comparison, or of none. */
  compare(compared: ComparedView | undefined): void {
    this.compared = compared;
    this.legend.setChanges(this.changes?.keyOf);
    if (this.asked.colours === 'change' && this.asked.hiddenKeys.length > 0) this.startOver();
  }

  /** Shows something else. A filter that cannot be read leaves the one before in place. */
  show(view: View): FilterProblem | null {
    const before = this.asked;
    this.asked = view;
    const { filter, problem } = parseFilter(view.filter);
    const isOther = problem === null && JSON.stringify(filter) !== JSON.stringify(this.filter);
    if (isOther) this.filter = filter;
    const keys = ({ hiddenKeys, colours, everyLink }: View) =>
      // What has changed may depend on the name at which an inode counts.
      hiddenKeys.length > 0 ? `${colours} ${hiddenKeys} ${colours === 'change' && everyLink}` : '';
    const isSameMatch = !isOther && view.measure === before.measure && keys(view) === keys(before);
    this.legend.setChanges(this.changes?.keyOf);
    if (!isSameMatch) this.startOver();
    else if (view.everyLink !== before.everyLink) this.evaluate();
    return problem;
  }

  /** Where the focus is gone, the folder that held it is shown. */
  keepFocus(): void {
    const { nodes, directories } = this.tree;
    let { focus } = this.asked;
    while (nodes.hasFlag(focus, NodeFlag.removed)) focus = directories.node(directories.holding(focus));
    if (focus !== this.asked.focus) this.asked = { ...this.asked, focus };
  }

  /** Another scan begins. why: what it finds may be younger by days than what was shown until now. */
  startScan(): void {
    this.now = secondsNow();
    this.legend.countAges(this.now);
    if (this.evaluation) this.evaluation = this.newEvaluation();
    this.hasGrown = true;
  }

  /** The tree has entries that it had not, or has not any more; others have changed, or count elsewhere. */
  grow(): void {
    this.hasGrown = true;
    if (this.tree.revision === this.revision) return;
    this.revision = this.tree.revision;
    this.kinds.forget();
  }

  /** The tree will not grow any more. */
  finish(): void {
    // Owners that were hidden by their keys stay hidden only if the keys stay.
    if (this.asked.colours !== 'owner' || this.asked.hiddenKeys.length === 0) {
      this.legend.rankOwners(rankOwners(this.unfiltered()));
    }
    this.hasGrown = true;
    this.latest();
  }

  /** Sizes for a list. */
  sizes(): EntrySizes {
    return performance.now() - this.evaluated < recent ? this.current : this.latest();
  }

  /** Sizes as the tree is now. */
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
