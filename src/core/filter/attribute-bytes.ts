import { AttributeWord } from '../tree/attribute-table.js';
import type { Nodes } from '../tree/nodes.js';

/** Returns a byte for each combination of attributes: 1 where they match. */
export function byAttribute(nodes: Nodes, matches: (mode: number, uid: number) => boolean): Uint8Array {
  const { attributes } = nodes;
  const result = new Uint8Array(attributes.count);
  for (let attribute = 0; attribute < result.length; attribute++) {
    const isMatch = matches(attributes.mode(attribute), attributes.word(attribute, AttributeWord.uid));
    result[attribute] = isMatch ? 1 : 0;
  }
  return result;
}
