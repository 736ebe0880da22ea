/** The program that stands in for the Electron binary: gives the built main the stand-in for `electron`, and runs it. */
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';
import { app } from './app.js';
import { dialog } from './desktop-parts.js';
import { playUser } from './play-user.js';

const standIn = new URL('./electron.js', import.meta.url).href;
const hook = `export const resolve = (specifier, context, next) =>
  specifier === 'electron' ? { url: ${JSON.stringify(standIn)}, shortCircuit: true } : next(specifier, context);`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);

const [, , main = ''] = process.argv;
// As in Electron: the program, the app, and the words.
process.argv.splice(1, 2);
Object.defineProperty(process, 'platform', { value: process.env.STAND_IN_PLATFORM ?? process.platform });
playUser();
// why: Electron shows a fault, and goes on, unless somebody else listens.
process.on('uncaughtException', ({ stack = '' }) => {
  if (process.listenerCount('uncaughtException') > 1) return;
  dialog.showErrorBox('A JavaScript error occurred in the main process', stack);
});
await import(pathToFileURL(main).href);
app.becomeReady();
