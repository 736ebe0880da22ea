import { AttributeWord } from './attribute-table.js';
import { isDirectory } from './mode.js';
import type { Nodes } from './nodes.js';

/** A byte for each combination of attributes: 1 where what has it may have several names. */
export function linkedAttributes({ attributes }: Nodes): Uint8Array {
  return Uint8Array.from({ length: attributes.count }, (_, attribute) =>
    attributes.word(attribute, AttributeWord.links) > 1 && !isDirectory(attributes.mode(attribute)) ? 1 : 0,
  );
}
