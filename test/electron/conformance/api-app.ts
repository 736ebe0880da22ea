/** What Electron's api-app-spec.ts and browser.cc say, as far as main relies on it. These specs come last: they quit. */
import { deepEqual } from 'node:assert/strict';
import { app } from 'electron';
import { pause, spec } from './check.js';

spec('app: an unhandled rejection only warns', async () => {
  void Promise.reject(new Error('unheard'));
  await pause();
});

spec('app: quit() closes windows, without window-all-closed, and can be prevented', async () => {
  const told: string[] = [];
  app.on('window-all-closed', () => told.push('window-all-closed'));
  app.once('before-quit', () => told.push('before-quit'));
  app.once('will-quit', (event) => {
    told.push('will-quit');
    event.preventDefault();
  });
  app.quit();
  deepEqual(told.includes('will-quit'), false);
  await pause(1000);
  deepEqual(told, ['before-quit', 'will-quit']);
});
