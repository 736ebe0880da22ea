import { readFileSync, writeFileSync } from 'node:fs';
import { formatImportTable } from './import-table.js';
import { checkTree } from './import-tree.js';

/**
 * Checks the import table of this repository, and that `docs/architecture.md` shows it as it is:
 * `tsx scripts/check-imports.ts`, from its root. With `--write` it writes the table into the document instead.
 */
const documentPath = 'docs/architecture.md';
const tableInDocument = /(?<=<!-- import table -->\n).*?(?=\n<!-- end of import table -->)/s;

const { fileCount, problems } = checkTree(process.cwd());
for (const { path, line, message } of problems) console.error(`${path}:${line} ${message}`);

const document = readFileSync(documentPath, 'utf8');
const isShown = document.match(tableInDocument)?.[0] === formatImportTable();
if (process.argv.includes('--write')) {
  writeFileSync(
    documentPath,
    document.replace(tableInDocument, () => formatImportTable()),
  );
} else if (!isShown) {
  console.error(`${documentPath} shows another table: run \`tsx scripts/check-imports.ts --write\``);
}

console.log(`${fileCount} files, ${problems.length} wrong imports`);
// If there is no file at all, the check looked in the wrong place.
process.exitCode =
  problems.length === 0 && fileCount > 0 && (isShown || process.argv.includes('--write')) ? 0 : 1;
