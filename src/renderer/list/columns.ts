/** Columns of the list, and their first sort order. */
import type { SortKey } from '../../contract/lists.js';

export interface ListColumn {
  readonly id: 'name' | 'share' | 'allocated' | 'apparent' | 'files' | 'modified';
  readonly sort: SortKey | null;
  readonly isDescendingFirst: boolean;
}

export const columns: readonly ListColumn[] = [
  { id: 'name', sort: 'name', isDescendingFirst: false },
  { id: 'share', sort: null, isDescendingFirst: true },
  { id: 'allocated', sort: 'allocated', isDescendingFirst: true },
  { id: 'apparent', sort: 'apparent', isDescendingFirst: true },
  { id: 'files', sort: 'files', isDescendingFirst: true },
  { id: 'modified', sort: 'modified', isDescendingFirst: true },
];
