/**
 * Gains and losses of the entries of a comparison, in a measure and link mode. Bytes are doubles: exact differences,
 * rounded only above 2^53.
 *
 * There are two ways to count, which add up to the same over all entries:
 * - By path (`change`): the bytes at a path now, less those that were there; of a directory with all below. The change of
 *   a directory is that of its names and of its own blocks, that of the root the difference of the totals. An entry that
 *   moved is a loss at one path and a gain at the other.
 * - By entry (`growth`): the bytes that an entry itself has gained, wherever it was before; of a directory its own blocks.
 *
 * An inode with several names counts only at the name that sorts first. If that is gone, its bytes are a loss there and a
 * gain at the next name, which is `recounted`.
 */
import { ChangeKind, type ChangeKindNumber } from '../../contract/change-kind.js';
import type { Measure } from '../../contract/entries.js';
import { NodeFlag } from '../../contract/entry-batch.js';
import { EntrySizes, type SizeRules } from '../view/entry-sizes.js';
import type { Comparison } from './comparison.js';
import { Match } from './matched-tree.js';

export type ChangeRules = Pick<SizeRules, 'measure' | 'everyLink'>;

/** Doubles are exact below this. */
const exactLimit = 2 ** 53;

export class Changes {
  readonly comparison: Comparison;
  readonly rules: ChangeRules;
  private readonly before: SizesOf;
  private readonly after: SizesOf;

  /** @param rules whose `measure` decides first whether an entry has grown; the other decides where it has not. */
  constructor(comparison: Comparison, rules: ChangeRules) {
    this.comparison = comparison;
    this.rules = rules;
    this.before = sizesOf(comparison.before.tree, rules.everyLink);
    this.after = sizesOf(comparison.after.tree, rules.everyLink);
  }

  /** Returns the bytes gained at the entry's path. */
  change(entry: number, measure: Measure = this.rules.measure): number {
    return this.subtract(this.atPath(entry), measure);
  }

  exactChange(entry: number, measure: Measure): bigint {
    return this.subtractExactly(this.atPath(entry), measure);
  }

  /** Returns the bytes gained at the path of a directory, by its number. */
  directoryChange(directory: number, measure: Measure = this.rules.measure): number {
    const { comparison } = this;
    const oldDirectory = comparison.directories.inBefore(directory);
    const nowDirectory = comparison.directories.inAfter(directory);
    // Where only one scan has a directory, the other may have something else at its path.
    if (oldDirectory < 0 || nowDirectory < 0) return this.change(comparison.entryOf(directory), measure);
    const old = comparison.before.tree.directories.node(oldDirectory);
    const now = comparison.after.tree.directories.node(nowDirectory);
    return this.subtract({ old, oldDirectory, now, nowDirectory }, measure);
  }

  /** Returns the bytes that the entry itself has gained, wherever it was before. They are 0 at the path that it left. */
  growth(entry: number, measure: Measure = this.rules.measure): number {
    return this.subtract(this.itself(entry), measure);
  }

  exactGrowth(entry: number, measure: Measure): bigint {
    return this.subtractExactly(this.itself(entry), measure);
  }

  /** Returns what became of the entry itself, without its children. Below a directory that moved, nothing did. */
  ownKind(entry: number): ChangeKindNumber {
    const { comparison } = this;
    const match = comparison.match(entry);
    const isGone = entry >= comparison.after.nodeCount;
    if (match === Match.moved) return isGone ? ChangeKind.movedAway : ChangeKind.moved;
    if (match === Match.carried && isGone) return ChangeKind.unchanged;
    if (comparison.isUnclear(entry)) return ChangeKind.notComparable;
    if (match === Match.alone) return isGone ? ChangeKind.removed : ChangeKind.added;
    if (match === Match.otherType) return ChangeKind.typeChanged;
    return this.sizeKind(entry);
  }

