import { checkTree } from './import-tree.js';

/** Checks the import table of this repository: `tsx scripts/check-imports.ts`, from its root. */
const { fileCount, problems } = checkTree(process.cwd());
for (const { path, line, message } of problems) console.error(`${path}:${line} ${message}`);
console.log(`${fileCount} files, ${problems.length} wrong imports`);
// Having found no file at all means that the check looked in the wrong place.
process.exitCode = problems.length === 0 && fileCount > 0 ? 0 : 1;
