/**
 * Groups of the panels and the legend. The groups of one panel together are exactly the root's totals; bytes are
 * doubles of exact sums. Groups may be asked for repeatedly while a tree grows.
 */
import type { Group } from '../../contract/entries.js';
import type { GroupedMode } from '../../contract/view.js';
import { AGES, ageKey } from '../kinds/ages.js';
import { FILE_KINDS, kindKey } from '../kinds/file-kind-table.js';
import type { FileKinds } from '../kinds/file-kinds.js';
import { MAX_OWNERS, type OwnerKeys } from '../kinds/owner-keys.js';
import type { Nodes } from '../tree/nodes.js';
import type { EntrySizes } from './entry-sizes.js';
import { ExtensionSums } from './extension-sums.js';
import { GroupSums } from './group-sums.js';
import { OwnerSums } from './owner-sums.js';
import { RunningSums } from './running-sums.js';

/** Label of the group of all whose own groups would be too many. */
export const OTHERS = '*';

/** Knowledge that groups need besides the tree. */
export interface GroupSources {
  readonly kinds: FileKinds;
  readonly owners: OwnerKeys;
  ownerName(owner: number): string;
  /** Returns groups of changes, which another room knows. */
  byChange(sizes: EntrySizes): readonly Group[];
}

export class Groups {
  private readonly sources: GroupSources;
  private readonly types: RunningSums;
  private readonly extensions: ExtensionSums;
  private readonly ages: RunningSums;
  private readonly owners: OwnerSums;
  private now: number;
  private readonly byMode: Readonly<Record<GroupedMode, (sizes: EntrySizes) => readonly Group[]>> = {
    type: (sizes) => labelled(this.types.of(sizes), (key) => FILE_KINDS[key]!),
    age: (sizes) => labelled(this.ages.of(sizes), (key) => AGES[key]!),
    owner: (sizes) => this.byOwner(sizes),
    change: (sizes) => this.sources.byChange(sizes),
  };

  /** @param now moment from which ages are counted, in seconds since 1970. */
  constructor(nodes: Nodes, now: number, sources: GroupSources) {
    const { kinds } = sources;
    this.sources = sources;
    this.now = now;
    this.types = new RunningSums((node) => kinds.keyOf(node));
    this.extensions = new ExtensionSums(nodes);
    this.ages = new RunningSums((node) => ageKey(nodes.approximateMtime(node), this.now));
    this.owners = new OwnerSums(nodes);
  }

  /**
   * Counts ages from another moment on.
   * @param now seconds since 1970.
   */
  countAges(now: number): void {
    this.now = now;
    this.ages.forget();
  }

  /** Forgets all sums, because entries may count elsewhere. */
  forget(): void {
    for (const sums of [this.types, this.extensions, this.ages, this.owners]) sums.forget();
  }

  /** Returns the groups of a colour mode in the order of the legend's keys, without empty ones. */
  by(mode: GroupedMode, sizes: EntrySizes): readonly Group[] {
    return this.byMode[mode](sizes);
  }

  /** Returns the owners with a colour of their own, then all others as one. */
  private byOwner(sizes: EntrySizes): Group[] {
    const sums = this.owners.of(sizes);
    const { owners } = this.owners;
    const grouped = new GroupSums();
    const labels: string[] = [];
    for (let owner = 0; owner < sums.count; owner++) {
      const key = this.sources.owners.keyOfOwner(owners[owner]!);
      labels[key] = key === MAX_OWNERS ? OTHERS : this.sources.ownerName(owners[owner]!);
      grouped.addGroup(key, sums, owner);
    }
    return labelled(grouped, (key) => labels[key]!);
  }

  /**
   * Returns the extensions with the most bytes on disk, the largest first, then all others as one. Their keys are
   * those of kinds.
   */
  byExtension(sizes: EntrySizes, limit: number): Group[] {
    const { extensions } = this;
    const sums = extensions.of(sizes);
    const order = Array.from({ length: sums.count }, (_, key) => key)
      .filter((key) => !sums.isEmpty(key))
      .map((key) => ({ key, bytes: sums.allocatedBytes(key), label: extensions.labelOf(key) }))
      .sort((a, b) => compare(b.bytes, a.bytes) || compare(a.label, b.label));
    const groups = order
      .slice(0, limit)
      .map(({ key, label }) => groupOf(sums, key, extensions.kindOf(key), label));
    if (order.length <= limit) return groups;
    const rest = new GroupSums();
    for (const { key } of order.slice(limit)) rest.addGroup(0, sums, key);
    return [...groups, groupOf(rest, 0, kindKey('other'), OTHERS)];
  }
}

function labelled(sums: GroupSums, labelOf: (key: number) => string): Group[] {
  const groups: Group[] = [];
  for (let key = 0; key < sums.count; key++) {
    if (!sums.isEmpty(key)) groups.push(groupOf(sums, key, key, labelOf(key)));
  }
  return groups;
}

const groupOf = (sums: GroupSums, from: number, key: number, label: string): Group => ({
  key,
  label,
  files: sums.files(from),
  allocated: Number(sums.allocatedBytes(from)),
  apparent: Number(sums.apparentBytes(from)),
});

const compare = <T extends bigint | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
