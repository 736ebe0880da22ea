/**
 * Ends main at its first fault. Imported first, so that nothing of main runs before.
 * why: Electron only warns of an unhandled rejection, and goes on after an uncaught exception, in whatever state main is.
 */
import { app, dialog } from 'electron';
import { log } from './log.js';

process.on('unhandledRejection', (reason) => endOnFault(reason));
process.on('uncaughtException', (error) => endOnFault(error));

function endOnFault(fault: unknown): void {
  const report = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  log(`main has failed: ${report}`);
  dialog.showErrorBox('Hectare has failed', report);
  app.exit(1);
}
