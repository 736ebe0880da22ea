/** Plays the page, the user and the system in the app's process, as the test asks. */
import { app } from './app.js';
import { BrowserWindow, settleScript } from './browser-window.js';
import { decode, encode } from './codec.js';
import { answers } from './desktop-parts.js';
import { callHandler } from './ipc-main.js';
import type { Attempt, Sender, ToApp, ToTest } from './link.js';
import { type MenuItem, menu } from './menu.js';
import { recorded } from './recorded.js';
import { load, session } from './web-session.js';

export function playUser(): void {
  process.on('message', (message) => void take(message as ToApp));
}

async function take(message: ToApp): Promise<void> {
  try {
    tell({ kind: 'done', number: message.number, bytes: encode(await play(message)) });
  } catch (error) {
    tell({ kind: 'failed', number: message.number, message: (error as Error).message });
  }
}

const tell = (message: ToTest): void => void process.send?.(message);

const theWindow = (): BrowserWindow => {
  const [window] = BrowserWindow.all;
  if (!window) throw new Error('there is no window');
  return window;
};

async function play(message: ToApp): Promise<unknown> {
  switch (message.kind) {
    case 'invoke':
      return callHandler(message.channel, eventOf(message.sender), decode(message.bytes) as unknown[]).catch(
        (error: unknown) => {
          throw new Error(`Error invoking remote method '${message.channel}': ${String(error)}`);
        },
      );
    case 'executed':
      settleScript(message);
      return null;
    case 'recorded':
      return recorded;
    case 'answer dialog':
      answers.set(message.dialog, [...(answers.get(message.dialog) ?? []), message.answer]);
      return null;
    case 'menu':
      return withoutActions(menu.items);
    case 'click':
      click(menu.items, message.labels);
      return null;
    case 'leave':
      if (message.to === 'dock') theWindow().minimize();
      else theWindow().isInFront = message.to === 'foreground';
      return null;
    case 'is in front':
      return theWindow().isInFront;
    case 'open file':
      app.emit('open-file', { preventDefault: () => undefined }, message.path);
      return null;
    case 'activate':
      app.emit('activate', {}, false);
      return null;
    case 'close window':
      theWindow().close();
      return null;
    case 'reload':
      theWindow().reload();
      return null;
    case 'page crash':
      theWindow().webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
      return null;
    case 'gpu crash':
      app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 11 });
      return null;
    case 'quit':
      app.quit();
      return null;
    case 'try':
      return isAllowed(message.what, message.detail);
    case 'load':
      return describeResponse(await load(message.url, message.method));
  }
}

/** Returns the event of a request, with the frame that it came from. */
function eventOf(sender: Sender): unknown {
  const { webContents } = theWindow();
  const { mainFrame } = webContents;
  switch (sender) {
    case 'page':
      return { type: 'frame', sender: webContents, senderFrame: mainFrame };
    case 'frame within':
      return { type: 'frame', sender: webContents, senderFrame: { url: mainFrame.url } };
    case 'other address':
      return { type: 'frame', sender: { mainFrame: elsewhere }, senderFrame: elsewhere };
    case 'other window': {
      const frame = { url: mainFrame.url };
      return { type: 'frame', sender: { mainFrame: frame }, senderFrame: frame };
    }
    case 'frame that is gone':
      return { type: 'frame', sender: webContents, senderFrame: null };
  }
}

const elsewhere = { url: 'https://example.com/' };

async function isAllowed(what: Attempt, detail: string): Promise<boolean> {
  const { webContents } = theWindow();
  const { defaultSession } = session;
  const isPrevented = (emit: (event: object) => void): boolean => {
    let prevented = false;
    emit({ preventDefault: () => (prevented = true), url: detail });
    return prevented;
  };
  switch (what) {
    case 'navigate':
      return !isPrevented((event) => webContents.emit('will-navigate', event, detail));
    case 'redirect':
      return !isPrevented((event) => webContents.emit('will-redirect', event, detail));
    case 'attach webview':
      return !isPrevented((event) => webContents.emit('will-attach-webview', event, {}, { src: detail }));
    case 'download':
      return !isPrevented((event) => defaultSession.emit('will-download', event, {}, webContents));
    case 'open window':
      return webContents.windowOpenHandler({ url: detail }).action !== 'deny';
    case 'permission':
      return new Promise((resolve) => defaultSession.permissionRequest(webContents, detail, resolve));
    case 'permission check':
      return defaultSession.permissionCheck(webContents, detail, webContents.mainFrame.url, {});
    case 'device':
      return defaultSession.devicePermission({ deviceType: detail });
  }
}

function click(items: readonly MenuItem[], [label, ...below]: readonly string[]): void {
  const item = items.find((each) => each.label === label);
  if (!item) throw new Error(`the menu has no ${label}`);
  if (below.length > 0) click(item.submenu ?? [], below);
  else if (item.enabled === false) throw new Error(`${label} is greyed out`);
  else item.click?.();
}

function withoutActions(items: readonly MenuItem[]): MenuItem[] {
  return items.map(({ click: _action, submenu, ...item }) => ({
    ...item,
    ...(submenu && { submenu: withoutActions(submenu) }),
  }));
}

async function describeResponse(response: Response | undefined): Promise<unknown> {
  if (!response) return null;
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    bytes: new Uint8Array(await response.arrayBuffer()),
  };
}
