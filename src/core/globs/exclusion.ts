/**
 * What a scan leaves out, by globs. A glob without a slash matches a name anywhere; one with a slash matches the end of a
 * path, or from the root where it begins with a slash. One that ends with a slash matches directories only.
 */
import { SLASH } from '../columns/bytes.js';
import { GlobAutomaton, type GlobState } from './glob-automaton.js';
import { parseGlob } from './glob-parser.js';

const slash = Uint8Array.of(SLASH);

export class Exclusion {
  private readonly automaton: GlobAutomaton;

  /** @throws GlobError */
  constructor(globs: readonly string[]) {
    this.automaton = new GlobAutomaton(globs.map(parseGlob));
  }

  /** Returns the point from which the names of a directory are matched. @param path relative to the root. */
  enter(path: Uint8Array): GlobState {
    const { automaton } = this;
    if (path.length === 0) return automaton.start;
    return automaton.run(automaton.run(automaton.start, path, 0, path.length), slash, 0, 1);
  }

  /**
   * Tells whether an entry is left out: that whose name is the bytes from `start` up to `end`.
   * @param directory as `enter` returned it.
   * @param isDirectory is called only where that decides.
   */
  excludes(
    directory: GlobState,
    bytes: Uint8Array,
    start: number,
    end: number,
    isDirectory: () => boolean,
  ): boolean {
    const { globs, directoryGlobs } = this.automaton.runLastName(directory, bytes, start, end);
    return globs.length > 0 || (directoryGlobs.length > 0 && isDirectory());
  }

  /** Returns the numbers of the globs that an entry matches. */
  matching(directory: GlobState, name: Uint8Array, isDirectory: boolean): readonly number[] {
    const { globs, directoryGlobs } = this.automaton.runLastName(directory, name, 0, name.length);
    return isDirectory ? [...globs, ...directoryGlobs] : globs;
  }
}

/** Returns an exclusion; undefined where there are no globs. @throws GlobError */
export function compileExclusion(globs: readonly string[]): Exclusion | undefined {
  return globs.length === 0 ? undefined : new Exclusion(globs);
}
