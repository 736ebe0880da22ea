#!/usr/bin/env node
/**
 * Loads the command line.
 *
 * why apart: where too few files may be open, loading it fails before any of its code has run.
 */
try {
  await import('./main.js');
} catch (error) {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'EMFILE' && code !== 'ENFILE') throw error;
  process.stderr.write(`hectare: too many files are open (${code}): raise the limit with ulimit -n\n`);
  process.exitCode = 3;
}
