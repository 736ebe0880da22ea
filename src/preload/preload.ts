/**
 * Typed functions between the page and main. Drops are taken here: only here a file's path can be had, and only a drop by the
 * user's own hand is trusted. The user's choice of an offered folder is confirmed here too, since main does not trust the
 * page.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import {
  bridgeRequests,
  type DesktopBridge,
  type DesktopEvents,
  type DesktopRequests,
  mapNames,
} from '../contract/desktop-protocol.js';

const ask =
  <Name extends keyof DesktopRequests>(name: Name) =>
  (...payload: Parameters<DesktopRequests[Name]>) =>
    ipcRenderer.invoke(name, payload[0]);

const hear =
  <Name extends keyof DesktopEvents>(name: Name) =>
  (listener: (event: DesktopEvents[Name]) => void): void => {
    ipcRenderer.on(name, (_event, event: DesktopEvents[Name]) => listener(event));
  };

const bridge: DesktopBridge = {
  ...(mapNames(bridgeRequests, ask) as Omit<DesktopBridge, `on${string}`>),
  openRoot: async (request) => {
    // why: the page's own code cannot fake this. A click or a key counts for a few seconds.
    if (navigator.userActivation.isActive) await ask('chooseOffered')(request.path);
    return ask('openRoot')(request);
  },
  onGiven: hear('given'),
  onSessionEnded: hear('sessionEnded'),
  onSaving: hear('saving'),
  onCommand: hear('command'),
};

contextBridge.exposeInMainWorld('hectareDesktop', bridge);

// why: a port cannot cross contextBridge, but a message to the window can carry it.
ipcRenderer.on('enginePort', ({ ports }, message: unknown) => {
  window.postMessage(message, location.origin, ports);
});

window.addEventListener('dragover', (event) => event.preventDefault());
window.addEventListener('drop', (event) => {
  event.preventDefault();
  if (!event.isTrusted) return;
  const files = [...(event.dataTransfer?.files ?? [])];
  const paths = files.map((file) => webUtils.getPathForFile(file));
  if (paths.length > 0) void ask('offerDropped')(paths);
});
