import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { type FoundImport, findImports } from './find-imports.js';

/**
 * Who may import whom. Folders and paths are relative to the repository and use `/`. Every folder may import
 * itself; a test file may import `test/` too, and any package. What is not in the table is refused: a new
 * folder under `src` has to be entered here first.
 */
interface FolderRule {
  readonly folders: readonly string[];
  /** Only `import type`: the folder ends up in a file that has no module loader. */
  readonly typesOnly?: boolean;
  readonly nodeBuiltins: boolean;
  /** Any package but those of `packageOwners`. */
  readonly packages: boolean;
}

const rules: Readonly<Record<string, FolderRule>> = {
  native: { folders: [], nodeBuiltins: true, packages: true },
  'src/contract': { folders: [], nodeBuiltins: false, packages: false },
  'src/core': { folders: ['src/contract'], nodeBuiltins: false, packages: true },
  'src/scanner': { folders: ['src/contract', 'src/core', 'native'], nodeBuiltins: true, packages: true },
  'src/engine': { folders: ['src/contract', 'src/core', 'src/scanner'], nodeBuiltins: true, packages: true },
  'src/main': { folders: ['src/contract'], nodeBuiltins: true, packages: true },
  'src/preload': { folders: ['src/contract'], typesOnly: true, nodeBuiltins: true, packages: true },
  'src/renderer': { folders: ['src/contract', 'src/core'], nodeBuiltins: false, packages: true },
  'src/serve': { folders: ['src/contract', 'src/core', 'src/engine'], nodeBuiltins: true, packages: true },
  'src/cli': { folders: ['src/contract', 'src/core', 'src/engine'], nodeBuiltins: true, packages: true },
};

/** Packages that only some folders may name. Merely requiring electron starts a download where it is missing. */
const packageOwners: Readonly<Record<string, readonly string[]>> = {
  koffi: ['native'],
  electron: ['src/main', 'src/preload'],
};

const testFile = /\.test\.[cm]?[jt]sx?$/;

export interface ImportProblem {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** The folders whose files the table governs; all others (tests' helpers, tools, benchmarks) may import anything. */
export const governedFolders = ['native', 'src'];

/** Checks one file of a governed folder; `path` decides which rule applies, `source` is its text. */
export function checkFile(path: string, source: string): ImportProblem[] {
  const { imports, faults } = findImports(path, source);
  const problems: ImportProblem[] = faults.map(({ line, message }) => ({ path, line, message }));
  for (const found of imports) {
    const message = judgeImport(path, found);
    if (message !== undefined) problems.push({ path, line: found.line, message });
  }
  return problems;
}

function judgeImport(path: string, found: FoundImport): string | undefined {
  const folder = folderOf(path);
  const rule = rules[folder];
  if (rule === undefined) return `${folder} is not in the import table`;
  const { specifier } = found;
  const isTest = testFile.test(path);
  if (testFile.test(specifier)) return `'${specifier}': nobody may import a test file`;
  if (specifier.startsWith('.')) return judgeFolder(path, rule, found, isTest);
  if (isBuiltin(specifier)) {
    return rule.nodeBuiltins ? undefined : `'${specifier}': ${folder} may not import what only Node has`;
  }
  if (/^[/#]|^\w+:/.test(specifier) || specifier === 'hectare') {
    return `'${specifier}': say a relative path, so that the import table can be checked`;
  }
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  const owners = packageOwners[name];
  if (owners !== undefined) {
    return owners.includes(folder) ? undefined : `'${specifier}': only ${owners.join(' and ')} may import it`;
  }
  return rule.packages || isTest ? undefined : `'${specifier}': ${folder} may not import packages`;
}

function judgeFolder(
  path: string,
  rule: FolderRule,
  found: FoundImport,
  isTest: boolean,
): string | undefined {
  const folder = folderOf(path);
  const target = folderOf(posix.join(posix.dirname(path), found.specifier));
  if (target === folder || (isTest && target === 'test')) return undefined;
  if (!rule.folders.includes(target)) {
    const allowed = rule.folders.join(', ') || 'nothing else of ours';
    return `'${found.specifier}': ${folder} may not import ${target}; it may import ${allowed}`;
  }
  if (rule.typesOnly && !found.typeOnly) {
    return `'${found.specifier}': ${folder} may import types of ${target} only (import type)`;
  }
  return undefined;
}

/** `src/core/tree/tree.ts` → `src/core`, `native/libc.ts` → `native`; a file that lies in no folder is its own. */
function folderOf(path: string): string {
  const [first = '', second] = path.split('/');
  return first === 'src' && second !== undefined ? `src/${second}` : first;
}
