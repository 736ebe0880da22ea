/**
 * Attributes that most entries have in common, kept once: mode, links, owner, group, device. Entries keep a number.
 *
 * A real tree of a million entries has a few dozen such combinations, so that 24 bytes an entry become 4.
 */
export const ATTRIBUTE_WORDS = 6;

/** Places of the six words. */
export const AttributeWord = { mode: 0, links: 1, uid: 2, gid: 3, deviceHigh: 4, deviceLow: 5 } as const;

export class AttributeTable {
  count = 0;
  private rows = new Uint32Array(64 * ATTRIBUTE_WORDS);
  /** Open addressing: attribute number + 1, or 0 for a free place. */
  private places = new Uint32Array(256);
  private last = -1;

  word(attribute: number, word: number): number {
    return this.rows[attribute * ATTRIBUTE_WORDS + word]!;
  }

  mode(attribute: number): number {
    return this.word(attribute, AttributeWord.mode);
  }

  isSameDevice(attribute: number, other: number): boolean {
    return (
      attribute === other ||
      (this.word(attribute, AttributeWord.deviceLow) === this.word(other, AttributeWord.deviceLow) &&
        this.word(attribute, AttributeWord.deviceHigh) === this.word(other, AttributeWord.deviceHigh))
    );
  }

  /** The number of a combination; a new one is added. Perf: neighbours are mostly alike, so the last is tried first. */
  intern(
    mode: number,
    links: number,
    uid: number,
    gid: number,
    deviceHigh: number,
    deviceLow: number,
  ): number {
    if (this.last >= 0 && this.equals(this.last, mode, links, uid, gid, deviceHigh, deviceLow))
      return this.last;
    let place = hash(mode, links, uid, gid, deviceHigh, deviceLow) & (this.places.length - 1);
    for (let number = this.places[place]!; number !== 0; number = this.places[place]!) {
      if (this.equals(number - 1, mode, links, uid, gid, deviceHigh, deviceLow)) {
        this.last = number - 1;
        return this.last;
      }
      place = (place + 1) & (this.places.length - 1);
    }
    this.last = this.add([mode, links, uid, gid, deviceHigh, deviceLow]);
    this.places[place] = this.last + 1;
    if (this.count * 2 > this.places.length) this.rehash();
    return this.last;
  }

  /** The words of the attributes from number `from` on. */
  wordsFrom(from: number): Uint32Array {
    return this.rows.slice(from * ATTRIBUTE_WORDS, this.count * ATTRIBUTE_WORDS);
  }

  private add(values: readonly number[]): number {
    const at = this.count * ATTRIBUTE_WORDS;
    if (at === this.rows.length) {
      const longer = new Uint32Array(this.rows.length * 2);
      longer.set(this.rows);
      this.rows = longer;
    }
    this.rows.set(values, at);
    return this.count++;
  }

  private equals(
    number: number,
    mode: number,
    links: number,
    uid: number,
    gid: number,
    high: number,
    low: number,
  ) {
    const { rows } = this;
    const at = number * ATTRIBUTE_WORDS;
    return (
      rows[at] === mode &&
      rows[at + 1] === links &&
      rows[at + 2] === uid &&
      rows[at + 3] === gid &&
      rows[at + 4] === high &&
      rows[at + 5] === low
    );
  }

  private rehash(): void {
    this.places = new Uint32Array(this.places.length * 2);
    const { rows, places } = this;
    for (let number = 0; number < this.count; number++) {
      const at = number * ATTRIBUTE_WORDS;
      let place = hash(rows[at]!, rows[at + 1]!, rows[at + 2]!, rows[at + 3]!, rows[at + 4]!, rows[at + 5]!);
      for (place &= places.length - 1; places[place] !== 0; ) place = (place + 1) & (places.length - 1);
      places[place] = number + 1;
    }
  }
}

function hash(mode: number, links: number, uid: number, gid: number, high: number, low: number): number {
  const permissions = mixWord(mixWord(mixWord(0, mode), uid), gid);
  return mixWord(mixWord(mixWord(permissions, links), high), low);
}

/** Mixes one word into a hash: the round of MurmurHash3 (Austin Appleby, public domain). */
export function mixWord(hash: number, word: number): number {
  let mixed = Math.imul(word, 0xcc9e2d51);
  mixed = Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
  mixed ^= hash;
  mixed = Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64;
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
