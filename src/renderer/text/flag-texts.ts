/** Meanings of the flags of a tile or a row, as keys of the interface's texts. */
import { TileFlag } from '../../contract/entries.js';

const texts: readonly (readonly [flag: number, key: FlagKey])[] = [
  [TileFlag.unreadable, 'flag.unreadable'],
  [TileFlag.otherMount, 'flag.otherMount'],
  [TileFlag.excluded, 'flag.excluded'],
  [TileFlag.partial, 'flag.partial'],
  [TileFlag.duplicate, 'flag.duplicate'],
  [TileFlag.trusted, 'flag.trusted'],
];

export type FlagKey =
  | 'flag.unreadable'
  | 'flag.otherMount'
  | 'flag.excluded'
  | 'flag.partial'
  | 'flag.duplicate'
  | 'flag.trusted';

export const flagTexts = (flags: number): FlagKey[] =>
  texts.filter(([flag]) => (flags & flag) !== 0).map(([, key]) => key);
