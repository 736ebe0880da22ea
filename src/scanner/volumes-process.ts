/** Tells main which volumes there are, as a utility process of its own. */
import './end-on-fault.js';
import { mainLine } from './process-port.js';
import { listVolumes } from './volumes.js';

mainLine().postMessage(await listVolumes());
