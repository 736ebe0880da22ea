/** What Electron's api-ipc, api-context-bridge and api-protocol specs say, as far as main and the preload script rely on it. */
import { deepEqual, equal, match, throws } from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { BrowserWindow, ipcMain, MessageChannelMain, protocol } from 'electron';
import { pause, spec } from './check.js';

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);

let opened: Promise<BrowserWindow> | undefined;

/** The window of all specs, with its page. */
function openPage(): Promise<BrowserWindow> {
  opened ??= (async () => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: {
        preload: join(import.meta.dirname, '../preload/preload.cjs'),
        contextIsolation: true,
        sandbox: true,
      },
    });
    await window.loadURL('app://hectare/index.html');
    return window;
  })();
  return opened;
}

const inPage = async (code: string): Promise<unknown> =>
  (await openPage()).webContents.executeJavaScript(code);

spec('protocol: schemes cannot be registered when the app is ready', () => {
  throws(() => protocol.registerSchemesAsPrivileged([]), /should be called before app is ready/);
});

spec('protocol: a second handler of a scheme throws', async () => {
  const handler = () =>
    new Response('<!doctype html><title>specs</title>', { headers: { 'Content-Type': 'text/html' } });
  protocol.handle('app', handler);
  throws(() => protocol.handle('app', handler), /Failed to register protocol: app/);
  await openPage();
});

spec('ipcMain: a second handler throws', () => {
  ipcMain.handle('twice', () => null);
  throws(() => ipcMain.handle('twice', () => null), /Attempted to register a second handler for 'twice'/);
  ipcMain.removeHandler('twice');
});

spec('ipcMain: what a page asks and gets is copied', async () => {
  ipcMain.handle('describe', (_event, { bytes, when }: { bytes: Uint8Array; when: Date }) => ({
    bytes: bytes.map((byte) => byte + 1),
    year: when.getUTCFullYear(),
  }));
  const answer = 'conformance.invoke("describe", { bytes: Uint8Array.of(1, 2), when: new Date(0) })';
  deepEqual(await inPage(`${answer}.then(({ bytes, year }) => [...bytes, year])`), [2, 3, 1970]);
});

spec('ipcMain: the page is told what a handler throws, and that there is none', async () => {
  ipcMain.handle('fail', () => {
    throw new RangeError('some error');
  });
  const messageOf = (channel: string) =>
    inPage(`conformance.invoke("${channel}").then(() => "answered", ({ message }) => message)`);
  match(String(await messageOf('fail')), /Error invoking remote method 'fail': RangeError: some error/);
  ipcMain.removeHandler('fail');
  match(String(await messageOf('fail')), /No handler registered for 'fail'/);
});

spec('contextBridge: values pass as copies, without their prototypes', async () => {
  equal(await inPage('((object) => conformance.identity(object) === object)({})'), false);
  equal(await inPage('typeof conformance.identity(new (class { x = 1; f() {} })()).f'), 'undefined');
  equal(await inPage('conformance.identity({ deep: { list: [1, "2"] } }).deep.list.join()'), '1,2');
});

spec('contextBridge: functions pass as functions', async () => {
  equal(await inPage('conformance.identity((number) => number + 1)(1)'), 2);
});

spec('contextBridge: a name can be exposed once', async () => {
  match(
    String(await inPage('conformance.secondExposure()')),
    /Cannot bind an API on top of an existing property/,
  );
});

spec('contextBridge: the page has nothing of Node', async () => {
  deepEqual(await inPage('[typeof require, typeof process, typeof module]'), Array(3).fill('undefined'));
});

spec('WebContents: a port that is posted comes to the page by the preload script', async () => {
  const { webContents } = await openPage();
  await inPage(`window.heard = new Promise((resolve) => {
    window.addEventListener('message', ({ data, ports: [port] }) => {
      port.onmessage = (event) => port.postMessage(['page', event.data]);
      resolve(data);
    });
  }); 0`);
  const { port1, port2 } = new MessageChannelMain();
  port1.postMessage('early');
  webContents.postMessage('port', 'take it', [port2]);
  equal(await inPage('window.heard'), 'take it');
  port1.start();
  const [{ data }] = await once(port1, 'message');
  deepEqual(data, ['page', 'early']);
  throws(() => webContents.postMessage('port', null, [port2]));
});

spec('BrowserWindow: when destroyed it says so, and throws otherwise', async () => {
  const window = new BrowserWindow({ show: false });
  window.close();
  await pause();
  equal(window.isDestroyed(), true);
  throws(() => window.isFocused(), /Object has been destroyed/);
});
