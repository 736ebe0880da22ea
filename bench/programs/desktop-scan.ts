/**
 * A scan as the desktop app makes it: main on the stand-in for Electron, an engine and scanners in processes of their own,
 * and a page at the other end of the engine's port.
 *
 * Usage: node run-main.js desktop-scan.js BUILT_MAIN shown|hidden ROOT
 */
import { app, MessageChannelMain } from 'electron';
import type { EngineMessage, EngineRequests } from '../../src/contract/engine-protocol.js';
import type { Opened } from '../../src/contract/scans.js';
import { EngineProcess } from '../../src/main/engine-process.js';

const [, built = '', view, root = ''] = process.argv;

app.on('ready', () => void scan());

async function scan(): Promise<void> {
  const engine = new EngineProcess(built, {
    onFinished: ({ entries, elapsedMilliseconds }) => {
      process.stdout.write(JSON.stringify({ entries, elapsedMs: elapsedMilliseconds }));
      engine.kill();
      process.exit();
    },
    onSaving: () => undefined,
    onEnd: (reason) => {
      throw new Error(reason);
    },
  });
  const options = { path: Buffer.from(root), crossMounts: false, followLinks: false, exclude: [] };
  const { node } = (await engine.ask('open', options)) as Opened;
  const { port1, port2 } = new MessageChannelMain();
  engine.joinPage(port1);
  showPage(port2, node);
}

/** Acknowledges frames as soon as they come, as a page does. */
function showPage(port: Electron.MessagePortMain, focus: number): void {
  let last = 0;
  const ask = <Name extends keyof EngineRequests>(name: Name, payload: Parameters<EngineRequests[Name]>[0]) =>
    port.postMessage(['request', ++last, name, payload]);
  port.on('message', ({ data }) => {
    const message = data as EngineMessage;
    if (message[0] === 'event' && message[1] === 'frame') ask('acknowledge', message[2].number);
  });
  port.start();
  if (view !== 'shown') return;
  ask('show', {
    focus,
    width: 1280,
    height: 800,
    measure: 'allocated',
    everyLink: false,
    filter: '',
    colours: 'type',
    hiddenKeys: [],
  });
}
