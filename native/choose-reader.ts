/** Which reader serves a root: the best that works here, or the one that was asked for. */
import type { Backend, DirectoryReader, RootOptions } from './directory-reader.js';
import { FstatatReader, isFstatatKnown } from './fstatat-reader.js';
import { NodeReader } from './node-reader.js';
import { StatxReader, statxRefusal } from './statx-reader.js';

export interface ChosenReader {
  readonly reader: DirectoryReader;
  /** Why each better backend was not taken: "statx: ENOSYS". Empty where the best one was. */
  readonly refused: readonly string[];
}

/**
 * Windows and macOS get readers of their own; until then `node` serves there.
 *
 * @param forced takes this backend or throws; undefined tries all, the best first.
 */
export function chooseReader(options: RootOptions, forced?: Backend): ChosenReader {
  const refused: string[] = [];
  for (const backend of forced ? [forced] : preference) {
    const refusal = refusals[backend]();
    if (refusal === undefined) return { reader: makers[backend](options), refused };
    refused.push(`${backend}: ${refusal}`);
  }
  throw new Error(`this system has no ${refused.join(', ')}`);
}

const preference: readonly Backend[] = ['statx', 'fstatat', 'node'];

const refusals: Record<Backend, () => string | undefined> = {
  statx: statxRefusal,
  fstatat: () => (isFstatatKnown ? undefined : 'not known here'),
  node: () => undefined,
};

const makers: Record<Backend, (options: RootOptions) => DirectoryReader> = {
  statx: (options) => new StatxReader(options),
  fstatat: (options) => new FstatatReader(options),
  node: (options) => new NodeReader(options),
};
