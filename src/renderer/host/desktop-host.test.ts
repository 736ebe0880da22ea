/** The page's side of the desktop: a bridge that is played here, and real ports. */
import { afterEach, expect, test } from 'vitest';
import type { DesktopBridge, DesktopEvents, Given } from '../../contract/desktop-protocol.js';
import { connectDesktopHost } from './desktop-host.js';

type Listeners = { [Name in keyof DesktopEvents]?: (event: DesktopEvents[Name]) => void };

const opened = { root: new Uint8Array([47]), node: 0 };
const request = { path: new Uint8Array([47]), crossMounts: false, followLinks: false, exclude: [] };
const ports: MessagePort[] = [];

afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

class PlayedWindow extends EventTarget {
  /** As the preload script sends it, or anybody else. */
  send(data: unknown, port: MessagePort, source: unknown = this): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data, ports: [port], source }));
  }
}

async function connect() {
  const window = new PlayedWindow();
  const heard: Listeners = {};
  const asked: unknown[] = [];
  const answer = (name: string, value: unknown) => (payload?: unknown) => {
    asked.push([name, payload]);
    return Promise.resolve({ answer: value });
  };
  const bridge = {
    greet: answer('greet', { version: '2.0', capabilities: ['followLinks'] }),
    openRoot: answer('openRoot', { session: 7, opened }),
    closeSession: answer('closeSession', null),
    reveal: () => Promise.resolve({ refusal: { code: 'noSuchNode', message: 'no' } }),
    saveCsv: (options: unknown) => {
      heard.saving?.({ session: 7, share: 0.5, bytes: 10 });
      heard.saving?.({ session: 8, share: 0.9, bytes: 99 });
      return answer('saveCsv', 20)(options);
    },
    onGiven: (listener: Listeners['given']) => Object.assign(heard, { given: listener }),
    onSessionEnded: (listener: Listeners['sessionEnded']) => Object.assign(heard, { sessionEnded: listener }),
    onSaving: (listener: Listeners['saving']) => Object.assign(heard, { saving: listener }),
    onCommand: (listener: Listeners['command']) => Object.assign(heard, { command: listener }),
  };
  const host = await connectDesktopHost(bridge as unknown as DesktopBridge, window as unknown as Window);
  return { host, window, heard, asked };
}

/** An engine's end of a channel, and the one that the page gets. */
function openChannel() {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  const arrived: unknown[] = [];
  port1.onmessage = ({ data }) => arrived.push(data);
  return { engine: port1, page: port2, arrived };
}

async function openRoot() {
  const { host, window, heard, asked } = await connect();
  const channel = openChannel();
  const opening = host.openRoot(request);
  window.send(['enginePort', 7], channel.page);
  return { session: await opening, heard, asked, ...channel };
}

test('a host of the desktop says what it is, and has what a browser has not', async () => {
  const { host } = await connect();
  expect([host.version, [...host.capabilities]]).toEqual(['2.0', ['followLinks']]);
  expect(host.desktop).toBeDefined();
  expect(host.folders).toBeUndefined();
});

test('an opened root speaks over the port that comes with it, sooner or later', async () => {
  const { session, engine, arrived } = await openRoot();
  expect(session.opened).toEqual(opened);
  const heard: unknown[] = [];
  engine.postMessage('early');
  session.port.listen((message) => heard.push(message));
  session.port.post('asked');
  engine.postMessage({ bytes: Uint8Array.of(1) });
  await expect.poll(() => [heard, arrived]).toEqual([['early', { bytes: Uint8Array.of(1) }], ['asked']]);
});

test('a port counts only when the window itself has sent it, with its mark', async () => {
  const { host, window } = await connect();
  const forged = openChannel();
  const real = openChannel();
  const opening = host.openRoot(request);
  window.send(['enginePort', 7], forged.page, 'a frame');
  window.send(['something else', 7], forged.page);
  window.send('enginePort', forged.page);
  window.send(['enginePort', 7], real.page);
  (await opening).port.post('to the engine');
  await expect.poll(() => [real.arrived, forged.arrived]).toEqual([['to the engine'], []]);
});

test('closing the port tells main and the engine', async () => {
  const { session, asked } = await openRoot();
  session.port.close();
  expect(asked.at(-1)).toEqual(['closeSession', 7]);
});

test('an engine that has ended closes its port with the reason', async () => {
  const { session, heard } = await openRoot();
  const reasons: unknown[] = [];
  session.port.onClose((reason) => reasons.push(reason));
  heard.sessionEnded?.({ session: 8, message: 'another' });
  heard.sessionEnded?.({ session: 7, message: 'code 9' });
  expect(reasons).toEqual(['code 9']);
});

test('refusals come as errors, and a save tells how far its own is', async () => {
  const { session } = await openRoot();
  await expect(session.desktop!.reveal(3)).rejects.toMatchObject({ refusal: { code: 'noSuchNode' } });
  const progress: unknown[] = [];
  const options = { filtered: true, name: 'x.csv' };
  expect(await session.desktop!.saveCsv(options, (...step) => progress.push(step))).toBe(20);
  expect(progress).toEqual([[0.5, 10]]);
});

test('what is given before somebody listens is not lost', async () => {
  const { host, heard } = await connect();
  const given = (problem: 'missing' | 'notOnDisk'): Given => ({
    folders: [],
    refused: [{ path: new Uint8Array(), problem }],
  });
  const all: Given[] = [];
  heard.given?.(given('missing'));
  host.desktop!.onGiven((each) => all.push(each));
  heard.given?.(given('notOnDisk'));
  expect(all).toEqual([given('missing'), given('notOnDisk')]);
});
