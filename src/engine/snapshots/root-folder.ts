/** Tells whether a snapshot is of the folder that lies at its root's path now. */
import { stat } from 'node:fs/promises';
import { AttributeWord } from '../../core/tree/attribute-table.js';
import { ROOT_NODE, type Tree } from '../../core/tree/tree.js';
import { deviceNumber } from '../reading/device-number.js';

/**
 * Returns whether the folder at a path is the root of a tree, or gone.
 * why: another folder may have come to lie there, by a move or a mount.
 */
export async function isOfFolder({ nodes }: Tree, root: Uint8Array): Promise<boolean> {
  const found = await stat(Buffer.from(root), { bigint: true }).catch(() => undefined);
  if (!found) return true;
  const { attributes } = nodes;
  const word = (place: number) => attributes.word(nodes.attribute.get(ROOT_NODE), place);
  const device = deviceNumber(word(AttributeWord.deviceHigh), word(AttributeWord.deviceLow));
  return found.ino === nodes.inode(ROOT_NODE) && found.dev === device;
}
