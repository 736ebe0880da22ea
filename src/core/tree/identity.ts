/** Identities of inodes: device and number. */
import { IdentityWord } from '../../contract/identity.js';
import { mixWord } from './attribute-table.js';

/** Four words in the order of `IdentityWord`. */
export type Identity = ArrayLike<number>;

export function hashIdentity(identity: Identity): number {
  const { deviceHigh, deviceLow, inodeLow, inodeHigh } = IdentityWord;
  const device = mixWord(mixWord(0, identity[deviceHigh]!), identity[deviceLow]!);
  return mixWord(mixWord(device, identity[inodeHigh]!), identity[inodeLow]!);
}

/** Compares an identity with that which stands in a column from place `at` on. */
export function isSameIdentity(identity: Identity, words: ArrayLike<number>, at = 0): boolean {
  const { deviceHigh, deviceLow, inodeLow, inodeHigh } = IdentityWord;
  return (
    identity[inodeLow] === words[at + inodeLow] &&
    identity[inodeHigh] === words[at + inodeHigh] &&
    identity[deviceLow] === words[at + deviceLow] &&
    identity[deviceHigh] === words[at + deviceHigh]
  );
}
