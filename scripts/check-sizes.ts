import { findTooLarge } from './source-sizes.js';

/** Checks the sizes of files and folders: `tsx scripts/check-sizes.ts`, from the root. */
const problems = findTooLarge(process.cwd());
for (const problem of problems) console.error(problem);
console.log(`${problems.length} files and folders are too large`);
if (problems.length > 0) process.exitCode = 1;
