/** Entry of the utility process that tells main which volumes there are: each in a message, and null behind the last. */
import './end-on-fault.js';
import { mainLine } from './process-port.js';
import { findVolumes } from './volumes.js';

const main = mainLine();
await findVolumes((volume) => main.postMessage(volume));
main.postMessage(null);
