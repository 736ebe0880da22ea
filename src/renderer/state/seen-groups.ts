/** Groups that the engine has named. Its answers leave out hidden ones, which stay in the legend. */
import type { Group } from '../../contract/entries.js';
import type { ColourMode } from '../../contract/view.js';

export class SeenGroups {
  private readonly byMode = new Map<ColourMode, Map<number, Group>>();

  add(mode: ColourMode, groups: readonly Group[]): void {
    const byKey = this.byMode.get(mode) ?? new Map<number, Group>();
    this.byMode.set(mode, byKey);
    for (const group of groups) byKey.set(group.key, group);
  }

  get(mode: ColourMode, key: number): Group | undefined {
    return this.byMode.get(mode)?.get(key);
  }

  /** Takes over the groups of another scan, but for owners, whose keys differ. */
  takeOver(other: SeenGroups): void {
    for (const [mode, groups] of other.byMode) if (mode !== 'owner') this.add(mode, [...groups.values()]);
  }
}
