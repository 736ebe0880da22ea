/** An app that runs the specs, and writes their results to the file that the environment names. */
import { writeFileSync } from 'node:fs';
import { app } from 'electron';
import './api-utility-process.js';
import './api-message-port.js';
import './api-page.js';
import './api-app.js';
import { runSpecs } from './check.js';

// why: without a listener the app quits when a spec closes the only window.
app.on('window-all-closed', () => undefined);
void app.whenReady().then(async () => {
  writeFileSync(process.env.CONFORMANCE_RESULTS ?? '', JSON.stringify(await runSpecs()));
  app.exit(0);
});