  /** Returns the kind to show at the entry's path: a directory has grown or shrunk by all that is below. */
  kind(entry: number): ChangeKindNumber {
    const { comparison } = this;
    const own = this.ownKind(entry);
    const isSize = own <= ChangeKind.shrunk && own !== ChangeKind.added && own !== ChangeKind.removed;
    if (!isSize) return own;
    const directory = comparison.directoryOf(entry);
    if (comparison.match(entry) === Match.carried) {
      if (entry >= comparison.after.nodeCount) return ChangeKind.movedAway;
      return own === ChangeKind.unchanged || directory >= 0 ? ChangeKind.moved : own;
    }
    return directory < 0 ? own : this.directoryKind(directory);
  }

  private directoryKind(directory: number): ChangeKindNumber {
    const { measure } = this.rules;
    const bytes = this.directoryChange(directory, measure);
    return kindOfDifference(bytes === 0 ? this.directoryChange(directory, otherMeasure(measure)) : bytes);
  }

  private sizeKind(node: number): ChangeKindNumber {
    const { before, after } = this.comparison;
    const old = after.partner(node);
    const isCounted = !after.tree.nodes.hasFlag(node, NodeFlag.duplicate);
    const wasCounted = !before.tree.nodes.hasFlag(old, NodeFlag.duplicate);
    // Perf: nearly all entries are unchanged.
    if (isCounted === wasCounted && after.tree.nodes.hasSameSizes(node, before.tree.nodes, old)) {
      return ChangeKind.unchanged;
    }
    const { measure, everyLink } = this.rules;
    const bytes = this.growth(node, measure) || this.growth(node, otherMeasure(measure));
    if (bytes === 0 || everyLink || isCounted === wasCounted) return kindOfDifference(bytes);
    return ChangeKind.recounted;
  }

  private atPath(entry: number): Pair {
    const { before, after } = this.comparison;
    const old = this.comparison.nodeBefore(entry);
    const now = this.comparison.nodeAfter(entry);
    const oldDirectory = old < 0 ? -1 : before.directoryOf(old);
    return { old, oldDirectory, now, nowDirectory: now < 0 ? -1 : after.directoryOf(now) };
  }

  private itself(entry: number): Pair {
    const { before, after } = this.comparison;
    const isGone = entry >= after.nodeCount;
    const node = isGone ? entry - after.nodeCount : entry;
    const now = isGone ? -1 : node;
    const old = !isGone ? after.partner(node) : before.isAlone(node) ? node : -1;
    return { old, oldDirectory: -1, now, nowDirectory: -1 };
  }

  private subtract(pair: Pair, measure: Measure): number {
    const { old, now } = pair;
    const was = old < 0 ? 0 : this.before[measure].bytes(old, pair.oldDirectory);
    const is = now < 0 ? 0 : this.after[measure].bytes(now, pair.nowDirectory);
    if (was < exactLimit && is < exactLimit) return is - was;
    return Number(this.subtractExactly(pair, measure));
  }

  private subtractExactly({ old, oldDirectory, now, nowDirectory }: Pair, measure: Measure): bigint {
    const was = old < 0 ? 0n : this.before[measure].exactBytes(old, oldDirectory);
    const is = now < 0 ? 0n : this.after[measure].exactBytes(now, nowDirectory);
    return is - was;
  }
}

/** Operands of a difference: nodes, or -1 for nothing. Their numbers as directories are -1 where only the entry counts. */
interface Pair {
  readonly old: number;
  readonly oldDirectory: number;
  readonly now: number;
  readonly nowDirectory: number;
}

type SizesOf = Readonly<Record<Measure, EntrySizes>>;

const sizesOf = (tree: EntrySizes['tree'], everyLink: boolean): SizesOf => ({
  allocated: new EntrySizes(tree, { measure: 'allocated', everyLink }),
  apparent: new EntrySizes(tree, { measure: 'apparent', everyLink }),
});

const otherMeasure = (measure: Measure): Measure => (measure === 'allocated' ? 'apparent' : 'allocated');

function kindOfDifference(bytes: number): ChangeKindNumber {
  if (bytes === 0) return ChangeKind.unchanged;
  return bytes > 0 ? ChangeKind.grown : ChangeKind.shrunk;
}
