/**
 * Which names a scan leaves out. A glob without a slash matches a name anywhere; one with a slash matches the
 * end of a path, or from the root where it begins with a slash. One that ends with a slash matches directories only. `*`
 * and `?` match within a name, `**` across.
 */
import picomatch from 'picomatch';

export interface Exclusion {
  /**
   * Whether the entry is left out: its name, and the path of the directory that holds it, decoded.
   * @param isDirectory is asked only where that decides.
   */
  excludes(directory: string, name: string, isDirectory: () => boolean): boolean;
}

/** What is wrong with a glob: a bracket has no partner, or nothing is asked for. */
export interface GlobProblem {
  readonly problem: 'missingOpening' | 'missingClosing' | 'nothing';
  /** The bracket that is missing. */
  readonly bracket: string;
}

/** Returns null for a glob that can be read. */
export function findGlobProblem(glob: string): GlobProblem | null {
  try {
    compileExclusion([glob]);
    return null;
  } catch (error) {
    // why: the parser tells it by its message alone.
    const [, missing, bracket = ''] =
      /^Missing (opening|closing): "(.)"/.exec((error as Error).message) ?? [];
    if (missing === undefined) return { problem: 'nothing', bracket };
    return { problem: missing === 'opening' ? 'missingOpening' : 'missingClosing', bracket };
  }
}

// why: without its short cuts `*.*` matches "name." as well, as in glob(7).
const options = {
  dot: true,
  nonegate: true,
  strictBrackets: true,
  posix: true,
  flags: 's',
  fastpaths: false,
};

/**
 * why: picomatch (4.0.7) never comes to the end of a glob that ends with four backslashes or more. Elsewhere it shortens
 * longer runs itself.
 */
const shortenEnd = (glob: string): string =>
  glob.replace(/\\{4,}$/, ({ length }) => '\\'.repeat(2 + (length % 2)));

/**
 * The same for names alone. Perf: several times as fast, which counts where it is asked of every name of a tree
 * (`npm run bench -- --only filter`). @throws SyntaxError
 */
export function compileNameExclusion(glob: string): (name: string) => boolean {
  const finite = shortenEnd(glob);
  const expression = picomatch.makeRe(finite, options);
  return (name) => name !== '' && (name === finite || expression.test(name));
}

/** What a glob is without the slashes at its end, and whether there are any: then it is of directories only. */
export function splitFinalSlash(glob: string): { readonly glob: string; readonly isOfDirectories: boolean } {
  const without = glob.replace(/\/+$/, '');
  return { glob: without, isOfDirectories: without.length < glob.length };
}

/** @throws SyntaxError for a glob whose brackets do not match. */
export function compileExclusion(globs: readonly string[]): Exclusion | undefined {
  if (globs.length === 0) return undefined;
  const split = globs.map(splitFinalSlash);
  const matchesAny = compileGlobs(split.filter((each) => !each.isOfDirectories));
  const matchesDirectory = compileGlobs(split.filter((each) => each.isOfDirectories));
  return {
    excludes: (directory, name, isDirectory) =>
      matchesAny(directory, name) || (matchesDirectory(directory, name) && isDirectory()),
  };
}

function compileGlobs(
  split: readonly { readonly glob: string }[],
): (directory: string, name: string) => boolean {
  const globs = split.map(({ glob }) => shortenEnd(glob));
  const ofName = globs.filter((glob) => !glob.includes('/'));
  const ofPath = globs.filter((glob) => glob.includes('/'));
  const matchesName = picomatch(ofName, options);
  const matchesPath = picomatch(
    ofPath.map((glob) => (glob.startsWith('/') ? glob.slice(1) : `**/${glob}`)),
    options,
  );
  return (directory, name) =>
    (ofName.length > 0 && matchesName(name)) ||
    (ofPath.length > 0 && matchesPath(directory === '' ? name : `${directory}/${name}`));
}
