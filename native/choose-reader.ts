/** Choice of the reader of a root: the best one that works here, or the one that was asked for. */
import type { DirectoryReader, RootOptions } from './directory-reader.js';
import { FsReader } from './fs-reader.js';
import { FstatatReader, isFstatatKnown } from './fstatat-reader.js';
import { StatxReader, statxRefusal } from './statx-reader.js';

export interface ChosenReader<Backend extends string = string> {
  readonly reader: DirectoryReader<Backend>;
  /** Reasons why each better backend was not taken: "statx: ENOSYS". Empty where the best one was. */
  readonly refused: readonly string[];
}

/** The backends, the best first: why one cannot be used here (undefined where it can), and its reader. */
const backends = {
  statx: { refusal: statxRefusal, make: (options: RootOptions) => new StatxReader(options) },
  fstatat: {
    refusal: () => (isFstatatKnown ? undefined : 'not known here'),
    make: (options: RootOptions) => new FstatatReader(options),
  },
  node: { refusal: () => undefined, make: (options: RootOptions) => new FsReader(options) },
} as const;

type Backend = keyof typeof backends;

const preference = Object.keys(backends) as Backend[];

/**
 * Chooses the reader of a root. Windows and macOS get readers of their own; until then `node` serves there.
 *
 * @param forced takes this backend or throws; undefined tries all, the best first.
 */
export function chooseReader(options: RootOptions, forced?: Backend): ChosenReader<Backend> {
  const refused: string[] = [];
  for (const backend of forced ? [forced] : preference) {
    const refusal = backends[backend].refusal();
    if (refusal === undefined) return { reader: backends[backend].make(options), refused };
    refused.push(`${backend}: ${refusal}`);
  }
  throw new Error(`this system has no ${refused.join(', ')}`);
}
