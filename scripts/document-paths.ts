import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Folders of the repository whose paths documents name; `out/` is built and not among them. */
const topFolder = /^(\.ci|\.github|bench|build|docs|e2e|native|scripts|src|test)\//;
const fileName = /^[\w.-]+\.(tsx?|js|c|json|html|css)$/;

/**
 * Finds the paths that a document names and the repository does not have: those in backticks that begin with a folder
 * of ours (`*` stands for a part of a name), bare names of files in backticks, and the targets of relative links.
 * @param document its path relative to `root`.
 */
export function findMissingPaths(root: string, document: string): string[] {
  const text = readFileSync(join(root, document), 'utf8');
  const quoted = capture(text, /`([^`\s]+)`/g);
  const linked = capture(text, /\]\(([^)#:\s]+)(?:#[^)]*)?\)/g);
  const missing = [
    ...quoted.filter((path) => topFolder.test(path) && !exists(root, path)),
    ...quoted.filter((path) => fileName.test(path) && !isNameOfFile(root, path)),
    ...linked.filter((path) => !existsSync(join(root, posix.dirname(document), path))),
  ];
  return [...new Set(missing)];
}

const capture = (text: string, pattern: RegExp): string[] =>
  Array.from(text.matchAll(pattern), ([, path]) => path!);

function exists(root: string, path: string): boolean {
  if (!path.includes('*')) return existsSync(join(root, path));
  const folder = posix.dirname(path);
  const pattern = new RegExp(`^${posix.basename(path).split('*').map(literally).join('.*')}$`);
  return existsSync(join(root, folder)) && readdirSync(join(root, folder)).some((name) => pattern.test(name));
}

const literally = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

/** Returns whether a file of that name lies in one of the repository's own folders or at its top. */
function isNameOfFile(root: string, name: string): boolean {
  if (existsSync(join(root, name))) return true;
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && topFolder.test(`${entry.name}/`))
    .some((entry) =>
      readdirSync(join(root, entry.name), { recursive: true, encoding: 'utf8' }).some(
        (path) => posix.basename(path.replaceAll('\\', '/')) === name,
      ),
    );
}
