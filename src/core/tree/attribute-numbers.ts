/** Renumbers attributes in the order in which they are met, for a receiver that is told of each once. */
import { ATTRIBUTE_WORDS, type AttributeTable } from './attribute-table.js';

export class AttributeNumbers {
  private readonly table: AttributeTable;
  /** By the table's number: the new number + 1, or 0. */
  private readonly numbers: Uint32Array;
  private count = 0;
  private added: number[] = [];

  constructor(table: AttributeTable) {
    this.table = table;
    this.numbers = new Uint32Array(table.count);
  }

  /** The new numbers of some of the table's. */
  translate(attributes: Uint32Array): Uint32Array {
    const { numbers } = this;
    return attributes.map((attribute) => {
      if (numbers[attribute] === 0) {
        numbers[attribute] = ++this.count;
        this.added.push(attribute);
      }
      return numbers[attribute]! - 1;
    });
  }

  /** The words of the attributes that were met since the last call. */
  takeNew(): Uint32Array {
    const words = new Uint32Array(this.added.length * ATTRIBUTE_WORDS);
    this.added.forEach((attribute, index) => {
      for (let word = 0; word < ATTRIBUTE_WORDS; word++) {
        words[index * ATTRIBUTE_WORDS + word] = this.table.word(attribute, word);
      }
    });
    this.added = [];
    return words;
  }
}
