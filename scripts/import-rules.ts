import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { type FoundImport, findImports } from './find-imports.js';
import { type FolderRule, folderRules, packageOwners } from './import-table.js';

const testFile = /\.test\.[cm]?[jt]sx?$/;

export interface ImportProblem {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** Folders whose files the table governs; all others (tests' helpers, tools, benchmarks) may import anything. */
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
  const rule = folderRules[folder];
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
  if (target === folder || (isTest && mayTestImport(folder, target))) return undefined;
  if (!rule.imports.some((allowed) => isWithin(target, allowed))) {
    const allowed = rule.imports.join(', ') || 'nothing else of ours';
    return `'${found.specifier}': ${folder} may not import ${target}; it may import ${allowed}`;
  }
  return undefined;
}

/** Returns whether a test may import a folder: `test/`, and every room of its own top folder. */
const mayTestImport = (folder: string, target: string): boolean =>
  target === 'test' || (folder.startsWith('src/') && isWithin(target, folder.split('/', 2).join('/')));

const isWithin = (folder: string, other: string): boolean =>
  folder === other || folder.startsWith(`${other}/`);

const hasRooms = (folder: string): boolean =>
  Object.keys(folderRules).some((other) => other.startsWith(`${folder}/`));

/**
 * Returns the row of the table that governs a file: `src/core/tree/nodes.ts` → `src/core/tree`. A file that lies in no
 * folder of `src` is its own row, and so is a folder beside rooms that the table does not name.
 */
function folderOf(path: string): string {
  const [first = '', second, third] = path.split('/');
  if (first !== 'src' || second === undefined) return first;
  const folder = `src/${second}`;
  const isInRoom = third !== undefined && posix.dirname(path) !== folder;
  return isInRoom && hasRooms(folder) ? `${folder}/${third}` : folder;
}
