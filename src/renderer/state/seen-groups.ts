/** Groups that the engine has told of: it leaves out what is hidden, which stays in the legend all the same. */
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

  /** Takes over what another scan has seen. Owners have other keys there. */
  takeOver(other: SeenGroups): void {
    for (const [mode, groups] of other.byMode) if (mode !== 'owner') this.add(mode, [...groups.values()]);
  }
}
