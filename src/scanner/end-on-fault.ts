/**
 * Ends a utility process at its first fault. Imported first, so that nothing of the process runs before.
 * why: Electron only warns of an unhandled rejection there (electron#45921), and main would wait for what never comes.
 */
process.on('unhandledRejection', (reason) => {
  throw reason;
});
// why: whoever read standard error may have gone (EPIPE).
process.stderr.on('error', () => undefined);
