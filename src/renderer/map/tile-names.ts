import type { Frame } from '../../contract/view.js';
import { splitNames } from '../text/display-name.js';

/** Returns the names of the tiles that have room for one, by tile. */
export function tileNames(frame: Frame): Map<number, string> {
  const names = splitNames(frame.names);
  const byTile = new Map<number, string>();
  frame.named.forEach((tile, index) => {
    byTile.set(tile, names[index] ?? '');
  });
  return byTile;
}
