/**
 * Between the page and main: functions with types, and nothing else. What is dropped on the window is taken here, since
 * only here a file's path can be had, and only a drop by the user's own hand is trusted. Nor does main believe the page what
 * the user has chosen of the folders that it offers.
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
    // why: the page's own code cannot say so. A click or a key counts for a few seconds.
    if (navigator.userActivation.isActive) await ask('chooseOffered')(request.path);
    return ask('openRoot')(request);
  },
  onGiven: hear('given'),
  onSessionEnded: hear('sessionEnded'),
  onSaving: hear('saving'),
  onCommand: hear('command'),
};

contextBridge.exposeInMainWorld('hectareDesktop', bridge);

// why: a port cannot pass the bridge between the two worlds, but a message to the window can carry it.
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
